import {
  type Baseline,
  classCounts,
  classRows,
  type ClassScore,
  type ClassScores,
  confusionOf,
  type Dataset,
  describeLeftOut,
  type Engine,
  isMissing,
  judgedPart,
  type PartMetrics,
  type Predictions,
  type Prepared,
  type RunResult,
  type TableFeature,
  tableFeatures,
  type Trained,
  valueAt,
} from "../../mod.ts";
import { describeColumns } from "./columns.ts";
import { dateText } from "./dates.ts";
import { predictionTexts } from "./predictions.ts";
import { countedWithSeparators, formatLabels, formatNumber, formatTable } from "./table.ts";
import { type Screen, wrap } from "./wrap.ts";

/** What is about to be trained, on what, where: the lines before training. */
export function describePrepared(
  prepared: Prepared,
  { width }: Screen = {},
): string {
  const { dataset, profile, parts, leftOut, startedFrom, program: { pipeline, plan } } = prepared;
  const shares = parts.map(({ name, rows, indices }) =>
    describeShare(name, { rows, counts: classCounts(dataset.target, indices) })
  ).join(", ");
  const lines: [string, string][] = [
    ["data", `${dataset.name}: ${describeData(prepared)}`],
    ["rows", shares],
    ["columns", describeColumns(profile)],
    ...leftOut ? [["left out", describeLeftOut(leftOut)] as [string, string]] : [],
    [
      "model",
      `${describeModel(prepared)}, ${countedWithSeparators(plan.parameterCount, "parameter")}`,
    ],
    ...startedFrom ? [["start", describeStart(startedFrom)] as [string, string]] : [],
    ["training", describeTraining(prepared)],
    ["device", describeDevice(prepared.engine)],
    ["seed", String(pipeline.seed)],
  ];
  return formatLabels(lines, { width });
}

/** `cpu`, `cuda:0 (NVIDIA H100, strict float32)`. */
function describeDevice({ device, about }: Engine): string {
  return about === undefined ? device : `${device} (${about})`;
}

/** More classes than this are not counted one by one. */
const countedClasses = 10;

/** `train 90 (33, 27, 30)`: how many rows a part has, and how many of each class. */
export function describeShare(
  name: string,
  { rows, counts }: { readonly rows: number; readonly counts: readonly number[] },
): string {
  const size = `${name} ${rows.toLocaleString("en-US")}`;
  if (counts.length === 0 || counts.length > countedClasses) return size;
  return `${size} (${counts.map((count) => count.toLocaleString("en-US")).join(", ")})`;
}

/** `4-8-3`, or the layers themselves where none has parameters. */
function describeModel({ program: { plan: { features, layers } } }: Prepared): string {
  const sized = layers.filter((layer) => layer.parameters > 0);
  return sized.length > 0
    ? [features.length, ...sized.map(({ shape }) => shape.at(-1))].join("-")
    : layers.map(({ call }) => call.definition.name).join(", ");
}

function describeData({ dataset }: Prepared): string {
  const { target, rows } = dataset;
  const columns = [countedWithSeparators(rows, "row"), ...describeFeatures(dataset)].join(", ");
  if (!target) return `${columns}, no target`;
  if (target.kind !== "classes") {
    const what = target.kind === "indicators" ? "labels" : "target";
    return `${columns}, ${what} ${target.columns.map(({ name }) => name).join(", ")}`;
  }
  const shown = target.classes.slice(0, 10).join(", ");
  const more = target.classes.length > 10
    ? ", ..."
    : target.classes.length === 2
    ? `; positive: ${target.classes[1]}`
    : "";
  return `${columns}, ${target.classes.length} classes in ${target.name} (${shown}${more})`;
}

function describeFeatures({ columns }: Dataset): string[] {
  const images = columns.find(({ schema }) => schema.kind === "image")?.schema;
  if (images?.kind === "image") {
    const [height, width, channels] = images.shape;
    return [`images of ${height} x ${width}${channels === 1 ? "" : ` x ${channels}`}`];
  }
  const of = (kind: string) => columns.filter(({ schema }) => schema.kind === kind);
  const numbers = of("number").length;
  if (numbers === columns.length) return [countedWithSeparators(numbers, "feature")];
  const others = (["date", "boolean", "ordinal"] as const).flatMap((kind) => {
    const count = of(kind).length;
    return count > 0 ? [countedWithSeparators(count, kind)] : [];
  });
  return [
    ...numbers > 0 ? [countedWithSeparators(numbers, "numeric feature")] : [],
    ...others,
    ...describeCategories(of("category")),
  ];
}

