import type { Program } from "../../compiler/compile.ts";
import { lowerPreprocessing } from "../../compiler/models.ts";
import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import type { File } from "../../dsl/syntax/ast.ts";
import { assemble, type Assembled, type AssembleOptions } from "./assemble.ts";
import type { Dataset, Target } from "../data/dataset.ts";
import type { Engine, Session } from "../engine/engine.ts";
import type { HostTensor } from "../engine/tensor.ts";
import { floats, floatsOf, ints } from "../engine/tensor.ts";
import { matrix, rawBlocks } from "./model_inputs.ts";
import type { Parts } from "../data/parts.ts";

/** The rows of one part, ready to be trained on. */
export interface PreparedPart {
  /** Which part. */
  readonly name: PartName;
  /** How many rows it has. */
  readonly rows: number;
  /** Row numbers in the data, from 0. */
  readonly indices: Int32Array;
  /** After preprocessing, float32 [rows, features]. */
  readonly features: HostTensor;
  /** Class codes, int32 [rows], or numbers, float32 [rows, D]; absent without a target. */
  readonly targets?: HostTensor;
}

/**
 * A pipeline with its data, checked and compiled, before the first step.
 *
 * @internal
 */
export interface Prepared extends Omit<Assembled, "indices"> {
  readonly parts: readonly PreparedPart[];
}

export interface PrepareOptions extends AssembleOptions {
  readonly engine: Engine;
}

/** Reads, checks and compiles a composed file: everything that can go wrong before training. */
export async function prepare(file: File, options: PrepareOptions): Promise<Prepared> {
  const { indices, ...assembled } = await assemble(file, options);
  const parts = await prepareParts({ ...assembled, indices }, options.engine);
  return { ...assembled, parts };
}

interface Split {
  readonly program: Program;
  readonly dataset: Dataset;
  readonly indices: Parts;
}

async function prepareParts(split: Split, engine: Engine): Promise<PreparedPart[]> {
  const { program, dataset, indices } = split;
  await using session = await engine.session(lowerPreprocessing(program));
  const parts: PreparedPart[] = [];
  for (const name of partNames.filter((each) => indices[each].length > 0)) {
    const rows = indices[name];
    const target = dataset.target && { targets: targetRows(dataset.target, rows) };
    parts.push({
      name,
      rows: rows.length,
      indices: rows,
      features: await featuresOf(session, split, rows),
      ...target,
    });
  }
  return parts;
}

/** What preprocessing makes of some rows, float32 [rows, features]. */
async function featuresOf(
  session: Session,
  { program: { schema }, dataset }: Split,
  rows: Int32Array,
): Promise<HostTensor> {
  const width = schema.features.length;
  const data = new Float32Array(rows.length * width);
  for (const { start, inputs } of rawBlocks(schema, dataset, rows)) {
    const { features } = await session.run(inputs);
    data.set(floatsOf(features), start * width);
  }
  return floats([rows.length, width], data);
}

function targetRows(target: Target, rows: Int32Array): HostTensor {
  if (target.kind === "classes") return ints([rows.length], rows.map((row) => target.codes[row]));
  return matrix(rows, target.columns);
}

/** The part of a name, if the split left rows for it. */
export function partOf(prepared: Prepared, name: PartName): PreparedPart | undefined {
  return prepared.parts.find((part) => part.name === name);
}
