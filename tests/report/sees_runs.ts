/** Small runs for the tests of what a model sees and of its errors. */
import type { RecordedColumn, RecordedPart, Records, Surface } from "../../report/input/records.ts";
import type { ReportedRun } from "../../report/input/run.ts";

/** A run with some records; all else is as little as may be. */
export function runWith(records: Partial<Records>): ReportedRun {
  return {
    metrics: {
      ...{ pipeline: "small", device: "cpu", seed: 0, parameters: 3, epochs: 0, steps: 0 },
      made_of: { pipeline: "", files: [], split: "" },
      computed_by: { penstock: "0", engine: "none" },
      parts: {},
    },
    records: {
      ...{ records: 1, history: [], columns: [], layers: [], parts: {} },
      answers: { kind: "numbers", names: ["y"] },
      ...records,
    },
    ...{ parameters: {}, resolved: "", command: "", machine: "", hashes: {} },
  };
}

/** A column of numbers. */
export function numberColumn(name: string, role: RecordedColumn["role"]): RecordedColumn {
  return {
    ...{ name, role, type: "number", said: true, missing: 0, features: role === "feature" ? 1 : 0 },
    content: { kind: "numbers", low: 0, high: 1 },
  };
}

/** A part of rows that got numbers. */
export function numberPart(
  rows: readonly (readonly [truth: number, said: number | null])[],
  cells: Readonly<Record<string, readonly (number | string | null)[]>> = {},
): RecordedPart {
  return {
    rows: rows.length,
    recorded: rows.map((_, at) => at),
    lines: rows.map((_, at) => at + 2),
    targets: rows.map(([truth]) => truth),
    answers: rows.map(([, said]) => said),
    cells: { rows: rows.map((_, at) => at), columns: cells },
  };
}

/** A part of rows that got one of two classes. */
export function classPart(
  rows: readonly (readonly [truth: number, ofSecond: number])[],
  cells: Readonly<Record<string, readonly number[]>>,
): RecordedPart {
  return {
    rows: rows.length,
    recorded: rows.map((_, at) => at),
    lines: rows.map((_, at) => at + 2),
    targets: rows.map(([truth]) => truth),
    answers: rows.flatMap(([, ofSecond]) => [1 - ofSecond, ofSecond]),
    labels: rows.map(([, ofSecond]) => Number(ofSecond > 0.5)),
    cells: { rows: rows.map((_, at) => at), columns: cells },
  };
}

/** From 0 to 1 in equal steps. */
export function steps(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at / (count - 1));
}

/** A plane over 0 to 1 in both columns. */
export function planeOf(
  answer: (x: number, y: number) => readonly number[],
  columns: readonly [string, string] = ["x", "y"],
): Surface {
  const axis = steps(21);
  return {
    columns,
    axes: [axis, axis],
    answers: axis.flatMap((x) => axis.flatMap((y) => answer(x, y))),
  };
}

/** How often something occurs in a text. */
export function occurrences(text: string, what: string): number {
  return text.split(what).length - 1;
}

/** A name that would do harm where it is not escaped. */
export const hostile = `<script>alert("1")</script>`;
