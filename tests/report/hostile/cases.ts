/** Runs that are hard to make a page of: too much, too little, too long, and what would do harm. */
import { Buffer } from "node:buffer";
import type { Records, Surface } from "../../../report/input/records.ts";
import type { ReportedRun } from "../../../report/input/run.ts";
import { type MadeColumn, noise, numberColumns, runOf, withMetrics } from "./made_run.ts";

const xy = numberColumns(["x", "y"]);
const abc = numberColumns(["a", "b", "c"]);
const two = ["yes", "no"];

function named(what: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${what} ${at + 1}`);
}

/** Would do harm in text, in an attribute, in a template and on a terminal. */
export const harm =
  `<script>alert("1")</script>&amp;'\`\${1}\`--><!--\u0000\u0007\u001b[31m\ud800\\`;
/** The same without what is no text in a file. */
const harmInFile = `<img src=x onerror="alert(1)">&lt;'\`</style>`;

const long = (start: string) =>
  start + "-without-any-blank".repeat(11).slice(0, 200 - start.length);

const rightToLeft = {
  classes: ["حصان", "סוס אדום", "mixed חתול 12 قط"],
  columns: ["الطول", "רוחב_העלה", "width רוחב (cm)"],
};

/** What a model answers over the plane of two columns from -5 to 5. */
function plane(answer: (x: number, y: number) => readonly (number | null)[]): Surface {
  const axis = Array.from({ length: 141 }, (_, at) => -5.5 + at * 11 / 140);
  return {
    ...{ columns: ["x", "y"], axes: [axis, axis] },
    answers: axis.flatMap((x) => axis.flatMap((y) => answer(x, y))),
  };
}

/** The same along one column. */
function line(
  column: string,
  answer: (x: number) => readonly (number | null)[],
  unit = 1,
): Surface {
  const axis = Array.from({ length: 281 }, (_, at) => (-5.5 + at * 11 / 280) * unit);
  return { columns: [column], axes: [axis], answers: axis.flatMap(answer) };
}

/** Nothing is known of a corner and of a ring. */
function hole(x: number, y: number): boolean {
  return x > 3 && y > 3 || Math.abs(Math.hypot(x, y) - 2) < 0.4;
}

const kinds: readonly MadeColumn[] = [
  ...numberColumns(["count_of_things"]),
  { name: "day", type: "date", cellOf: (row) => row % 9 === 0 ? null : 1.6e9 + row * 86_400 },
  { name: "city", type: "category", cellOf: (row) => `city ${Math.floor(noise(row) * 50)}` },
  { name: "size", type: "ordinal", cellOf: (row) => ["S", "M", "L", null][row % 4] },
  { name: "is_new", type: "boolean", cellOf: (row) => ["yes", "no"][row % 2] },
  { name: "never", cellOf: () => null },
];

function images(
  shape: readonly [number, number, number],
  classes: readonly string[],
): ReportedRun {
  const size = shape[0] * shape[1] * shape[2];
  const recipe = {
    ...{
      pipeline: "images",
      names: classes,
      columns: [],
      hidden: [],
      rows: { train: 60, test: 60 },
    },
  };
  const run = runOf(recipe);
  const { recorded, targets = [], labels = [] } = run.records.parts.test ?? { recorded: [] };
  const wrong = recorded.filter((_, at) => targets[at] !== labels[at]).slice(0, 24);
  const rows = [...recorded.slice(0, 24), ...wrong];
  const bytes = Uint8Array.from(
    { length: rows.length * size },
    (_, at) => 256 * noise(Math.floor(at / shape[2] / 5), 1 + at % shape[2]),
  );
  const [target] = run.records.columns.slice(-1);
  const records: Records = {
    ...run.records,
    importance: undefined,
    columns: [{
      ...{ name: "image", role: "feature", type: "image", said: true, missing: 0, features: size },
      content: { kind: "images", shape },
    }, target],
    images: { part: "test", rows, shape, bytes: Buffer.from(bytes).toString("base64") },
    layers: run.records.layers.map((layer) => ({
      ...layer,
      parameters: (size + 1) * classes.length,
    })),
    parts: Object.fromEntries(
      Object.entries(run.records.parts).map((
        [name, part],
      ) => [name, { ...part, cells: undefined }]),
    ),
  };
  const data = Array.from({ length: size * classes.length }, (_, at) => noise(at) - 0.5);
  const weight = { shape: [classes.length, size], data };
  return withMetrics(
    { ...run, records, parameters: { "linear_1.weight": weight } },
    { parameters: (size + 1) * classes.length },
  );
}

function deep(): ReportedRun {
  const run = runOf({ names: two, columns: abc, hidden: new Array<number>(60).fill(16) });
  const inBlock = run.records.layers.map((layer, at) =>
    at > 4 && at < 9 ? { ...layer, name: `residual_1.${layer.name}` } : layer
  );
  const block = { name: "residual_1", kind: "residual", shape: ["N", 16], parameters: 0 };
  const layers = inBlock.toSpliced(5, 0, { ...block, file: "made.pipe", line: 6 });
  return { ...run, records: { ...run.records, layers } };
}

/** From the seventh epoch on nothing is a number. */
function diverged(): ReportedRun {
  const run = runOf({ names: two, columns: abc });
  const history = run.records.history.map((epoch) =>
    epoch.epoch < 7 ? epoch : {
      ...epoch,
      train: { loss: null, accuracy: 0.5 },
      valid: { loss: null, accuracy: 0.5, roc_auc: null },
    }
  );
  const scores = { rows: 40, loss: NaN, accuracy: 0.5, roc_auc: NaN };
  return withMetrics({ ...run, records: { ...run.records, history } }, {
    parts: { train: { ...scores, rows: 60 }, valid: { ...scores, rows: 20 }, test: scores },
    restarts: [{ step: 9, epoch: 3, back_to: 2, rate: 0.5 }],
    expectations: [{ metric: "roc_auc", part: "test", low: 0.9, high: 1 }],
  });
}

function harmful(): ReportedRun {
  const run = runOf({
    ...{ pipeline: harmInFile, dataFile: `${harm}.csv`, target: `target ${harm}` },
    names: [harm, `${harm} 2`, "plain"],
    columns: [
      ...numberColumns([harm, `${harm}_b`]),
      { name: `words ${harm}`, type: "category", cellOf: (row) => `${harm} ${row % 3}` },
    ],
    text: `pipe 1\n# ${harm}\nload csv("${harm}.csv", target = kind)\n`,
  }, {
    sources: [{ file: harmInFile, text: `pipe 1 # ${harm}\nmodel { linear(2) }\n${harm}` }],
    graph: {
      lines: [{
        ...{ file: harmInFile, line: 2, text: harm, stage: "model", layer: harm },
        ...{ nodes: { step: [harm], gradient: [`${harm} : float32[1]`] }, more: { [harm]: 3 } },
      }],
    },
  });
  return withMetrics({
    ...run,
    command: `penstock run '${harm}'`,
    machine: harm,
    hashes: { [harm]: harm },
  }, {
    ...{ variant: harm, params: { [harm]: harm }, set: [harm], device: harm },
    expectations: [{ metric: harm, part: "test", low: 0, high: 1 }],
  });
}

/** What hard pages are of, by what is hard about them. */
export const hardRuns: Readonly<Record<string, () => ReportedRun>> = {
  "60 classes": () =>
    runOf({ names: named("class", 60), columns: abc, rows: { train: 300, valid: 60, test: 240 } }),
  "12 classes": () =>
    runOf({ names: named("kind of thing", 12), columns: abc, rows: { train: 120, test: 360 } }),
  "1 class": () => runOf({ names: ["only"], columns: abc }),
  "valid alone": () => runOf({ names: two, columns: xy, rows: { train: 40, valid: 20 } }),
  "train alone": () => runOf({ names: two, columns: xy, rows: { train: 40 } }),
  "2 rows": () => runOf({ names: two, columns: xy, rows: { train: 2, test: 2 } }),
  "1 row": () => runOf({ kind: "numbers", names: ["y"], columns: xy, rows: { train: 1, test: 1 } }),
  "300 columns": () => runOf({ names: two, columns: numberColumns(named("column", 300)) }),
  "long names": () => {
    const classes = ["one", "other", "third"].map(long);
    const run = runOf({
      ...{ pipeline: long("pipeline"), dataFile: `${long("file")}.csv`, target: long("target") },
      ...{
        names: classes,
        columns: numberColumns(named("column", 4).map((each) => long(each.replace(" ", "")))),
      },
    });
    return withMetrics(run, {
      params: { [long("param")]: 1 },
      set: [long("param")],
      variant: long("variant"),
    });
  },
  "long names of numbers": () =>
    runOf({
      ...{ pipeline: long("pipeline"), kind: "numbers", names: [long("target")] },
      columns: numberColumns([long("first"), long("second")]),
    }, { surface: { ...plane((x, y) => [x * y]), columns: [long("first"), long("second")] } }),
  "from right to left": () =>
    runOf({
      ...{ pipeline: "قمح", dataFile: "نتائج.csv", target: "סוג" },
      ...{ names: rightToLeft.classes, columns: numberColumns(rightToLeft.columns) },
    }),
  "from right to left, on a plane": () =>
    runOf({
      ...{ pipeline: "قمح", dataFile: "نتائج.csv", target: "סוג" },
      ...{ names: rightToLeft.classes, columns: numberColumns(rightToLeft.columns.slice(0, 2)) },
    }, {
      surface: {
        ...plane((x, y) => x > y ? [0.9, 0.05, 0.05] : x > 0 ? [0.1, 0.6, 0.3] : [0.1, 0.1, 0.8]),
        columns: rightToLeft.columns.slice(0, 2),
      },
    }),
  "letters of other scripts": () =>
    runOf({
      ...{ pipeline: "鳶尾花", dataFile: "данные.csv", target: "種類" },
      names: ["ヒオウギアヤメの長い長い名前", "широколиственный лес", "🌸🌼🌺👩‍👩‍👧‍👦 flowers"],
      columns: numberColumns([
        "花弁の長さと幅と高さと重さ",
        "ΩΩΩΩΩΩΩΩΩΩΩΩΩΩΩΩ",
        "e\u0301".repeat(20),
      ]),
    }),
  "not a number from epoch 7": diverged,
  "harmful names": harmful,
  "harmful names on a plane": () =>
    runOf({ names: [harm, "b"], columns: numberColumns([harm, `${harm}2`]), target: harm }, {
      surface: { ...plane((x) => x > 0 ? [0.95, 0.05] : [0.3, 0.7]), columns: [harm, `${harm}2`] },
    }),
  "huge numbers": () =>
    runOf({
      ...{ kind: "numbers", names: ["far"] },
      columns: numberColumns(["near"]).map((column) => ({
        ...column,
        cellOf: (row) => 1e300 * (noise(row, 8) - 0.5),
      })),
      numberOf: (row) => [1e300 * (noise(row) - 0.3), 9e299 * (noise(row) - 0.3)],
    }),
  "tiny numbers": () =>
    runOf({
      ...{ kind: "numbers", names: ["small"] },
      columns: [{ name: "tiny", cellOf: (row) => 1e-300 * noise(row, 8) }],
      numberOf: (row) => [-1e-300 * noise(row), -9e-301 * noise(row)],
    }, { surface: line("tiny", (x) => [-x], 1e-301) }),
  "numbers far apart": () =>
    runOf({
      ...{ kind: "numbers", names: ["mixed"] },
      columns: [
        { name: "mixed", cellOf: (row) => row % 2 === 0 ? 1e-9 * row : -1e12 * row },
        { name: "same", cellOf: () => 1_234_567.89 },
      ],
      numberOf: (row) => [row === 85 ? 1e12 : row / 100, row / 101],
    }),
  "constant numbers": () =>
    runOf({
      ...{ kind: "numbers", names: ["same"], numberOf: () => [7, 7] },
      columns: [{ name: "zero", cellOf: () => 0 }, { name: "minus", cellOf: () => -3 }],
    }, { surface: { ...plane(() => [7]), columns: ["zero", "minus"] } }),
  "empty names": () =>
    runOf({ names: ["", " ", "0"], columns: numberColumns(["", " "]), target: "" }),
  "100,000 epochs": () => runOf({ names: two, columns: xy, epochs: 100_000 }),
  "120 layers": deep,
  "nothing trained": () => {
    const run = runOf({ names: two, columns: abc, epochs: 0 }, { history: [] });
    return withMetrics(run, { baselines: undefined, epochs: 0, steps: 0 });
  },
  "40 labels": () =>
    runOf({
      kind: "labels",
      names: named("label", 40),
      columns: abc,
      rows: { train: 60, test: 240 },
    }),
  "3 labels of many rows on a plane": () =>
    runOf({
      kind: "labels",
      names: ["left", "above", harm],
      columns: xy,
      rows: { train: 60, test: 900 },
    }, {
      surface: plane((x, y) => [1 / (1 + Math.exp(x)), 1 / (1 + Math.exp(-y)), 0.5]),
    }),
  "holes in a plane of classes": () =>
    runOf({ names: ["left", "right", "top"], columns: xy }, {
      surface: plane((x, y) =>
        hole(x, y)
          ? [null, null, null]
          : x < 0
          ? [0.95, 0.03, 0.02]
          : y > 0
          ? [0.1, 0.2, 0.7]
          : [0, 1, 0]
      ),
    }),
  "holes in a plane of numbers": () =>
    runOf({ kind: "numbers", names: ["height"], columns: xy }, {
      surface: plane((x, y) => [hole(x, y) ? null : x * x - y]),
    }),
  "holes in a curve": () =>
    runOf({
      ...{ kind: "numbers", names: ["wave"], columns: numberColumns(["x"]) },
      numberOf: (row) => row % 5 === 0 ? [null, 1] : row % 7 === 0 ? [1, null] : [Math.sin(row), 0],
    }, { surface: line("x", (x) => [x > 1 && x < 2 ? null : Math.sin(x)]) }),
  "classes along a curve": () =>
    runOf({
      names: ["low", "middle", "high"],
      columns: numberColumns(["x"]),
      rows: { train: 900, test: 3000 },
    }, {
      surface: line("x", (x) => x < -1 ? [0.9, 0.1, 0] : x < 2 ? [0.1, 0.8, 0.1] : [0, 0.1, 0.9]),
    }),
  "images of 1 x 1": () => images([1, 1, 1], two),
  "images of 64 x 64 x 3": () => images([64, 64, 3], named("thing", 12)),
  "images of 2 classes": () => images([8, 8, 1], two),
  "2 million parameters": () =>
    runOf({ names: two, columns: numberColumns(named("column", 60)), hidden: [1024, 1024, 1024] }),
  "no target": () => {
    const run = runOf({ kind: "numbers", names: ["1", "2"], columns: abc });
    const columns = run.records.columns.filter(({ role }) => role !== "target");
    const parts = Object.fromEntries(
      Object.entries(run.records.parts).map((
        [name, part],
      ) => [name, { ...part, targets: undefined }]),
    );
    return withMetrics(
      { ...run, records: { ...run.records, columns, parts, importance: undefined } },
      { baselines: undefined },
    );
  },
  "broken expectations": () =>
    withMetrics(runOf({ names: two, columns: xy }), {
      expectations: [
        { metric: "accuracy", part: "test", low: 0.999, high: 1 },
        { metric: "loss", part: "valid", low: 0, high: 0.299999999 },
        { metric: "accuracy", part: "test", low: 0.9, high: 1, seeds: 5 },
        { metric: "accuracy", part: "train", low: 0, high: 1 },
      ],
    }),
  "3 files of 2,000 lines": () => {
    const body = Array.from({ length: 2000 }, (_, at) => `  linear(${at + 1}) # line ${at + 3}`);
    const text = ["pipe 1", "model {", ...body, "}"].join("\n");
    return runOf({ names: two, columns: xy }, {
      sources: ["made.pipe", "../parts/base.pipe", long("file")].map((file, at) => ({
        file,
        text: at === 0 ? text : `pipe 1\nseed ${at}\nparam ${"wide_".repeat(60)} = 1\n`,
      })),
    });
  },
  "60,000 rows": () =>
    runOf({
      names: named("digit", 10),
      columns: abc,
      rows: { train: 50_000, test: 10_000 },
      mostRecorded: 10_000,
    }),
  "10,000 rows of numbers": () =>
    runOf({
      ...{ kind: "numbers", names: ["price"], columns: kinds, mostRecorded: 5000 },
      rows: { train: 50_000, test: 10_000 },
    }),
  "every kind of column": () => runOf({ names: named("class", 5), columns: kinds }),
  "scores, not probabilities": () => runOf({ names: ["a", "b", "c"], columns: xy, scored: true }),
  "every row right": () => runOf({ names: two, columns: xy, right: 1 }),
  "every row wrong": () => runOf({ names: two, columns: xy, right: 0 }),
  "several targets": () => runOf({ kind: "numbers", names: ["north", "east", harm], columns: abc }),
};
