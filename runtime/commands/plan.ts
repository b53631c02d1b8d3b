import { imageIn } from "../../compiler/preprocessing/step_rows.ts";
import { countOf } from "../../compiler/ir/tensor.ts";
import type { ModelPlan } from "../../compiler/plan/model_plan.ts";
import { rangeOf } from "../../compiler/plan/schedule_ranges.ts";
import { slotsOf } from "../../compiler/step/step_numbers.ts";
import type { Feature } from "../../compiler/preprocessing/features.ts";
import { classCounts } from "../data/class_counts.ts";
import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import { printPipeline } from "../../dsl/print/pipeline.ts";
import type { Assembled } from "../prepare/assemble.ts";
import type { Profile } from "../profile/profile.ts";
import { planBatches } from "../../compiler/step/batch_plan.ts";
import { vocabulary } from "../vocabulary.ts";

/** One layer as the table of a plan shows it. */
export interface PlannedLayer {
  /** As its parameters are named by it, such as `hidden`. */
  readonly name: string;
  /** The layer of the language, such as `linear`. */
  readonly kind: string;
  /** For a batch of `N` rows. */
  readonly shape: readonly (number | string)[];
  /** How many it has, without those of its block. */
  readonly parameters: number;
}

/** Sizes in MB of 2^20 bytes, four bytes an element, as torchsummary counts them. */
export interface Sizes {
  /** The features. */
  readonly input: number;
  /** The outputs of all layers, and as much again for their gradients. */
  readonly forwardBackward: number;
  /** Trained or not. */
  readonly parameters: number;
  /** The sum of these. */
  readonly total: number;
}

/** How a training falls into steps. */
export interface PlannedSteps {
  /** How often all training rows are seen, unless training stops early. */
  readonly epochs: number;
  /** Rows of a step. */
  readonly batch: number;
  /** Steps of an epoch. */
  readonly perEpoch: number;
  /** Steps of all epochs. */
  readonly total: number;
  /** Rows of the last step of an epoch. */
  readonly lastBatch: number;
}

/** A number that a schedule changes from step to step. */
export interface PlannedSchedule {
  /** `lr` or another argument of the optimizer, or `drop.p` for one of a layer. */
  readonly name: string;
  /** The name of the schedule. */
  readonly schedule: string;
  /** How low it takes the number, as far as that does not hang on the loss. */
  readonly lowest: number;
  /** How high it takes it. */
  readonly highest: number;
}

/** What training holds in memory, in bytes: an estimate, without ONNX Runtime itself. */
export interface PlannedMemory {
  /** With buffers such as running means. */
  readonly parameters: number;
  /** One for each parameter that is trained. */
  readonly gradients: number;
  /** What the optimizer remembers. */
  readonly slots: number;
  /** Features and targets of all parts. */
  readonly data: number;
  /** The outputs of all layers for one batch, and their gradients. */
  readonly activations: number;
  /** The sum of these. */
  readonly total: number;
}

/** What a pipeline will do, known without doing it. */
export interface Plan {
  /** The pipeline with every parameter and default written out: valid text. */
  readonly resolved: string;
  /** How many rows each part has. */
  readonly rows: Readonly<Record<PartName, number>>;
  /** How many rows of each part have each class, in the order of the classes; empty for numbers. */
  readonly classCounts: Readonly<Record<PartName, readonly number[]>>;
  /** What each column of the table is, and what becomes of it. */
  readonly columns: Profile;
  /** How many features the model takes. */
  readonly features: number;
  /** Each of them, with the column and the formula that it comes from. */
  readonly madeFeatures: readonly Feature[];
  /** From the first to the last; a layer inside another follows it. */
  readonly layers: readonly PlannedLayer[];
  /** How many parameters there are, and how many of them training changes. */
  readonly parameters: { readonly total: number; readonly trained: number };
  /** For one row. */
  readonly sizes: Sizes;
  /** Absent where nothing is trained. */
  readonly steps?: PlannedSteps;
  /** What schedules change meanwhile. */
  readonly schedules: readonly PlannedSchedule[];
  /** While it trains. */
  readonly memory: PlannedMemory;
}

const bytesPerElement = 4;