function describeCategories(columns: Dataset["columns"]): string[] {
  const sizes = columns.map(({ cells }) => cells.kind === "category" ? cells.words.length : 0);
  const [first = 0] = sizes;
  if (sizes.length === 0) return [];
  if (sizes.length === 1) return [`1 category (${countedWithSeparators(first, "value")})`];
  const shown = sizes.slice(0, 10).join(", ") + (sizes.length > 10 ? ", ..." : "");
  return [`${sizes.length} categories (${shown} values)`];
}

/** `from out/iris/parameters.npz: hidden; anew: output (weight is 2 x 8, there 3 x 8)`. */
function describeStart(
  { file, layers, anew, unused }: NonNullable<Prepared["startedFrom"]>,
): string {
  const others = anew.map(({ layer, why }) => `${layer} (${why})`);
  return [
    `from ${file}: ${listed(layers)}`,
    ...anew.length > 0 ? [`anew: ${listed(others)}`] : [],
    ...unused.length > 0 ? [`not used: ${listed(unused)}`] : [],
  ].join("; ");
}

function listed(names: readonly string[]): string {
  return names.length > 10 ? `${names.slice(0, 10).join(", ")}, ...` : names.join(", ");
}

function describeTraining({ parts, program }: Prepared): string {
  const { train, optimizer, loss } = program.pipeline;
  if (!train || !optimizer || !loss) return "none: parameters stay as they start";
  const { epochs, batch } = train.arguments;
  const rows = parts[0].rows;
  const steps = Math.ceil(rows / Math.min(batch, rows));
  const each = `${countedWithSeparators(epochs, "epoch")} of ${
    countedWithSeparators(steps, "step")
  }, batch ${Math.min(batch, rows)}`;
  const { name } = optimizer.definition;
  const scheduled = new Map(program.scheduled.map((each) => [each.name, each.schedule]));
  const rate = [optimizer.arguments.lr, scheduled.get("lr") ?? []].flat().join(" ");
  scheduled.delete("lr");
  const others = [...scheduled].map(([number, by]) => `, ${number} ${by}`).join("");
  return `${each}, ${loss.definition.name}, ${name} lr ${rate}${others}`;
}

/** What early stopping or `keep = best` did; nothing where the last epoch was kept. */
export function describeKept(
  { prepared: { program: { pipeline } }, trained: { epochs, keptEpoch } }: {
    readonly prepared: Prepared;
    readonly trained: Pick<Trained, "epochs" | "keptEpoch">;
  },
): string {
  const asked = pipeline.train?.arguments.epochs ?? 0;
  if (epochs < asked) return `stopped early at epoch ${epochs}, kept epoch ${keptEpoch}`;
  return keptEpoch === epochs ? "" : `kept epoch ${keptEpoch} of ${epochs}`;
}

/** What one training cannot be held to; nothing where nothing is expected of several. */
export function describeUnjudged({ metrics: { expectations = [] } }: RunResult): string {
  const over = expectations.filter(({ seeds }) => seeds !== undefined)
    .map(({ metric, part, seeds }) => `${metric} on ${part} over ${seeds} seeds`);
  return over.length > 0 ? `not judged, see penstock verify: ${over.join(", ")}` : "";
}

/** Parts, by whatever name, and how each was judged. */
export interface JudgedParts {
  readonly parts: Readonly<Record<string, PartMetrics>>;
  readonly baselines?: readonly Baseline[];
  readonly by_class?: {
    readonly classes: readonly string[];
    readonly parts: Readonly<Record<string, ClassScores>>;
  };
}

/**
 * Loss and metrics, a line a part, and below that what is no single number; nothing where nothing
 * was measured.
 */
export function describeMetrics(metrics: JudgedParts, screen: Screen = {}): string {
  return [describeNumbers(metrics, screen), ...describeLists(metrics, screen)]
    .filter((text) => text !== "").join("\n\n");
}

function describeNumbers({ parts, baselines = [] }: JudgedParts, screen: Screen): string {
  const names = [...new Set(Object.values(parts).flatMap((part) => Object.keys(part)))];
  const columns = ["rows", ...names.filter((name) => name !== "rows")];
  if (columns.length === 1) return "";
  const rows = Object.entries(parts).map(([part, values]) => [
    part,
    ...columns.map((name) =>
      name === "rows" ? values.rows.toLocaleString("en-US") : numberCell(values[name])
    ),
  ]);
  const judged = parts.test ? "test" : parts.valid ? "valid" : "train";
  const beside = baselines.flatMap(({ answer, says, parts: { [judged]: scores } }) => {
    if (!scores || !columns.some((name) => name in scores)) return [];
    const name = answer === "most_frequent" ? `always ${[says].flat().join(", ")}` : answer;
    const rows = parts[judged].rows.toLocaleString("en-US");
    return [[
      `${judged}, ${name}`,
      rows,
      ...columns.slice(1).map((name) => numberCell(scores[name])),
    ]];
  });
  return formatTable([["part", ...columns], ...rows, ...beside], screen);
}

