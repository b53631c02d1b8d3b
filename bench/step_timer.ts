/** What takes the time of steps of training: a pipeline of one hidden layer on random rows. */
import { lowerTraining } from "../compiler/models.ts";
import type { SpanOptions } from "../compiler/step/span.ts";
import { initialState } from "../compiler/step/state.ts";
import { numbersOfSteps, slotsOf } from "../compiler/step/step_numbers.ts";
import { startCourses } from "../compiler/schedules/courses.ts";
import type { Training } from "../compiler/step/training.ts";
import { unwrap } from "../dsl/text/diagnostic.ts";
import { reported } from "../dsl/text/report.ts";
import { cpuEngine } from "../runtime/engine/cpu.ts";
import { floats, type HostTensor, ints } from "../runtime/engine/tensor.ts";
import { accessFor } from "../runtime/files/access.ts";
import { openSource } from "../runtime/open/open_pipeline.ts";
import { partOf, prepare } from "../runtime/prepare/prepare.ts";
import { planBatches } from "../compiler/step/batch_plan.ts";
import { batchesOf } from "../runtime/train/batches.ts";

/** A network, and how it is trained. */
export interface StepCase {
  readonly name: string;
  readonly features: number;
  readonly hidden: number;
  readonly classes: number;
  readonly batch: number;
  readonly steps: number;
}

/** How the steps of a case are made. */
export interface StepChoice extends Pick<SpanOptions, "carried" | "without"> {
  /** As it stands in a pipeline; `sgd(lr = 0.01)` unless given. */
  readonly optimizer?: string;
}

/** A pipeline of one hidden layer on random rows. */
function sourceOf(
  { features, hidden, classes, batch }: StepCase,
  optimizer: string,
): string {
  const value = (row: number, column: number) =>
    Number(Math.sin(row * 7919 + column * 104729).toFixed(2));
  const rows = Array.from({ length: Math.max(batch, 4 * classes) }, (_, row) => [
    ...Array.from({ length: features }, (_, column) => value(row, column)),
    row % classes,
  ]);
  const names = rows[0].map((_, column) => `"c${column}"`);
  return `pipe 1
load rows(${JSON.stringify(rows)}, target = c${features}, columns = [${names.join(", ")}])
model {
  linear(${hidden})
  relu
  linear(classes)
}
loss cross_entropy
optimizer ${optimizer}
train(epochs = 1, batch = ${batch}, shuffle = false)
`;
}

/** A function that runs one span and gives its microseconds per step. */
export async function stepTimer(
  each: StepCase,
  { optimizer = "sgd(lr = 0.01)", ...choice }: StepChoice = {},
): Promise<() => Promise<number>> {
  const access = accessFor(Deno.cwd(), { workingDirectory: Deno.cwd(), allowed: [] });
  const source = { name: each.name, text: sourceOf(each, optimizer) };
  const prepared = unwrap(
    await reported(async (report) => {
      const file = await openSource(source, { access, report });
      return await prepare(file, { access, engine: cpuEngine, report });
    }),
  );
  // The pipeline above has all stages.
  const training = prepared.program.training!;
  const { rows, features, targets } = partOf(prepared, "train")!;
  const plan = planBatches({ rows, batch: each.batch, shuffle: false, seed: 0 });
  const session = await cpuEngine.session(lowerTraining(training, { ...plan, ...choice }));
  const state = initialState(prepared.program.plan, 0);
  const epoch = batchesOf(plan, 1).rows;
  const indices = Int32Array.from(
    { length: each.steps * each.batch },
    (_, at) => epoch[at % rows],
  );
  const feeds = {
    features,
    targets: targets!,
    state: floats([state.length], state),
    rows: ints([each.steps, each.batch], indices),
    ...slotsAndNumbers(training, each.steps),
  };
  return async () => {
    const start = performance.now();
    await session.run(feeds);
    return (performance.now() - start) * 1000 / each.steps;
  };
}

function slotsAndNumbers(training: Training, steps: number): Record<string, HostTensor> {
  const { trainedSize } = training.plan;
  const numbersAt = numbersOfSteps(training, startCourses([], { epochs: 1, steps }));
  const all = Array.from({ length: steps }, (_, at) => numbersAt(at + 1));
  return Object.fromEntries([
    ...Object.entries(slotsOf(training)).map(([name, start]) => [
      name,
      floats([trainedSize], new Float32Array(trainedSize).fill(start)),
    ]),
    ...Object.keys(all[0]).map((name) => [
      name,
      floats([steps], Float32Array.from(all, (each) => each[name])),
    ]),
  ]);
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
