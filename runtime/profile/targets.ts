import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { RunnablePipeline } from "../vocabulary.ts";
import { parseNumber } from "../data/decimal_reader.ts";
import type { Dataset } from "../data/dataset.ts";
import type { LookedAt } from "./looked_at.ts";
import { columnOf, type Frame } from "../data/frame.ts";
import {
  labelsTaken,
  largeTarget,
  numbersAsClasses,
  unlearntClasses,
  unseenClasses,
} from "./profile_diagnostics.ts";

/** More classes than this are looked at twice where they are numbers. */
const manyClasses = 20;
/** With fewer rows a class they are hardly classes. */
const rowsPerClass = 10;
/** A network starts with answers about 0, and comes this far in a usual training. */
const largestTarget = 1000;

/** What is odd about the target. */
export function targetFindings(
  { target, rows }: Dataset,
  { frame, train, judged, said, isGiven, pipeline }: LookedAt & {
    readonly pipeline: Pick<RunnablePipeline, "train" | "scale_target">;
  },
): Diagnostic[] {
  const { name: place } = frame;
  if (target?.kind === "classes") {
    const { name, classes, codes } = target;
    const areNumbers = classes.length > manyClasses && rows < rowsPerClass * classes.length &&
      classes.every((each) => parseNumber(each) !== undefined) && !said.has(name);
    if (areNumbers) return [numbersAsClasses(name, { classes: classes.length, rows, place })];
    const seen = new Set(train.map((row) => codes[row]));
    // A class that is listed and has no row at all is nobody's loss.
    const unseen = [...new Set(codes)].filter((code) => !seen.has(code)).sort((a, b) => a - b)
      .map((code) => classes[code]);
    const wanted = [...new Set(judged.map((row) => codes[row]))].filter((code) => !seen.has(code))
      .sort((a, b) => a - b).map((code) => classes[code]);
    if (wanted.length > 0) return [unlearntClasses(name, { classes: wanted, isGiven, place })];
    return [
      ...labelFindings(target, frame),
      ...unseen.length > 0 ? [unseenClasses(name, { classes: unseen, isGiven, place })] : [],
    ];
  }
  if (target?.kind !== "numeric" || !pipeline.train || pipeline.scale_target.length > 0) return [];
  return target.columns.flatMap(({ name, range: { low, high } }) => {
    const size = Math.max(-low, high);
    return size > largestTarget ? [largeTarget(name, { size, place })] : [];
  });
}

/** Labels that are not written as their class is listed. */
function labelFindings(
  { name, classes, codes }: Dataset["target"] & { readonly kind: "classes" },
  frame: Frame,
): Diagnostic[] {
  const column = columnOf(frame, name);
  if (column?.kind !== "category") return [];
  const labels = new Map<string, string>();
  let rows = 0;
  for (const [row, code] of column.codes.entries()) {
    const [label, own] = [column.words[code], classes[codes[row]]];
    if (label === own || own === undefined || parseNumber(own) !== undefined) continue;
    labels.set(label, own);
    rows += 1;
  }
  return labels.size > 0
    ? [labelsTaken(name, { labels: [...labels], rows, place: frame.name })]
    : [];
}
