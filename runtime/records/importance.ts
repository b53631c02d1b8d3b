import { lowerAnswerMetrics } from "../../compiler/answer_metrics.ts";
import type { OnnxModel } from "../../compiler/backends/onnx/model.ts";
import type { Program } from "../../compiler/compile.ts";
import { randomFor, randomOrder } from "../../compiler/initializers/random.ts";
import type { Metric } from "../../compiler/metrics/metric.ts";
import { nameOf, shapeOf } from "../../compiler/metrics/values.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { ColumnImportance, Importance, NoImportance } from "../../report/input/records.ts";
import type { Target } from "../data/dataset.ts";
import { type TableFeature, tableFeatures } from "../data/feature_columns.ts";
import { allRows, gatherCategories, gatherNumbers } from "../data/gather.ts";
import type { Engine, Session } from "../engine/engine.ts";
import { floats, floatsOf, type HostTensor, ints, tensorNamed } from "../engine/tensor.ts";
import { metricsOf } from "../inference/evaluate_answers.ts";
import type { OpenModel } from "../inference/open_model.ts";
import { numbersIn } from "../inference/predictions.ts";
import { matrix } from "../prepare/model_inputs.ts";
import { partOf, type Prepared, type PreparedPart } from "../prepare/prepare.ts";
import { evenly } from "./evenly.ts";

/** As scikit-learn has it. */
const shuffles = 5;
/** Of more columns no picture shows the importance. */
const mostColumns = 100;
/** More rows would hardly make it surer. */
const mostRows = 1_000;
/** Of fewer, where the part has more, it would be chance. */
const leastRows = 30;
/**
 * So many multiplications are made for it at most, about half a second of one core. It is counted and not
 * measured, so that the same run records the same.
 */
const mostWork = 4e9;
/** To prepare a cell takes as long as so many multiplications. */
const workOfCell = 100;

/** What the importance of columns is found with. */
interface Asked {
  readonly prepared: Prepared;
  readonly model: OpenModel;
  readonly engine: Engine;
}

/**
 * By how much the main metric becomes worse where the cells of one column are shuffled among the rows of a
 * part, column by column. Nothing where there is no target, no loss, or no table.
 * @see Breiman, "Random Forests", section 10; `permutation_importance` of scikit-learn.
 * @throws {EngineError} If the engine gives up.
 */
export async function importanceOf(
  { prepared, model, engine }: Asked,
): Promise<Importance | NoImportance | undefined> {
  const { dataset: { columns, target }, program } = prepared;
  const table = tableFeatures(columns);
  // Without a loss, nothing says what the numbers of an answer are.
  if (!target || !program.pipeline.loss || table.length < columns.length) return undefined;
  const part = judgedPart(prepared);
  const rows = someRows(part, rowsWithin(columns.length, program.plan.parameterCount));
  const left_out = reasonAgainst(rows, { columns: columns.length, part });
  if (left_out !== undefined) return { left_out };
  const metric = mainMetric(prepared);
  await using session = await engine.session(judgeOf(metric, program));
  const measuring = { target, rows, model, session, metric: nameOf(metric) };
  // Of the same rows in the same places: elsewhere in a block an answer might be rounded otherwise.
  const whole = repeated(rows);
  const unshuffled = table.map((column) => rowsOfFeature(column, whole));
  const base = await scoresOf(unshuffled, measuring);
  const { better } = metric.definition;
  const drop = (before: number, after: number) =>
    better === "higher" ? before - after : after - before;
  const tried: ColumnImportance[] = [];
  for (const [at, column] of table.entries()) {
    const { name } = column.schema;
    const own = rowsOfFeature(column, shuffledRows(rows, { seed: program.pipeline.seed, name }));
    const scores = await scoresOf(unshuffled.with(at, own), measuring);
    tried.push({ column: name, drops: scores.map((score, of) => drop(base[of], score)) });
  }
  return {
    ...{ part: part.name, rows: rows.length, metric: measuring.metric },
    ...{ shuffles, base: base[0], columns: tried },
  };
}

