/**
 * A text on its whole way with `browser.ts` alone; `browser_test.ts` bundles this file.
 * @module
 */
import {
  check,
  compile,
  encodeModel,
  type Facts,
  format,
  lowerScoring,
  lowerTraining,
  parse,
  renderAll,
  type Schema,
  unwrap,
  vocabulary,
} from "../../browser.ts";

/** What becomes of a text. */
export interface Outcome {
  readonly formatted: string;
  /** Rendered, of the text with a mistake in it. */
  readonly mistake: string;
  readonly training: Uint8Array;
  readonly scoring: Uint8Array;
}

/** Formats, checks and compiles the text of a pipeline with a `relu` in it. */
export function compileText(text: string, schema: Schema, facts: Facts): Outcome {
  const source = { name: "x.pipe", text };
  const misspelt = { ...source, text: text.replace("relu", "rleu") };
  const checked = check(unwrap(parse(misspelt)), vocabulary);
  const pipeline = unwrap(unwrap(check(unwrap(parse(source)), vocabulary)).resolve(facts));
  const program = unwrap(compile(pipeline, schema));
  return {
    formatted: format(source),
    mistake: checked.ok ? "" : renderAll(checked.diagnostics),
    training: encodeModel(lowerTraining(program.training!, { batch: 1, isRagged: false })),
    scoring: encodeModel(lowerScoring(program)),
  };
}

// A script has no exports: whoever runs the bundle finds the function here.
Object.assign(globalThis, { compileText });
