/** Whole runs made by a rule: as many rows, columns, classes and layers as are wanted, the same each time. */
import type { PartName } from "../../../dsl/language/pipeline.ts";
import type { Metrics } from "../../../report/input/metrics.ts";
import type {
  RecordedAnswers,
  RecordedColumn,
  RecordedEpoch,
  RecordedPart,
  RecordedValue,
  Records,
} from "../../../report/input/records.ts";
import type { Parameter, ReportedRun } from "../../../report/input/run.ts";

/** What a run is made from; all that is not said is as in a usual small run. */
export interface Recipe {
  readonly pipeline?: string;
  readonly dataFile?: string;
  readonly kind?: RecordedAnswers["kind"];
  /** The classes or labels; of numbers the targets. */
  readonly names: readonly string[];
  /** The column of the classes. */
  readonly target?: string;
  readonly scored?: true;
  readonly columns: readonly MadeColumn[];
  /** How many rows each part has. */
  readonly rows?: Readonly<Partial<Record<PartName, number>>>;
  /** How many of a part are recorded. */
  readonly mostRecorded?: number;
  /** The number that a row has, and the one that it gets; of numbers alone. */
  readonly numberOf?: (row: number) => readonly [truth: number | null, said: number | null];
  /** Which share of the rows gets the right class. */
  readonly right?: number;
  /** The widths of the hidden layers. */
  readonly hidden?: readonly number[];
  readonly epochs?: number;
  readonly text?: string;
}

/** A column and the rule of its cells. */
export interface MadeColumn {
  readonly name: string;
  readonly cellOf: (row: number) => RecordedValue | string;
  readonly type?: RecordedColumn["type"];
}

