import { checkParts } from "../../compiler/plan/agreement.ts";
import { type Program, programOf } from "../../compiler/compile.ts";
import { featureNames, type Schema } from "../../compiler/schema/schema.ts";
import { type Plan, planPipeline } from "../../compiler/plan/plan.ts";
import { checkStages } from "../../compiler/plan/stage_checks.ts";
import { noStatistics, type Statistics } from "../../compiler/preprocessing/statistics.ts";
import { check, checkLoadStage } from "../../dsl/check/check.ts";
import { type Checked, type Diagnostic, ok, PenstockError } from "../../dsl/text/diagnostic.ts";
import { inOrderOfPlace } from "../../dsl/text/order.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { Facts, PartName } from "../../dsl/language/pipeline.ts";
import type { Source } from "../../dsl/text/span.ts";
import type { Access } from "../files/access.ts";
import { unscaledFeatures } from "./unscaled_features.ts";
import type { Dataset, Target } from "../data/dataset.ts";
import { type GivenData, withGivenData } from "../open/given_data.ts";
import { readInitialState } from "./initial_parameters.ts";
import { loadDataset, type LoadedDataset } from "./load.ts";
import { splitRows } from "../split/split_rows.ts";
import type { Parts } from "../data/parts.ts";
import { readComposed } from "../open/used_files.ts";
import { type RunnablePipeline, vocabulary } from "../vocabulary.ts";

/** A pipeline with its data, checked and compiled; nothing is computed yet. */
export interface Assembled {
  readonly pipeline: RunnablePipeline;
  readonly dataset: Dataset;
  readonly program: Program;
  /** The rows of each part. */
  readonly indices: Parts;
  /** All tensors of the model before the first step, packed. */
  readonly initial: Float32Array;
}

export interface AssembleOptions {
  readonly access: Access;
  readonly overrides?: readonly Override[];
  /** Takes the place of the `load` stage. */
  readonly data?: GivenData;
  /** Which variant of the pipeline is meant. */
  readonly variant?: string;
  readonly warn: (warning: Diagnostic) => void;
}

/**
 * Reads, checks and compiles a pipeline: everything that can be found wrong before a device is
 * needed.
 * @throws {PenstockError} With every mistake that is not a consequence of another, by place.
 */
export async function assemble(source: Source, options: AssembleOptions): Promise<Assembled> {
  const { overrides, warn } = options;
  const written = await readComposed(source, options);
  const file = options.data ? withGivenData(written, options.data) : written;
  const draft: Checked<RunnablePipeline> = check(file, vocabulary, { overrides });
  // Data and text are looked at side by side: a misspelt layer does not hide a misspelt column.
  const asked = draft.ok ? draft.value : { load: checkLoadStage(file, vocabulary, { overrides }) };
  const loaded = await attempt(() => loadAsked(asked, options.access));
  if (!draft.ok || !loaded.ok) throw failed(textProblems(draft), problemsOf(loaded));
  const { dataset, given } = loaded.value!;
  const schema = schemaOf(dataset);
  const facts = factsOf(schema, dataset.rows);
  const pipeline = check(file, vocabulary, { overrides, facts });
  if (!pipeline.ok) throw failed(pipeline.diagnostics);
  const planned = planPipeline(pipeline.value, schema);
  const divided = await attempt(() =>
    ok(splitRows(pipeline.value.split, { rows: dataset.rows, given }))
  );
  const agreed = planned.ok && divided.ok
    ? checkDivided(planned.value, dataset, divided.value)
    : [];
  const initial = await attempt(() => startOf(planned, options.access));
  const problems = [...[pipeline, planned, divided, initial].flatMap(problemsOf), ...agreed];
  if (!planned.ok || !divided.ok || !initial.ok || problems.some(isError)) throw failed(problems);
  inOrderOfPlace(problems).forEach(warn);
  const statistics = fitStatistics(pipeline.value, dataset, divided.value.train);
  const program = programOf(planned.value, statistics);
  return {
    pipeline: pipeline.value,
    dataset,
    program,
    indices: divided.value,
    initial: initial.value,
  };
}

/** What the model starts with, with its warnings; nothing where there is no model. */
async function startOf(planned: Checked<Plan>, access: Access): Promise<Checked<Float32Array>> {
  if (!planned.ok) return ok(new Float32Array());
  const { pipeline, plan } = planned.value;
  const warnings: Diagnostic[] = [];
  const warn = (each: Diagnostic) => void warnings.push(each);
  return ok(await readInitialState(pipeline, { plan, access, warn }), warnings);
}

function failed(...problems: readonly (readonly Diagnostic[])[]): PenstockError {
  return new PenstockError(inOrderOfPlace(problems.flat()));
}

function problemsOf(result: Checked<unknown>): readonly Diagnostic[] {
  return result.ok ? result.warnings : result.diagnostics;
}

/** What shows in the text alone, where there are no data to hold it to. */
function textProblems(draft: Checked<RunnablePipeline>): readonly Diagnostic[] {
  return [...problemsOf(draft), ...draft.ok ? checkStages(draft.value) : []];
}

async function attempt<T>(action: () => Checked<T> | Promise<Checked<T>>): Promise<Checked<T>> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof PenstockError) return { ok: false, diagnostics: error.diagnostics };
    throw error;
  }
}

async function loadAsked(
  { load, loss }: Partial<Pick<RunnablePipeline, "load" | "loss">>,
  access: Access,
): Promise<Checked<LoadedDataset | undefined>> {
  return ok(load && await loadDataset({ load, loss }, access));
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function checkDivided(plan: Plan, dataset: Dataset, indices: Parts): Diagnostic[] {
  const rows = mapParts((name) => indices[name].length);
  return [...checkParts(plan, rows), ...unscaledFeatures(plan.pipeline, dataset)];
}

/** What the compiler may know of a dataset. */
export function schemaOf({ numeric, categories, target }: Dataset): Schema {
  const columns = {
    numeric: numeric.map(({ name }) => name),
    categories: categories.map(({ name, values }) => ({ name, values })),
  };
  return {
    ...columns,
    features: featureNames(columns),
    ...(target && { target: targetSchema(target) }),
  };
}

function targetSchema(target: Target): NonNullable<Schema["target"]> {
  return target.kind === "classes"
    ? { kind: "classes", name: target.name, classes: target.classes }
    : { kind: target.kind, names: target.columns.map(({ name }) => name) };
}

function factsOf({ features, target }: Schema, rows: number): Facts {
  const classes = target?.kind === "classes" ? target.classes.length : target?.names.length ?? 1;
  return { features: features.length, classes, rows };
}

/** Fits on training rows only: other rows must not influence the model. */
function fitStatistics(
  { scale }: RunnablePipeline,
  dataset: Dataset,
  train: Int32Array,
): Statistics {
  const classCounts = countClasses(dataset.target, train);
  if (!scale) return { ...noStatistics, classCounts };
  const columns = dataset.numeric.map(({ values }) => pickRows(values, train));
  return { scaling: scale.definition.fit(columns, scale.arguments), classCounts };
}

/** A plain loop: `Float64Array.from` with a function takes ten times as long. */
function pickRows(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = values[rows[at]!]!;
  return picked;
}

function countClasses(target: Target | undefined, rows: Int32Array): number[] {
  if (target?.kind !== "classes") return [];
  const counts = target.classes.map(() => 0);
  rows.forEach((row) => counts[target.codes[row]!]!++);
  return counts;
}

function mapParts<T>(value: (name: PartName) => T): Record<PartName, T> {
  return { train: value("train"), valid: value("valid"), test: value("test") };
}