/** The rows that did not train, where there are some. */
function judgedPart(prepared: Prepared): PreparedPart {
  // A split that leaves no training rows is refused.
  return partOf(prepared, "test") ?? partOf(prepared, "valid") ?? partOf(prepared, "train")!;
}

/** For how many rows there is time. */
function rowsWithin(columns: number, parameters: number): number {
  const work = columns * shuffles * (parameters + columns * workOfCell);
  return Math.min(mostRows, Math.floor(mostWork / work));
}

function reasonAgainst(
  rows: Int32Array,
  { columns, part }: { readonly columns: number; readonly part: PreparedPart },
): string | undefined {
  if (columns > mostColumns) {
    return `there are ${columns} columns, and ${mostColumns} are tried at most`;
  }
  const isFew = rows.length < Math.min(part.rows, leastRows);
  return isFew ? "with so many columns and parameters it would take too long" : undefined;
}

/** In the order of the data, for they may stand there by their classes. */
function someRows({ indices }: PreparedPart, most: number): Int32Array {
  const sorted = indices.toSorted();
  return Int32Array.from(evenly(sorted.length, most), (at) => sorted[at]);
}

/** The first metric of the pipeline that has a better side; the usual one where it has none. */
function mainMetric({ program: { pipeline, schema } }: Prepared): CheckedCall<Metric> {
  const own = pipeline.metrics.find((each) => each.definition.better && shapeOf(each) === "number");
  return own ?? metricsOf({ resolved: "", schema })[0];
}

/** Some rows as often as there are shuffles. */
function repeated(rows: Int32Array): Int32Array {
  return Int32Array.from({ length: rows.length * shuffles }, (_, at) => rows[at % rows.length]);
}

/** Every shuffle of some rows, one after the other; each is a function of the seed, the column and its number. */
function shuffledRows(
  rows: Int32Array,
  { seed, name }: { readonly seed: number; readonly name: string },
): Int32Array {
  const orders = Array.from(
    { length: shuffles },
    (_, at) => randomOrder(rows.length, randomFor(seed, "importance", `${name}/${at}`)),
  );
  return Int32Array.from(orders.flatMap((order) => [...order]), (at) => rows[at]);
}

function rowsOfFeature({ schema, cells }: TableFeature, rows: Int32Array): TableFeature {
  // The kind of the cells is that of the schema, which TypeScript forgets of a pair.
  return {
    schema,
    cells: cells.kind === "number"
      ? gatherNumbers(cells.name, [{ column: cells, rows }])
      : gatherCategories(cells.name, [{ column: cells, rows }]),
  } as TableFeature;
}

/** Some answers and what they are measured by. */
interface Measuring {
  readonly target: Target;
  readonly rows: Int32Array;
  readonly model: OpenModel;
  readonly session: Session;
  readonly metric: string;
}

/** The metric of each shuffle. @param columns Of all of them, one after the other. */
async function scoresOf(columns: readonly TableFeature[], measuring: Measuring): Promise<number[]> {
  const { target, rows, model, session, metric } = measuring;
  const count = rows.length;
  const answers = numbersIn(await model.answer(columns, allRows(count * shuffles)));
  const width = answers.length / (count * shuffles);
  const truth = truthOf(target, rows);
  const scores: number[] = [];
  for (let at = 0; at < shuffles; at++) {
    const own = answers.subarray(at * count * width, (at + 1) * count * width);
    const measured = await session.run({
      "part.answers": floats([count, width], own),
      "part.truth": truth,
    });
    scores.push(floatsOf(tensorNamed(measured, metric))[0]);
  }
  return scores;
}

function truthOf(target: Target, rows: Int32Array): HostTensor {
  return target.kind === "classes"
    ? ints([rows.length], rows.map((row) => target.codes[row]))
    : matrix(rows, target.columns);
}

/** What measures answers, as a model. */
function judgeOf(metric: CheckedCall<Metric>, { schema: { target }, head }: Program): OnnxModel {
  const quantiles = head.kind === "values" ? head.quantiles?.levels : undefined;
  const numbers = target &&
    lowerAnswerMetrics([metric], { target, ...quantiles && { quantiles } }).numbers;
  if (!numbers) throw new InternalError("A metric that is a number was asked for");
  return numbers;
}
