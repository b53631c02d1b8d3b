import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { type CheckedCall, partNames } from "../../dsl/language/pipeline.ts";
import type { Span } from "../../dsl/text/span.ts";
import { partGiven } from "../data/stage_diagnostics.ts";
import type { Parts } from "../data/parts.ts";
import type { Splitter } from "./splitter.ts";

/**
 * The rows of each part. Where the data come in parts, those stay as they are and a `split` stage
 * divides the given training rows alone: `split holdout(valid = 10%)` takes a tenth of them.
 * @throws {PenstockError} If the stage asks for a part that is given (E0429), or as it says.
 */
export function splitRows(
  split: CheckedCall<Splitter> | undefined,
  { rows, given }: { readonly rows: number; readonly given?: Parts },
): Parts {
  const none = new Int32Array();
  const whole = given ??
    { train: Int32Array.from({ length: rows }, (_, row) => row), valid: none, test: none };
  if (!split) return whole;
  return withSpan(split.span, () => {
    const { train, ...heldOut } = split.definition.split(split.arguments, whole.train.length);
    const rowsOf = (places: Int32Array) => places.map((place) => whole.train[place]!);
    const parts = { train: rowsOf(train), valid: whole.valid, test: whole.test };
    const taken = partNames.filter((name) =>
      name !== "train" && heldOut[name].length > 0 && whole[name].length > 0
    );
    if (taken.length > 0) throw new PenstockError(taken.map((name) => partGiven(name)));
    if (heldOut.valid.length > 0) parts.valid = rowsOf(heldOut.valid);
    if (heldOut.test.length > 0) parts.test = rowsOf(heldOut.test);
    return parts;
  });
}

/** Diagnostics without a place of their own get that of the stage that raised them. */
function withSpan<T>(span: Span, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof PenstockError)) throw error;
    throw new PenstockError(error.diagnostics.map((each) => each.place ? each : { span, ...each }));
  }
}
