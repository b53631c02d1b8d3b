import type { Expected } from "../../dsl/language/pipeline.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";

/** Where and why a training broke down. */
export interface Divergence {
  readonly step: number;
  readonly epoch: number;
  /** What stopped being a finite number, such as `the loss overflows`. */
  readonly what?: string;
  /** The likely cause, as the next thing to do. */
  readonly cause: string;
  readonly span?: Span;
}

export function diverged({ step, epoch, what, cause, span }: Divergence): Diagnostic {
  const at = `The training diverges at step ${step} (epoch ${epoch})`;
  return {
    code: "E0601",
    severity: "error",
    span,
    message: what ? `${at}: ${what}` : at,
    help: cause,
  };
}

export function parityBroken(largest: number): Diagnostic {
  return {
    code: "E0602",
    severity: "error",
    message: `The exported model differs from the trained one by up to ${largest}`,
    help: "Nothing was written; please report this with the pipeline and its data",
  };
}

export function interrupted(epoch: number): Diagnostic {
  return {
    code: "E0603",
    severity: "error",
    message: `Interrupted in epoch ${epoch}`,
    help: "Nothing was written; run the pipeline again",
  };
}

export function notAModel(path: string, reason: string): Diagnostic {
  return {
    code: "E0435",
    severity: "error",
    place: path,
    message: `"${path}" is not a model that Penstock wrote: ${reason}`,
    help: "Name the model.onnx of a run, such as out/iris/model.onnx",
  };
}

export function missingFeature(
  path: string,
  { name, columns, guess }: { name: string; columns: readonly string[]; guess?: string },
): Diagnostic {
  return {
    code: "E0436",
    severity: "error",
    place: path,
    message: `The model needs a column "${name}"`,
    help: guess === undefined
      ? `The file has ${columns.slice(0, 20).join(", ")}`
      : `The file has "${guess}"; is it meant? Columns are found by their names`,
  };
}

export function expectationBroken(
  { metric, low, high, part, span }: Expected,
  value: number,
): Diagnostic {
  return {
    code: "E0701",
    severity: "error",
    span,
    message: `${metric} on ${part} is ${Number(value.toPrecision(6))}, not in ${low}..${high}`,
    help: "Change the pipeline, or what is expected of it",
  };
}

/** ONNX Runtime gives up on a model; its message nests from the outermost node to the cause. */
export function engineFailed(reason: string): Diagnostic {
  const cause = reason.split("Status Message: ").at(-1)!.trim() || "no reason given";
  return {
    code: "E0605",
    severity: "error",
    message: `ONNX Runtime cannot go on: ${cause}`,
    help: helpFor(cause),
  };
}

function helpFor(cause: string): string {
  if (/out of data bounds/.test(cause)) {
    return "A code is not in 0..count - 1 of its embedding: check the column, and leave it unscaled";
  }
  if (/alloc|memory/i.test(cause)) return "There is not enough memory: try a smaller batch";
  return "If the pipeline is right, please report this with the pipeline and its data";
}

/** Large features that no stage scales. */
export function unscaledFeatures(
  span: Span,
  { name, size, isPixels }: {
    readonly name: string;
    readonly size: number;
    readonly isPixels: boolean;
  },
): Diagnostic {
  const what = isPixels
    ? "The features look like pixels from 0 to 255"
    : `Column "${name}" reaches ${Number(size.toPrecision(4))}`;
  return {
    code: "W0421",
    severity: "warning",
    span,
    message: `${what}, and nothing scales the features before training`,
    help: "Add a line: scale standard; or write scale none if that is meant",
  };
}
