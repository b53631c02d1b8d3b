/** Small runs of classes and labels, made by hand. */
import type { RecordedAnswers, RecordedPart, Records } from "../../report/input/records.ts";
import type { ReportedRun } from "../../report/input/run.ts";

/** What a run is made from. */
export interface MadeRun {
  readonly kind?: RecordedAnswers["kind"];
  readonly names: readonly string[];
  readonly part: RecordedPart;
  readonly partName?: "train" | "valid" | "test";
  readonly target?: string;
  readonly scored?: true;
  readonly resolved?: string;
  readonly importance?: Records["importance"];
}

/** A run with one part. */
export function madeRun(
  { kind = "classes", names, part, partName = "test", target = "kind", ...given }: MadeRun,
): ReportedRun {
  const { scored, resolved = "pipe 1\nloss cross_entropy(label_smoothing = 0)\n", importance } =
    given;
  const targets = kind === "classes" ? [target] : names;
  return {
    metrics: {
      ...{ pipeline: "made", made_of: { pipeline: "", files: [], split: "" } },
      ...{ computed_by: { penstock: "0", engine: "0" }, device: "cpu", seed: 0, parameters: 0 },
      ...{ epochs: 0, steps: 0, parts: { [partName]: { rows: part.rows } } },
    },
    records: {
      ...{ records: 1, history: [], layers: [], parts: { [partName]: part }, importance },
      columns: targets.map((name) => ({
        ...{ name, role: "target", type: "category", said: true, missing: 0, features: 0 },
        content: { kind: "words", words: names },
      })),
      answers: { kind, names, ...scored && { scored } },
    },
    ...{ parameters: {}, resolved, command: "", machine: "", hashes: {} },
  };
}

/** A part of classes: what each row is, and the probabilities that it got. */
export function classPart(
  rows: readonly (readonly [truth: number, probabilities: readonly number[]])[],
  more: Partial<RecordedPart> = {},
): RecordedPart {
  return {
    ...{ rows: rows.length, recorded: rows.map((_, at) => at) },
    targets: rows.map(([truth]) => truth),
    answers: rows.flatMap(([, probabilities]) => probabilities),
    labels: rows.map(([, probabilities]) => probabilities.indexOf(Math.max(...probabilities))),
    ...more,
  };
}

/** A part of labels: which of them each row has, and the probability of each. */
export function labelPart(
  rows: readonly (readonly [labels: readonly number[], probabilities: readonly number[]])[],
): RecordedPart {
  return {
    ...{ rows: rows.length, recorded: rows.map((_, at) => at) },
    targets: rows.flatMap(([labels]) => labels),
    answers: rows.flatMap(([, probabilities]) => probabilities),
    labels: rows.flatMap(([, probabilities]) => probabilities.map((each) => Number(each >= 0.5))),
  };
}

/** Rows of some classes by a fixed rule: each gets the most in turn, every fifth is taken for the next one. */
export function turnedRows(rows: number, classes: number): [number, number[]][] {
  return Array.from({ length: rows }, (_, at) => {
    const truth = at % classes;
    const said = Math.floor(at / classes) % 5 === 4 ? (truth + 1) % classes : truth;
    const sure = 0.55 + 0.44 * (at * 37 % 101) / 101;
    const rest = (1 - sure) / (classes - 1);
    return [truth, Array.from({ length: classes }, (_, code) => code === said ? sure : rest)];
  });
}

/** How often a text stands in another. */
export function occurrences(text: string, wanted: string): number {
  return text.split(wanted).length - 1;
}
