/** Small runs, made by hand, for the tests of sections. */
import type { Metrics } from "../../report/input/metrics.ts";
import type { RecordedColumn, RecordedLayer, Records } from "../../report/input/records.ts";
import type { ReportedRun } from "../../report/input/run.ts";

/** What is other than in the usual run. */
export interface Changes {
  readonly metrics?: Partial<Metrics>;
  readonly records?: Partial<Records>;
  readonly run?: Partial<ReportedRun>;
}

/** A column of numbers. */
export function numbersColumn(name: string, changes: Partial<RecordedColumn> = {}): RecordedColumn {
  return {
    ...{ name, role: "feature", type: "number", said: false, missing: 0, features: 1 },
    content: { kind: "numbers", low: 0, high: 9 },
    ...changes,
  };
}

/** A layer. */
export function layerOf(
  name: string,
  kind: string,
  changes: Partial<RecordedLayer> = {},
): RecordedLayer {
  return {
    ...{ name, kind, shape: ["N", 2], parameters: 0, file: "tiny.pipe", line: 4 },
    ...changes,
  };
}

/** Twenty rows, two columns of numbers, two classes: those of `low` have x below 5, in y they are mixed. */
export function tinyRun({ metrics, records, run }: Changes = {}): ReportedRun {
  const rows = Array.from({ length: 20 }, (_, row) => row);
  return {
    metrics: {
      ...{ pipeline: "tiny", device: "cpu", seed: 3, parameters: 6, epochs: 1, steps: 4 },
      made_of: {
        pipeline: "aa11",
        files: [{ path: "../data/tiny.csv", bytes: 1234, sha256: "bb22" }],
        split: "cc33",
      },
      computed_by: { penstock: "9.8.7", engine: "onnxruntime 1.2.3" },
      class_counts: { classes: ["low", "high"], parts: { train: [10, 10] } },
      parts: { train: { rows: 20, loss: 0.5, accuracy: 0.8 } },
      ...metrics,
    },
    records: {
      records: 1,
      history: [],
      columns: [
        numbersColumn("x"),
        numbersColumn("y"),
        numbersColumn("size", {
          ...{ role: "target", type: "category", features: 0 },
          content: { kind: "words", words: ["low", "high"] },
        }),
      ],
      sources: [{ file: "tiny.pipe", text: tinyText }],
      layers: [
        layerOf("hidden", "linear", { parameters: 4, shape: ["N", 2] }),
        layerOf("relu_1", "relu", { line: 5 }),
        layerOf("linear_1", "linear", { parameters: 2, line: 6 }),
      ],
      answers: { kind: "classes", names: ["low", "high"] },
      parts: {
        train: {
          ...{ rows: 20, recorded: rows },
          targets: rows.map((row) => row < 10 ? 0 : 1),
          answers: rows.flatMap((row) => row < 12 ? [0.9, 0.1] : [0.2, 0.8]),
          labels: rows.map((row) => row < 12 ? 0 : 1),
          cells: {
            rows,
            columns: { x: rows.map((row) => row / 2), y: rows.map((row) => row % 10) },
          },
        },
      },
      ...records,
    },
    parameters: {
      "hidden.weight": { shape: [2, 2], data: [1, -2, 0.01, 0.5] },
      "linear_1.weight": { shape: [2, 2], data: [1, 1, -1, 0] },
      "linear_1.bias": { shape: [2], data: [0.25, -0.25] },
    },
    resolved: "pipe 1\nseed 3\nmodel { linear(2) }\n",
    command: "penstock run tiny.pipe --seed 3",
    machine: "deno 9 on linux",
    hashes: { "model.onnx": "dd44", "metrics.json": "ee55" },
    ...run,
  };
}

/** As it would be written. */
export const tinyText = `pipe 1
seed 3 # any
load csv("tiny.csv", target = size)
model {
  hidden: linear(2)
  relu
  linear(classes)
}
`;

/** A name that would be markup if it were not escaped. */
export const hostile = `<script>alert("1")</script>`;

/** How often a text has a piece. */
export function times(text: string, piece: string): number {
  return text.split(piece).length - 1;
}

/** What of a section is shown and said, as one text. */
export function textOfSection(
  section: { readonly say: unknown; readonly show: unknown } | undefined,
): string {
  return section ? `${section.say}\n${section.show}` : "";
}
