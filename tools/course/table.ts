/** The results of all rows as one table. */
import { meanOf } from "../../runtime/evaluate/mean.ts";
import { allowedDifference } from "./statistics.ts";
import type { CourseRow, Measure } from "./rows.ts";
import type { CourseResult } from "./run.ts";

/** A row with the results of its seeds. */
export interface CourseOutcome {
  readonly row: CourseRow;
  readonly results: readonly CourseResult[];
  /** Whether the expected numbers are of these data. */
  readonly isComparable: boolean;
  /** What was run instead of what the row asks for. */
  readonly note?: string;
}

/** How outcomes are judged. */
export interface Judgement {
  readonly reference: Readonly<Record<string, readonly number[]>>;
  readonly isQuick: boolean;
}

/** One measure of an outcome. */
export interface CourseLine {
  readonly cells: readonly string[];
  readonly isOff: boolean;
}

const header = ["row", "what", "number", "expected", "measured", "allowed", "", "seeds", "s", "MB"];

/** The lines of an outcome, one for each of its measures. */
export function linesOf(outcome: CourseOutcome, judgement: Judgement): readonly CourseLine[] {
  const { row, results, note } = outcome;
  const problems = results.flatMap(({ problem }) => problem === undefined ? [] : [problem]);
  const seconds = results.reduce((sum, each) => sum + each.seconds, 0);
  const megabytes = Math.max(...results.map((each) => each.megabytes));
  return row.measures.map((measure, at) => {
    const { expected, measured, allowed, isOff } = compared(outcome, at, judgement);
    const isWrong = isOff || problems.length > 0;
    const first = at === 0;
    return {
      cells: [
        ...first ? [row.row, note === undefined ? row.what : `${row.what}, ${note}`] : ["", ""],
        ...[measure.of, expected, measured, allowed],
        isWrong ? "OFF" : "ok",
        ...first ? [results.length, seconds.toFixed(1), megabytes.toFixed(0)].map(String) : [],
      ],
      isOff: isWrong,
    };
  });
}

function compared(outcome: CourseOutcome, at: number, { reference, isQuick }: Judgement) {
  const { row, results, isComparable } = outcome;
  const measure = row.measures[at];
  const values = results.filter((each) => each.values.length > 0).map((each) => each.values[at]);
  const expectedOf = (known: readonly number[] = []) => known.map(short).join(" ");
  const known = isComparable ? referenceOf(row, measure, { reference, isQuick }) : undefined;
  if (values.length === 0) {
    const expected = expectedOf(measure.exact ?? (known && [meanOf(known)]));
    return { expected, measured: "none", allowed: "", isOff: true };
  }
  const means = values[0].map((_, place) => meanOf(values.map((each) => each[place])));
  const measured = means.map(short).join(" ");
  if (measure.exact) {
    const { exact, within = 1e-5 } = measure;
    const isOff = means.some((mean, place) => !(Math.abs(mean - exact[place]) <= within));
    return { expected: expectedOf(exact), measured, allowed: short(within), isOff };
  }
  if (!known) return { expected: "", measured, allowed: "", isOff: false };
  const part = measure.of.replace("running", "train").split(" ")[0];
  const isShare = measure.of.endsWith("accuracy");
  const allowed = allowedDifference(values.map(([value]) => value), known, {
    ...isShare && { rows: Math.max(...results.map(({ rows }) => rows[part] ?? 0)) },
    hasFewSeeds: isQuick,
  });
  const isOff = !(Math.abs(means[0] - meanOf(known)) <= allowed);
  return { expected: short(meanOf(known)), measured, allowed: short(allowed), isOff };
}

function referenceOf(
  { epochs }: CourseRow,
  { reference: name }: Measure,
  { reference, isQuick }: Judgement,
): readonly number[] | undefined {
  if (name === undefined) return undefined;
  const key = name.replace("{epochs}", String(isQuick ? epochs?.quick : epochs?.full));
  const values = reference[key];
  if (!values) throw new Error(`the reference has no "${key}"`);
  return values;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** What went wrong in the runs of an outcome, a line for each of them. */
export function problemsOf({ row, results }: CourseOutcome): readonly string[] {
  return results.flatMap(({ problem }, seed) =>
    problem === undefined ? [] : [`${row.row} ${row.what}, run ${seed}: ${problem}`]
  );
}

/** Lines under a header, in columns. */
export function tableOf(lines: readonly CourseLine[]): string {
  const rows = [header, ...lines.map(({ cells }) => header.map((_, at) => cells[at] ?? ""))];
  const widths = header.map((_, at) => Math.max(...rows.map((cells) => cells[at].length)));
  return rows.map((cells) =>
    cells.map((cell, at) => at > 6 ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))
      .join("  ").trimEnd()
  ).join("\n");
}