/** A number from 0 to 1 that follows from two others. */
export function noise(one: number, other = 0): number {
  const value = Math.sin(one * 12.9898 + other * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

/** Columns of numbers from -5 to 5. */
export function numberColumns(names: readonly string[]): readonly MadeColumn[] {
  return names.map((name, at) => ({
    name,
    cellOf: (row) => Math.round(noise(row, at + 1) * 10_000 - 5000) / 1000,
  }));
}

/** A run by its recipe, as it is read from its folder: what is not finite is `null` there. */
export function runOf(recipe: Recipe, changes: Partial<Records> = {}): ReportedRun {
  const records: Records = asRead({ ...recordsOf(recipe), ...changes });
  const metrics = asRead(metricsOf(recipe, records));
  const text = textOf(recipe);
  return {
    ...{ metrics, records, parameters: parametersOf(recipe), resolved: text },
    command: `penstock run ${recipe.pipeline ?? "made"}.pipe`,
    machine: "deno 2.9.6 on linux x86_64",
    hashes: { "model.onnx": "ab".repeat(32), "metrics.json": "cd".repeat(32) },
  };
}

/** A run whose metrics say something else. */
export function withMetrics(run: ReportedRun, changes: Partial<Metrics>): ReportedRun {
  return { ...run, metrics: asRead({ ...run.metrics, ...changes }) };
}

function asRead<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

const usualRows = { train: 60, valid: 20, test: 40 };

function textOf({ pipeline = "made", text }: Recipe): string {
  return text ??
    `pipe 1\nseed 0 # of ${pipeline}\nload csv("made.csv", target = kind)\nmodel {\n  linear(8)\n  relu\n  linear(classes)\n}\nloss cross_entropy\n`;
}

function targetsOf({ kind = "classes", names, target = "kind" }: Recipe): readonly string[] {
  return kind === "classes" ? [target] : names;
}

function recordsOf(recipe: Recipe): Records {
  const { kind = "classes", names, scored, columns, pipeline = "made" } = recipe;
  const rows = recipe.rows ?? usualRows;
  const starts = { train: 0, valid: rows.train ?? 0, test: (rows.train ?? 0) + (rows.valid ?? 0) };
  const parts = Object.fromEntries(
    (["train", "valid", "test"] as const).flatMap((part) =>
      rows[part] === undefined ? [] : [[part, partOf(recipe, starts[part], rows[part])] as const]
    ),
  );
  const [judged = "train"] = (["test", "valid", "train"] as const).filter((part) => parts[part]);
  const first = kind === "numbers" ? "rmse" : "accuracy";
  return {
    records: 1,
    history: historyOf(recipe),
    columns: [
      ...columns.map((column) => recordedColumn(column)),
      ...targetsOf(recipe).map((name): RecordedColumn => ({
        ...{ name, role: "target", said: true, missing: 0, features: 0 },
        ...kind === "numbers"
          ? { type: "number", content: { kind: "numbers", low: 0, high: 9 } }
          : { type: "category", content: { kind: "words", words: names.slice(0, 50) } },
      })),
    ],
    sources: [{ file: `${pipeline}.pipe`, text: textOf(recipe) }],
    layers: layersOf(recipe),
    answers: { kind, names, ...scored && { scored } },
    parts,
    importance: columns.length > 100 ? { left_out: "more than 100 columns take long" } : {
      ...{ part: judged, rows: rows[judged] ?? 0, metric: first, shuffles: 5, base: 0.8 },
      columns: columns.map(({ name: column }, at) => ({
        column,
        drops: [0, 1, 2, 3, 4].map((shuffle) => (noise(at, shuffle) - 0.2) / 4),
      })),
    },
  };
}

function recordedColumn({ name, type = "number", cellOf }: MadeColumn): RecordedColumn {
  const cells = Array.from({ length: 200 }, (_, row) => cellOf(row));
  const numbers = cells.filter((cell) => typeof cell === "number");
  const words = [...new Set(cells.filter((cell) => typeof cell === "string"))];
  return {
    ...{ name, role: "feature", type, said: false, features: Math.max(1, words.length) },
    missing: cells.filter((cell) => cell === null).length,
    content: words.length > 0 ? { kind: "words", words: words.slice(0, 50) } : {
      kind: type === "date" ? "dates" : "numbers",
      low: Math.min(...numbers),
      high: Math.max(...numbers),
    },
  };
}

/** Rows from one on, or some of them at equal distances. */
function partOf(recipe: Recipe, from: number, count: number): RecordedPart {
  const { names, columns, kind = "classes", dataFile = "made.csv", mostRecorded = 2000 } = recipe;
  const shown = Math.min(count, mostRecorded);
  const recorded = Array.from({ length: shown }, (_, at) => from + Math.floor(at * count / shown));
  const cells = {
    rows: recorded,
    columns: Object.fromEntries(
      columns.map(({ name, cellOf }) => [name, recorded.map((row) => cellOf(row))]),
    ),
  };
  const place = {
    ...{ rows: count, recorded, file: dataFile, lines: recorded.map((row) => row + 2) },
    cells,
  };
  if (kind === "numbers") {
    const numberOf = recipe.numberOf ?? usualNumber;
    const pairs = recorded.map((row) => names.map((_, at) => numberOf(row + 1000 * at)));
    return {
      ...place,
      targets: pairs.flatMap((row) => row.map(([truth]) => truth)),
      answers: pairs.flatMap((row) => row.map(([, said]) => said)),
    };
  }
  if (kind === "labels") {
    const given = recorded.flatMap((row) => names.map((_, label) => noise(row, 50 + label)));
    return {
      ...place,
      targets: given.map((value, at) => Number(noise(at, 7) < 0.85 ? value > 0.5 : value < 0.5)),
      answers: given,
      labels: given.map((value) => Number(value > 0.5)),
    };
  }
  const answered = recorded.map((row) => classOf(row, recipe));
  return {
    ...place,
    targets: answered.map(({ truth }) => truth),
    answers: answered.flatMap(({ answers }) => answers),
    labels: answered.map(({ said }) => said),
  };
}

function usualNumber(row: number): readonly [number, number] {
  const truth = 20 + 10 * Math.sin(row / 7);
  return [truth, truth + 4 * (noise(row, 3) - 0.5)];
}

function classOf(row: number, { names, right = 0.8, scored }: Recipe) {
  const classes = names.length;
  const truth = row % classes;
  const isRight = classes === 1 || noise(row, 4) < right;
  const said = isRight ? truth : (truth + 1 + Math.floor(noise(row, 5) * (classes - 1))) % classes;
  const sure = classes === 1 ? 1 : 0.51 + 0.489 * noise(row, 6);
  const rest = (1 - sure) / Math.max(1, classes - 1);
  const answers = names.map((_, code) => (code === said ? sure : rest) * (scored ? 30 : 1));
  return { truth, said, answers };
}

function historyOf({ epochs = 12, kind }: Recipe): readonly RecordedEpoch[] {
  const shown = Math.min(epochs, 1000);
  return Array.from({ length: shown }, (_, at): RecordedEpoch => {
    const epoch = shown < 2 ? 1 : 1 + Math.round(at * (epochs - 1) / (shown - 1));
    const loss = 0.2 + Math.exp(-5 * epoch / epochs);
    const own = (more: number) => ({
      loss: loss * more,
      ...kind === "numbers" ? { mae: loss * more * 2 } : { accuracy: 1 - loss * more / 2 },
    });
    return { epoch, learning_rate: 0.1, train: own(1), valid: own(1.2), after: {} };
  });
}

function widthsOf(recipe: Recipe): readonly number[] {
  const features = recipe.columns.reduce(
    (sum, column) => sum + recordedColumn(column).features,
    0,
  );
  return [features, ...recipe.hidden ?? [8], recipe.names.length];
}

function layersOf(recipe: Recipe): Records["layers"] {
  const widths = widthsOf(recipe);
  const file = `${recipe.pipeline ?? "made"}.pipe`;
  return widths.slice(1).flatMap((units, at) => [
    {
      ...{ name: `linear_${at + 1}`, kind: "linear", shape: ["N", units], file, line: 5 },
      parameters: (widths[at] + 1) * units,
    },
    ...at < widths.length - 2
      ? [{
        ...{ name: `relu_${at + 1}`, kind: "relu", shape: ["N", units], file, line: 6 },
        parameters: 0,
      }]
      : [],
  ]);
}

/** Tensors of more numbers are left out, as nothing is drawn of them. */
const mostNumbers = 100_000;

function parametersOf(recipe: Recipe): ReportedRun["parameters"] {
  const widths = widthsOf(recipe);
  const tensors = widths.slice(1).flatMap((units, at): [string, Parameter][] => {
    const size = widths[at] * units;
    if (size > mostNumbers) return [];
    const data = Array.from({ length: size }, (_, nth) => 2 * noise(nth, at) - 1);
    return [
      [`linear_${at + 1}.weight`, { shape: [units, widths[at]], data }],
      [`linear_${at + 1}.bias`, { shape: [units], data: data.slice(0, units) }],
    ];
  });
  return Object.fromEntries(tensors);
}

/** The share of the recorded rows of which everything is answered right. */
function accuracyOf({ recorded, targets = [], labels = [] }: RecordedPart): number {
  const width = labels.length / recorded.length;
  const right = recorded.filter((_, at) =>
    targets.slice(at * width, (at + 1) * width).every((each, label) =>
      each === labels[at * width + label]
    )
  );
  return right.length / recorded.length;
}

function metricsOf(recipe: Recipe, records: Records): Metrics {
  const { kind = "classes", names, pipeline = "made", dataFile = "made.csv" } = recipe;
  const rows = Object.entries(records.parts).map(([part, { rows }]) => [part, rows] as const);
  const { epochs = 12 } = recipe;
  const of = <T>(scores: (count: number) => T) =>
    Object.fromEntries(rows.map(([part, count]) => [part, scores(count)]));
  const widths = widthsOf(recipe);
  return {
    ...{ pipeline, device: "cpu", seed: 0, epochs, steps: epochs * 4 },
    made_of: {
      ...{ pipeline: "01".repeat(32), split: "23".repeat(32) },
      files: [{ path: `../data/${dataFile}`, bytes: 12_345, sha256: "45".repeat(32) }],
    },
    computed_by: { penstock: "0.2.0", engine: "onnxruntime 1.30.0" },
    parameters: widths.slice(1).reduce((sum, units, at) => sum + (widths[at] + 1) * units, 0),
    ...kind === "classes" && names.length > 0 && {
      class_counts: {
        classes: names,
        parts: of((count) =>
          names.map((_, code) => Math.floor((count + names.length - 1 - code) / names.length))
        ),
      },
    },
    baselines: [
      kind === "numbers"
        ? { answer: "mean", says: names.map(() => 20), parts: of(() => ({ mae: 7, mse: 60 })) }
        : {
          answer: "most_frequent",
          says: kind === "classes" ? names[0] : names.map(() => 0),
          parts: of(() => ({ accuracy: 1 / names.length })),
        },
    ],
    parts: Object.fromEntries(
      Object.entries(records.parts).map(([part, recorded]) => [part, {
        ...{ rows: recorded.rows, loss: 0.3 },
        ...kind !== "numbers" && { accuracy: accuracyOf(recorded) },
      }]),
    ),
  };
}
