/**
 * Prints what a step asks of a graphics card, as tables: in each way to carry state, and for the pipelines that are
 * shipped. `deno task count-launches`; it needs what `deno task test-cuda` needs.
 */
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import { reluLayer } from "../../compiler/layers/relu.ts";
import { crossEntropy } from "../../compiler/losses/cross_entropy.ts";
import { adam } from "../../compiler/optimizers/adam.ts";
import type { Optimizer } from "../../compiler/optimizers/optimizer.ts";
import { sgd } from "../../compiler/optimizers/sgd.ts";
import { isCutOnCuda, launchesOfStep } from "../../compiler/step/cuda_cost.ts";
import { spanGraph } from "../../compiler/step/span.ts";
import type { StepGraph } from "../../compiler/step/step_graph.ts";
import type { Training } from "../../compiler/step/training.ts";
import { neverCut } from "../../compiler/transform/group_parts.ts";
import { commonOptions } from "../../runtime/engine/onnx_runtime.ts";
import { openResidentSpans } from "../../runtime/engine/resident_span.ts";
import type { Tensors } from "../../runtime/engine/tensor.ts";
import { toHost } from "../compiler/helpers.ts";
import { callOf, dataFor, dense, stagesOf } from "../compiler/models.ts";
import type { Counts } from "./counts.ts";
import { shippedPipelines, shippedTraining } from "./shipped.ts";
import { type CountedEngine, countsOfStep, openCounted } from "./step_counts.ts";

/** How a step may carry its state, and take vectors apart. */
const ways = [
  ["packed, `Split` and `Concat`", "packed", neverCut],
  ["packed, cut piece by piece", "packed", isCutOnCuda],
  ["a tensor for each parameter", "apart", isCutOnCuda],
] as const;

const optimizers: Readonly<
  Record<string, readonly [Optimizer, Readonly<Record<string, unknown>>]>
> = {
  sgd: [sgd, { lr: 0.1 }],
  momentum: [sgd, { lr: 0.1, momentum: 0.9 }],
  adam: [adam, { lr: 0.1 }],
};

const counted = await openCounted();

function printRow(...cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(" | ")} |`);
}

/** What is counted, as cells. */
function cellsOf(
  { launches, memsets, copiesAcross, copiesUp, streamSyncs, deviceSyncs, eventSyncs }: Counts,
): readonly number[] {
  return [launches, memsets, copiesAcross, copiesUp, streamSyncs + deviceSyncs + eventSyncs];
}

const counts = ["kernels", "fills", "copies on the card", "uploads", "waits"];

/** A training of layers by an optimizer, with rows that look random. */
function iris(name: string): { readonly training: Training; readonly data: Tensors } {
  const layers = [dense(8), callOf(reluLayer), dense(3)];
  const [optimizer, args] = optimizers[name];
  const training = {
    ...stagesOf({ features: 4, layers, loss: crossEntropy }),
    optimizer: callOf<Optimizer>(optimizer, args),
  };
  const data = Object.entries(dataFor(training, 90)).map(([key, each]) => [key, toHost(each)]);
  return { training, data: Object.fromEntries(data) };
}

/** An engine whose spans take vectors apart in one of the ways. */
function engineFor(isCut: typeof isCutOnCuda): CountedEngine {
  const options = {
    ...commonOptions,
    executionProviders: ["cuda"],
    extra: { optimization: { disable_specified_optimizers: "GatherSliceToSplitFusion" } },
  };
  const span = (step: StepGraph, data: Tensors) =>
    openResidentSpans({ step, data }, lowerScan(step, isCut), options);
  return { ...counted, engine: { ...counted.engine, span } };
}

printRow("4-8-3, batch 30", "state", ...counts);
printRow("---", "---", ...counts.map(() => "---"));
for (const name of Object.keys(optimizers)) {
  const { training, data } = iris(name);
  for (const [way, carried, isCut] of ways) {
    const step = spanGraph(training, { batch: 30, isRagged: false, carried });
    printRow(name, way, ...cellsOf(await countsOfStep(step, data, engineFor(isCut))));
  }
}
console.log();
printRow("pipeline", "state", ...counts, "launches by rule");
printRow("---", "---", ...counts.map(() => "---"), "---");
for (const path of shippedPipelines) {
  const shipped = await shippedTraining(path);
  if (typeof shipped === "string") continue;
  const { training, plan, data } = shipped;
  const step = counted.engine.stepOf(training, plan);
  const cells = cellsOf(await countsOfStep(step, data, counted));
  const way = step.states ? "apart" : "packed";
  printRow(path.replace("pipelines/", ""), way, ...cells, launchesOfStep(step));
}
