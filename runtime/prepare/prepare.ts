import type { Program } from "../../compiler/compile.ts";
import { lowerPreprocessing, lowerTargets } from "../../compiler/models.ts";
import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import type { File } from "../../dsl/syntax/ast.ts";
import { assemble, type Assembled, type AssembleOptions } from "./assemble.ts";
import { imageIn } from "../../compiler/preprocessing/step_rows.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { FileRead } from "../../report/input/metrics.ts";
import type { Dataset, Target } from "../data/dataset.ts";
import type { FeatureColumn } from "../data/feature_columns.ts";
import { chooseEngine, requireDevice, type Work } from "../engine/choose.ts";
import { cpuEngine } from "../engine/cpu.ts";
import type { Engine, Session } from "../engine/engine.ts";
import type { HostTensor } from "../engine/tensor.ts";
import { floats, floatsOf, ints } from "../engine/tensor.ts";
import { bytesOf } from "../engine/tensor_rows.ts";
import { arithmeticOfStep } from "../../compiler/step/cost.ts";
import { usualStep } from "../../compiler/step/span.ts";
import { batchPlanOf } from "../../compiler/step/batch_plan.ts";
import { doubles, imageTensor, matrix, rawBlocks } from "./model_inputs.ts";
import type { Parts } from "../data/parts.ts";

/** The rows of one part, ready to be trained on. */
export interface PreparedPart {
  /** Which part. */
  readonly name: PartName;
  /** How many rows it has. */
  readonly rows: number;
  /** Row numbers in the data, from 0. */
  readonly indices: Int32Array;
  /** After preprocessing, float32 [rows, features]; or images as they are, uint8 [rows, H, W, C]. */
  readonly features: HostTensor;
  /** Class codes, int32 [rows], or numbers, float32 [rows, D], as training takes them; absent without a target. */
  readonly targets?: HostTensor;
  /** The same in their own unit. */
  readonly truth?: HostTensor;
}

/**
 * A pipeline with its data, checked and compiled, before the first step.
 *
 * @internal
 */
export interface Prepared extends Omit<Assembled, "indices"> {
  readonly parts: readonly PreparedPart[];
  /** What it is trained on. */
  readonly engine: Engine;
  /** The files that it was made from, beside the pipeline's own. */
  readonly files: readonly FileRead[];
}

export interface PrepareOptions extends AssembleOptions {
  /** What computes; unless given, the device that the pipeline names trains. */
  readonly engine?: Engine;
}

/** Reads, checks and compiles a composed file: everything that can go wrong before training. */
export async function prepare(file: File, options: PrepareOptions): Promise<Prepared> {
  const { indices, ...assembled } = await assemble(file, {
    ...options,
    ...options.engine ? {} : { requireDevice },
  });
  const parts = await prepareParts({ ...assembled, indices }, options.engine ?? cpuEngine);
  const { program } = assembled;
  const engine = options.engine ??
    await chooseEngine(
      program.pipeline.device,
      workOf(program, parts),
      options.report,
    );
  return { ...assembled, parts, engine, files: await options.access.filesRead() };
}

/** What a training asks of a device. */
function workOf({ training }: Program, parts: readonly PreparedPart[]): Work {
  const train = parts.find(({ name }) => name === "train");
  if (!training || !train) return { flops: 0, bytes: 0, cost: () => 0 };
  const { features, targets, rows } = train;
  const { batch, isRagged } = batchPlanOf(training, rows);
  return {
    bytes: bytesOf({ features, ...targets && { targets } }),
    flops: arithmeticOfStep(usualStep(training, { batch, isRagged })),
    cost: ({ cost, stepOf }) => cost(stepOf(training, { batch, isRagged })),
  };
}

interface Split {
  readonly program: Program;
  readonly dataset: Dataset;
  readonly indices: Parts;
}

async function prepareParts(split: Split, engine: Engine): Promise<PreparedPart[]> {
  const { program, dataset, indices } = split;
  await using session = imageIn(program.schema)
    ? undefined
    : await engine.session(lowerPreprocessing(program));
  await using scaling = isTargetScaled(program)
    ? await engine.session(lowerTargets(program))
    : undefined;
  const parts: PreparedPart[] = [];
  for (const name of partNames.filter((each) => indices[each].length > 0)) {
    const rows = indices[name];
    const target = dataset.target && await targetsOf(dataset.target, rows, scaling);
    parts.push({
      name,
      rows: rows.length,
      indices: rows,
      features: await rowsForTraining(session, split, rows),
      ...target,
    });
  }
  return parts;
}

/** Some rows as training takes them: what preprocessing makes of them, float32 [rows, features], or images. */
async function rowsForTraining(
  session: Session | undefined,
  { program, dataset }: Split,
  rows: Int32Array,
): Promise<HostTensor> {
  const [first] = dataset.columns;
  if (first?.cells.kind === "image" || !session) return imagesIn(first, rows);
  const width = program.features.length;
  const data = new Float32Array(rows.length * width);
  for (const { start, inputs } of rawBlocks(program.schema, dataset.columns, rows)) {
    const { features } = await session.run(inputs);
    data.set(floatsOf(features), start * width);
  }
  return floats([rows.length, width], data);
}

function imagesIn(column: FeatureColumn | undefined, rows: Int32Array): HostTensor {
  if (column?.cells.kind !== "image") throw new InternalError("There is nothing to train on");
  return imageTensor(column.cells, rows);
}

function isTargetScaled({ statistics }: Program): boolean {
  return statistics.targets.length > 0;
}

/** The targets of some rows, as they are and as training takes them. @param scaling Absent where that is the same. */
async function targetsOf(
  target: Target,
  rows: Int32Array,
  scaling: Session | undefined,
): Promise<Pick<PreparedPart, "targets" | "truth">> {
  if (target.kind === "classes") {
    const codes = ints([rows.length], rows.map((row) => target.codes[row]));
    return { targets: codes, truth: codes };
  }
  const truth = matrix(rows, target.columns);
  if (!scaling) return { targets: truth, truth };
  const width = target.columns.length;
  const raw = new Float64Array(rows.length * width);
  target.columns.forEach((column, index) => {
    doubles(column, rows).forEach((value, at) => raw[at * width + index] = value);
  });
  const shape = [rows.length, width];
  const { targets } = await scaling.run({ raw: { type: "float64", shape, data: raw } });
  return { targets, truth };
}

/** The part of a name, if the split left rows for it. */
export function partOf(prepared: Prepared, name: PartName): PreparedPart | undefined {
  return prepared.parts.find((part) => part.name === name);
}
