import { type CheckedCall, partNames } from "../../dsl/language/pipeline.ts";
import { partGiven } from "../data/stage_diagnostics.ts";
import type { Parts } from "../data/parts.ts";
import type { SplitRows, Splitter } from "./splitter.ts";

/** What there is to divide. */
export interface DividedRows extends SplitRows {
  /** The parts that the data come in. */
  readonly parts?: Parts;
}

/**
 * The rows of each part. Where the data come in parts, those stay as they are and a `split` stage
 * divides the given training rows alone: `split holdout(valid = 10%)` takes a tenth of them.
 * Fails where the stage asks for a part that is given (E0429), or as it says.
 */
export function splitRows(
  split: CheckedCall<Splitter> | undefined,
  { rows, parts, report }: DividedRows,
): Parts {
  const none = new Int32Array();
  const whole = parts ??
    { train: Int32Array.from({ length: rows }, (_, row) => row), valid: none, test: none };
  if (!split) return whole;
  const here = report.at(split.span);
  // What does not go together is told where the stages are checked.
  if (split.definition.conflict?.(split.arguments)) here.stop();
  const within = { rows: whole.train.length, report: here };
  const { train, ...heldOut } = split.definition.split(split.arguments, within);
  const taken = partNames.filter((name) =>
    name !== "train" && heldOut[name].length > 0 && whole[name].length > 0
  );
  if (taken.length > 0) here.fail(...taken.map((name) => partGiven(name)));
  const rowsOf = (places: Int32Array) => places.map((place) => whole.train[place]);
  const partOf = (name: "valid" | "test") =>
    heldOut[name].length > 0 ? rowsOf(heldOut[name]) : whole[name];
  return { train: rowsOf(train), valid: partOf("valid"), test: partOf("test") };
}