/** The plan of a pipeline whose data were read once. */
export function planOf(assembled: Assembled): Plan {
  const { program: { pipeline, plan, features }, profile } = assembled;
  const rows = rowsOf(assembled);
  const steps = stepsOf(assembled);
  return {
    resolved: printPipeline(pipeline, vocabulary),
    rows,
    classCounts: countsOf(assembled),
    columns: profile,
    features: plan.features.length,
    madeFeatures: features,
    layers: plan.layers.map(({ name, call, shape, parameters }) => ({
      name,
      kind: call.definition.name,
      shape,
      parameters,
    })),
    parameters: { total: plan.parameterCount, trained: plan.trainedSize },
    sizes: sizesOf(plan),
    ...steps && { steps },
    schedules: steps ? schedulesOf(assembled, steps) : [],
    memory: memoryOf(assembled, steps?.batch ?? Math.max(...Object.values(rows))),
  };
}

/**
 * The sizes of a model as torchsummary prints them.
 * @param rows How many rows count; torchsummary counts the batch as one.
 */
export function sizesOf(plan: ModelPlan, rows = 1): Sizes {
  const input = megabytes(rows * plan.features.length);
  const forwardBackward = megabytes(2 * rows * outputsOf(plan));
  const parameters = megabytes(plan.parameterCount);
  return { input, forwardBackward, parameters, total: input + forwardBackward + parameters };
}

function megabytes(elements: number): number {
  return elements * bytesPerElement / 2 ** 20;
}

/** Elements that all layers give for one row. */
function outputsOf({ layers }: ModelPlan): number {
  return layers.reduce((sum, { shape }) => sum + countOf(shape.slice(1)), 0);
}

function countsOf({ dataset, indices }: Assembled): Plan["classCounts"] {
  const [train, valid, test] = partNames.map((name) => classCounts(dataset.target, indices[name]));
  return { train, valid, test };
}

function rowsOf({ indices }: Assembled): Record<PartName, number> {
  const [train, valid, test] = partNames.map((name) => indices[name].length);
  return { train: train, valid: valid, test: test };
}

function stepsOf(
  { program: { pipeline: { train, seed } }, indices }: Assembled,
): PlannedSteps | undefined {
  if (!train) return undefined;
  const { epochs, batch: asked, shuffle } = train.arguments;
  const rows = indices.train.length;
  const { batch, steps } = planBatches({ rows, batch: asked, shuffle, seed });
  const lastBatch = rows - (steps - 1) * batch;
  return { epochs, batch, perEpoch: steps, total: epochs * steps, lastBatch };
}

function schedulesOf(
  { program: { scheduled } }: Assembled,
  { epochs, perEpoch }: PlannedSteps,
): PlannedSchedule[] {
  return scheduled.map((number) => {
    const { lowest, highest } = rangeOf(number, { epochs, steps: perEpoch });
    const { name, schedule } = number;
    return { name, schedule, lowest: lowest.value, highest: highest.value };
  });
}

function memoryOf(assembled: Assembled, batch: number): PlannedMemory {
  const { program } = assembled;
  const { optimizer, train } = program.pipeline;
  const { plan, scheduled, schema: { target } } = program;
  const trained = train ? plan.trainedSize : 0;
  const slots = optimizer && train ? Object.keys(slotsOf({ optimizer, scheduled })).length : 0;
  const cells = target ? target.kind === "classes" ? 1 : target.names.length : 0;
  const rows = Object.values(rowsOf(assembled)).reduce((sum, count) => sum + count);
  // A pixel of an image is a byte.
  const cellsOfRow = plan.features.length / (imageIn(program.schema) ? bytesPerElement : 1);
  const elements = {
    parameters: plan.size,
    gradients: trained,
    slots: slots * trained,
    data: rows * (cellsOfRow + cells),
    activations: batch * (plan.features.length + (train ? 2 : 1) * outputsOf(plan)),
  };
  const total = Object.values(elements).reduce((sum, count) => sum + count);
  const bytes = (count: number) => count * bytesPerElement;
  return {
    parameters: bytes(elements.parameters),
    gradients: bytes(elements.gradients),
    slots: bytes(elements.slots),
    data: bytes(elements.data),
    activations: bytes(elements.activations),
    total: bytes(total),
  };
}
