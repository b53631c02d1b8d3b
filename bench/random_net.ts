/** Networks on random rows, whose training steps benchmarks take the time of. */
import type { ProgramTraining } from "../compiler/compile.ts";
import { type Random, randomFor, randomOrder } from "../compiler/initializers/random.ts";
import { startCourses } from "../compiler/schedules/courses.ts";
import { planBatches } from "../compiler/step/batch_plan.ts";
import { spanGraph, type SpanOptions } from "../compiler/step/span.ts";
import { initialState } from "../compiler/step/state.ts";
import type { StepGraph } from "../compiler/step/step_graph.ts";
import { numbersOfSteps, slotsOf } from "../compiler/step/step_numbers.ts";
import { unwrap } from "../dsl/text/diagnostic.ts";
import { reported } from "../dsl/text/report.ts";
import { cpuEngine } from "../runtime/engine/cpu.ts";
import type { Engine } from "../runtime/engine/engine.ts";
import { floats, ints, type Tensors } from "../runtime/engine/tensor.ts";
import { accessFor } from "../runtime/files/access.ts";
import { openSource } from "../runtime/open/open_pipeline.ts";
import { prepare } from "../runtime/prepare/prepare.ts";
import { batchesOf } from "../runtime/train/batches.ts";

/**
 * How wide a network is, from its inputs to its outputs: `[784, 256, 10]`, linear layers with ReLU between them. One
 * output is the logit of two classes.
 */
export type Widths = readonly [number, ...number[]];

/** A network as it is called: `784-256-10`. */
export function netName(widths: Widths): string {
  return widths.join("-");
}

/** A network that is compiled, with the state that it starts with. */
export interface RandomNet {
  readonly widths: Widths;
  readonly training: ProgramTraining;
  readonly initial: Float32Array;
}

/** A network. @param optimizer As it stands in a pipeline; `sgd(lr = 0.01)` unless given. */
export async function randomNet(
  widths: Widths,
  optimizer = "sgd(lr = 0.01)",
): Promise<RandomNet> {
  const access = accessFor(Deno.cwd(), { workingDirectory: Deno.cwd(), allowed: [] });
  const source = { name: netName(widths), text: sourceOf(widths, optimizer) };
  const { program } = unwrap(
    await reported(async (report) => {
      const file = await openSource(source, { access, report });
      return await prepare(file, { access, engine: cpuEngine, report });
    }),
  );
  // The pipeline has all stages.
  const training = program.training!;
  return { widths, training, initial: initialState(program.plan, 0) };
}

/** A pipeline on just as many rows as it takes to know the classes. */
function sourceOf([features, ...layers]: Widths, optimizer: string): string {
  const random = randomFor(0, "bench", "cells");
  const rows = Array.from({ length: 2 * classesOf(layers) }, (_, row) => [
    ...Array.from({ length: features }, () => Number(random().toFixed(2))),
    row % classesOf(layers),
  ]);
  const names = Array.from({ length: features + 1 }, (_, column) => `"c${column}"`);
  return `pipe 1
load rows(${JSON.stringify(rows)}, target = c${features}, columns = [${names.join(", ")}])
model {
  ${layers.map((width) => `linear(${width})`).join("\n  relu\n  ")}
}
loss ${layers.at(-1) === 1 ? "binary_cross_entropy" : "cross_entropy"}
optimizer ${optimizer}
train(epochs = 1, batch = 1)
`;
}

function classesOf(layers: readonly number[]): number {
  return Math.max(2, layers.at(-1) ?? 0);
}

/** Rows as training takes them, even in [-1, 1), and their classes. */
export function randomRows(rows: number, [features, ...layers]: Widths): Tensors {
  const random = randomFor(0, "bench", "rows");
  const classes = classesOf(layers);
  return {
    features: floats([rows, features], randomFloats(rows * features, random)),
    targets: ints([rows], Int32Array.from({ length: rows }, (_, row) => row % classes)),
  };
}

function randomFloats(count: number, random: Random): Float32Array {
  const values = new Float32Array(count);
  for (let at = 0; at < count; at++) values[at] = 2 * random() - 1;
  return values;
}

/** How a network is trained, and on what. */
export interface NetChoice extends Pick<SpanOptions, "carried" | "without"> {
  readonly engine: Engine;
  /** Rows a step. */
  readonly batch: number;
  /** As `randomRows` makes them: whole steps of them. */
  readonly data: Tensors;
}

/** A network whose steps can be run. Owns native memory: dispose of it. */
export interface OpenNet extends AsyncDisposable {
  readonly step: StepGraph;
  /** What some steps read: the rows in a random order, again and again. */
  feedsOf(steps: number): Tensors;
  /** What an epoch reads: every row once, in an order of its own. @param epoch From 1. */
  feedsOfEpoch(epoch: number): Tensors;
  /** Runs some steps from the state at the start. @returns The µs that all of them took. */
  microseconds(feeds: Tensors): Promise<number>;
}

/** Makes the steps of a network ready. @throws {EngineError} If the device does not take them. */
export async function openNet(
  { training, initial }: RandomNet,
  { engine, batch, data, ...choice }: NetChoice,
): Promise<OpenNet> {
  const [rows] = data.features.shape;
  const plan = planBatches({ rows, batch, shuffle: true, seed: 0 });
  const isChosen = Object.keys(choice).length > 0;
  const step = isChosen
    ? spanGraph(training, { ...choice, ...plan })
    : engine.stepOf(training, plan);
  const order = randomOrder(rows, randomFor(0, "bench", "order"));
  const runner = await engine.span(step, data);
  const feeds = (steps: number, taken: Int32Array): Tensors => ({
    rows: ints([steps, batch], taken),
    ...numbersOf(training, steps),
  });
  const start = { state: floats([initial.length], initial), ...slotsAtStart(training) };
  return {
    step,
    feedsOf: (steps) =>
      feeds(steps, Int32Array.from({ length: steps * batch }, (_, at) => order[at % rows])),
    feedsOfEpoch: (epoch) => feeds(plan.steps, batchesOf(plan, epoch).rows),
    async microseconds(given) {
      const begun = performance.now();
      await using state = await engine.place(start);
      const done = await runner.run(state, given);
      await done.state[Symbol.asyncDispose]();
      return (performance.now() - begun) * 1000;
    },
    [Symbol.asyncDispose]: () => runner[Symbol.asyncDispose](),
  };
}

function slotsAtStart(training: ProgramTraining): Tensors {
  const { trainedSize } = training.plan;
  return Object.fromEntries(
    Object.entries(slotsOf(training)).map(([name, start]) => [
      name,
      floats([trainedSize], new Float32Array(trainedSize).fill(start)),
    ]),
  );
}

/** The optimizer's numbers of each step. */
function numbersOf(training: ProgramTraining, steps: number): Tensors {
  const numbersAt = numbersOfSteps(training, startCourses([], { epochs: 1, steps }));
  const all = Array.from({ length: steps }, (_, at) => numbersAt(at + 1));
  return Object.fromEntries(
    Object.keys(all[0]).map((name) => [
      name,
      floats([steps], Float32Array.from(all, (each) => each[name])),
    ]),
  );
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
