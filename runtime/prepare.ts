import { checkParts } from "../compiler/agreement.ts";
import { compile, lowerPreprocessing, type Program } from "../compiler/compile.ts";
import type { Scaling } from "../compiler/scalers/scaler.ts";
import type { Schema } from "../compiler/schema.ts";
import { check } from "../dsl/check.ts";
import { checked, type Diagnostic, PenstockError, unwrap } from "../dsl/diagnostic.ts";
import type { Override } from "../dsl/override.ts";
import { parse } from "../dsl/parse.ts";
import { type Facts, type PartName, partNames } from "../dsl/pipeline.ts";
import type { Source, Span } from "../dsl/span.ts";
import type { Access } from "./access.ts";
import { type Dataset, datasetFrom, type Target } from "./data/dataset.ts";
import type { Engine, HostTensor } from "./engine.ts";
import { floats, floatsOf, ints } from "./engine.ts";
import type { Parts } from "./splitters/splitter.ts";
import { type RunnablePipeline, vocabulary } from "./vocabulary.ts";

/** The rows of one part, ready to be trained on. */
export interface PreparedPart {
  readonly name: PartName;
  readonly rows: number;
  /** Row numbers in the data, from 0. */
  readonly indices: Int32Array;
  /** As loaded, float32 [rows, F]. */
  readonly numeric: HostTensor;
  /** After preprocessing, float32 [rows, F]. */
  readonly features: HostTensor;
  /** Class codes, int32 [rows], or numbers, float32 [rows, D]; absent without a target. */
  readonly targets?: HostTensor;
}

/** A pipeline with its data, checked and compiled, before the first step. */
export interface Prepared {
  readonly pipeline: RunnablePipeline;
  readonly dataset: Dataset;
  readonly program: Program;
  readonly scaling: Scaling;
  readonly parts: readonly PreparedPart[];
}

export interface PrepareOptions {
  readonly access: Access;
  readonly engine: Engine;
  readonly overrides?: readonly Override[];
  readonly warn: (warning: Diagnostic) => void;
}

/**
 * Reads, checks and compiles a pipeline: everything that can go wrong before training.
 * @throws {PenstockError} With every mistake of the first phase that found one.
 */
export async function prepare(source: Source, options: PrepareOptions): Promise<Prepared> {
  const { overrides, warn } = options;
  const file = unwrap(parse(source), warn);
  const draft: RunnablePipeline = unwrap(check(file, vocabulary, { overrides }));
  const dataset = await loadDataset(draft, options.access);
  const schema = schemaOf(dataset);
  const pipeline: RunnablePipeline = unwrap(
    check(file, vocabulary, { overrides, facts: factsOf(schema, dataset.rows) }),
    warn,
  );
  const program = unwrap(compile(pipeline, schema), warn);
  const indices = splitRows(pipeline, dataset.rows);
  const rows = mapParts((name) => indices[name].length);
  unwrap(checked(undefined, checkParts(pipeline, rows)), warn);
  const scaling = fitScaling(pipeline, dataset, indices.train);
  const parts = await prepareParts({ program, dataset, scaling, indices }, options.engine);
  return { pipeline, dataset, program, scaling, parts };
}

async function loadDataset(pipeline: RunnablePipeline, access: Access): Promise<Dataset> {
  const { load, loss } = pipeline;
  const span = load.argumentSpans.path ?? load.nameSpan;
  const table = await load.definition.read(load.arguments, {
    readText: (path) => access.readText(path, span),
    displayName: (path) => access.displayName(path),
  });
  return datasetFrom(table, {
    target: load.definition.targetOf(load.arguments),
    want: loss?.definition.target ?? "any",
    targetSpan: load.argumentSpans.target ?? load.nameSpan,
  });
}

/** What the compiler may know of a dataset. */
export function schemaOf({ features, target }: Dataset): Schema {
  return {
    features: features.map(({ name }) => name),
    ...(target && { target: targetSchema(target) }),
  };
}

function targetSchema(target: Target): NonNullable<Schema["target"]> {
  return target.kind === "classes"
    ? { kind: "classes", name: target.name, classes: target.classes }
    : { kind: "numeric", names: target.columns.map(({ name }) => name) };
}

function factsOf({ features, target }: Schema, rows: number): Facts {
  const classes = target?.kind === "classes" ? target.classes.length : target?.names.length ?? 1;
  return { features: features.length, classes, rows };
}

function splitRows({ split }: RunnablePipeline, rows: number): Parts {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  if (!split) return { train: all, valid: new Int32Array(), test: new Int32Array() };
  return withSpan(split.span, () => split.definition.split(split.arguments, rows));
}

/** Diagnostics without a place of their own get that of the stage that raised them. */
function withSpan<T>(span: Span, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof PenstockError)) throw error;
    throw new PenstockError(error.diagnostics.map((each) => each.place ? each : { span, ...each }));
  }
}

/** Fits on training rows only: other rows must not influence the model. */
function fitScaling(pipeline: RunnablePipeline, dataset: Dataset, train: Int32Array): Scaling {
  const { scale } = pipeline;
  if (!scale) return { center: new Float64Array(), spread: new Float64Array() };
  const columns = dataset.features.map(({ values }) =>
    Float64Array.from(train, (row) => values[row]!)
  );
  return scale.definition.fit(columns, scale.arguments);
}

interface Split {
  readonly program: Program;
  readonly dataset: Dataset;
  readonly scaling: Scaling;
  readonly indices: Parts;
}

async function prepareParts(split: Split, engine: Engine): Promise<PreparedPart[]> {
  const { program, dataset, scaling, indices } = split;
  const session = await engine.load(lowerPreprocessing(program, scaling));
  const parts: PreparedPart[] = [];
  for (const name of partNames.filter((each) => indices[each].length > 0)) {
    const rows = indices[name];
    const numeric = numericRows(dataset, rows);
    const { features } = await session.run({ numeric });
    const target = dataset.target && { targets: targetRows(dataset.target, rows) };
    parts.push({
      name,
      rows: rows.length,
      indices: rows,
      numeric,
      features: floats(numeric.shape, floatsOf(features)),
      ...target,
    });
  }
  await session.release();
  return parts;
}

function numericRows({ features }: Dataset, rows: Int32Array): HostTensor {
  return matrix(rows, features.map(({ values }) => values));
}

function targetRows(target: Target, rows: Int32Array): HostTensor {
  if (target.kind === "numeric") return matrix(rows, target.columns.map(({ values }) => values));
  return ints([rows.length], rows.map((row) => target.codes[row]!));
}

/** Some rows of some columns, float32 [rows, columns]. */
function matrix(rows: Int32Array, columns: readonly Float64Array[]): HostTensor {
  const data = new Float32Array(rows.length * columns.length);
  rows.forEach((row, at) => {
    columns.forEach((values, index) => data[at * columns.length + index] = values[row]!);
  });
  return floats([rows.length, columns.length], data);
}

function mapParts<T>(value: (name: PartName) => T): Record<PartName, T> {
  return { train: value("train"), valid: value("valid"), test: value("test") };
}