/** A metric, which `metrics.json` has as `null` where it is no number; nothing where it was not measured. */
function numberCell(value: number | null | undefined): string {
  return value === undefined ? "" : formatNumber(value ?? NaN);
}

/** A table for each list, a line a part, and for each matrix, one a part. */
function describeLists({ by_class: byClass }: JudgedParts, screen: Screen): string[] {
  if (!byClass) return [];
  const { classes, parts } = byClass;
  const names = [...new Set(Object.values(parts).flatMap((part) => Object.keys(part)))];
  if (classes.length > shown.classes) {
    return [`${names.join(", ")}: of ${classes.length} classes, in metrics.json`];
  }
  return names.flatMap((name) => {
    const scores = Object.entries(parts).map(([part, scores]) => ({ part, score: scores[name] }));
    const lists = scores.flatMap(({ part, score }) =>
      isMatrix(score) ? [] : [[part, ...score.map(formatNumber)]]
    );
    const matrices = scores.flatMap(({ part, score }) =>
      isMatrix(score)
        ? [describeMatrix(`${name}, ${part}`, { matrix: score, classes, ...screen })]
        : []
    );
    return [
      ...lists.length > 0 ? [formatTable([[name, ...classes], ...lists], screen)] : [],
      ...matrices,
    ];
  });
}

function isMatrix(score: ClassScore): score is readonly (readonly number[])[] {
  return Array.isArray(score[0]);
}

function describeMatrix(
  title: string,
  { matrix, classes, width }: Screen & {
    readonly matrix: readonly (readonly number[])[];
    readonly classes: readonly string[];
  },
): string {
  const rows = matrix.map((row, at) => [
    classes[at] ?? "",
    ...row.map((count) => count.toLocaleString("en-US")),
  ]);
  const table = formatTable([["", ...classes], ...rows], { width });
  return `${wrap(`${title} (down: is, across: answered)`, { width })}\n${table}`;
}

/**
 * How often each class was answered for each, of the rows that judge; nothing without a screen that is wide enough,
 * and where the pipeline asks for it as a metric anyway.
 */
export function describeConfusion(
  { records, metrics }: Pick<RunResult, "records" | "metrics">,
  { width }: Screen,
): string {
  const { kind, names } = records.answers;
  const judged = judgedPart(records);
  const isTold = Object.values(metrics.by_class?.parts ?? {}).some((part) => "confusion" in part);
  if (!judged || kind !== "classes" || names.length > shown.classes || isTold || !width) return "";
  const rows = classRows(judged.part, names.length);
  if (rows.length === 0) return "";
  const title = `confusion matrix, ${judged.name}`;
  const text = describeMatrix(title, { matrix: confusionOf(rows, names.length), classes: names });
  const isWide = text.split("\n").some((line) => [...line].length > width);
  return isWide ? "" : text;
}

/** The most rows, columns and classes that are shown one by one. */
const shown = { rows: 20, columns: 12, classes: 12 };

/** Whether a dataset is small enough to show what a model answers for each of its rows. */
export function isShown({ rows, columns }: Dataset): boolean {
  return rows <= shown.rows && columns.length <= shown.columns &&
    tableFeatures(columns).length === columns.length;
}

/** Each row with what the model answers for it; nothing where that is too wide to read. */
export function describeAnswers(
  dataset: Dataset,
  { answers, width }: { readonly answers: Predictions } & Screen,
): string {
  const given = givenColumns(dataset);
  const answered = predictionTexts(answers);
  const header = ["row", ...given.map(({ name }) => name), ...answered.header];
  if (header.length > shown.columns) return "";
  const rows = answered.rows.map((cells, row) => [
    String(row + 1),
    ...given.map(({ textOf }) => textOf(row)),
    ...cells.map((cell, at) => answered.header[at] === "label" ? cell : formatNumber(Number(cell))),
  ]);
  return formatTable([header, ...rows], { width });
}

/** Columns, then targets, each in the order of the data. */
function givenColumns({ columns, target }: Dataset) {
  const given = tableFeatures(columns).map(({ schema, cells }) =>
    shownColumn(cells, schema.kind === "date" ? dateText : String)
  );
  if (!target) return given;
  if (target.kind !== "classes") {
    return [
      ...given,
      ...target.columns.map((cells) => shownColumn(cells, String)),
    ];
  }
  const { name, codes, classes } = target;
  return [...given, { name, textOf: (row: number) => classes[codes[row]] }];
}

function shownColumn(cells: TableFeature["cells"], numberText: (value: number) => string) {
  return {
    name: cells.name,
    textOf(row: number) {
      if (isMissing(cells, row)) return "";
      return cells.kind === "number"
        ? numberText(valueAt(cells, row))
        : cells.words[cells.codes[row]];
    },
  };
}
