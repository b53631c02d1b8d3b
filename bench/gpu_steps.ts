/**
 * What training steps take on a graphics card in one precision, as JSON: a process of its own, since NVIDIA's
 * libraries are told of a precision once. usage: a GpuQuestion as JSON
 * @module
 */
import { launchesOfStep } from "../compiler/step/cuda_cost.ts";
import { CudaProblem } from "../runtime/cuda/cuda_problem.ts";
import { probeCuda } from "../runtime/cuda/probe_cuda.ts";
import { openCuda } from "../runtime/engine/cuda.ts";
import type { Engine } from "../runtime/engine/engine.ts";
import { EngineError } from "../runtime/engine/engine_error.ts";
import type { Tensors } from "../runtime/engine/tensor.ts";
import { mapTensors, rowsBetween } from "../runtime/engine/tensor_rows.ts";
import {
  caseName,
  type GpuCase,
  type GpuQuestion,
  type Outcome,
  type OwnTimes,
  type ProgramMeasured,
  type StepTimes,
} from "./gpu_measured.ts";
import { matrixRate } from "./matrix_rate.ts";
import { median, type OpenNet, openNet, randomNet, randomRows } from "./random_net.ts";

const { precision, rows: rowsOfEpoch, cases, isDryRun }: GpuQuestion = JSON.parse(Deno.args[0]);
/** A dry run has a few steps of each case, and an epoch of one. */
const { rounds, matrixSize } = isDryRun
  ? { rounds: 1, matrixSize: 256 }
  : { rounds: 5, matrixSize: 8192 };
const spanMicroseconds = 400_000;
/** Of the spans between which the slope is taken, the shorter one at first. */
const fewSteps = 2;
const timesLonger = 5;
const maxSteps = 2000;
/** The scores of all steps of a span are kept on the card until its end. */
const maxScores = 1 << 24;

/** How many steps the long span has. */
async function stepsOfSpan(net: OpenNet, { widths, batch }: GpuCase): Promise<number> {
  if (isDryRun) return timesLonger;
  const [few, more] = [net.feedsOf(fewSteps), net.feedsOf(timesLonger * fewSteps)];
  for (const feeds of [few, more]) await net.microseconds(feeds);
  const begun = await net.microseconds(few);
  const slope = (await net.microseconds(more) - begun) / (fewSteps * (timesLonger - 1));
  const fitting = Math.ceil(spanMicroseconds / Math.max(1, slope));
  // Every net ends in some outputs.
  const most = Math.min(maxSteps, Math.floor(maxScores / (batch * widths.at(-1)!)));
  return Math.max(timesLonger * fewSteps, Math.min(fitting, most));
}

async function timesOf(net: OpenNet, each: GpuCase): Promise<StepTimes> {
  const long = await stepsOfSpan(net, each);
  const short = Math.floor(long / timesLonger);
  const [few, many] = [net.feedsOf(short), net.feedsOf(long)];
  const [slopes, epochs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const begun = await net.microseconds(few);
    slopes.push((await net.microseconds(many) - begun) / (long - short));
    const start = performance.now();
    await net.microseconds(net.feedsOfEpoch(round + 1));
    epochs.push(performance.now() - start);
  }
  return { microseconds: median(slopes), epochMilliseconds: median(epochs) };
}

async function outcomeOf(
  each: GpuCase,
  { engine, data }: { readonly engine: Engine; readonly data: Tensors },
): Promise<Outcome<OwnTimes>> {
  console.error(`${caseName(each)}, ${precision}`);
  const { widths, batch } = each;
  try {
    await using net = await openNet(await randomNet(widths), { engine, batch, data });
    return { launches: launchesOfStep(net.step), ...await timesOf(net, each) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { problem: error.message };
  }
}

async function measure(engine: Engine): Promise<ProgramMeasured<Outcome<OwnTimes>>> {
  const rate = await matrixRate(engine, matrixSize, rounds);
  const outcomes: Outcome<OwnTimes>[] = [];
  let data = randomRows(rowsOfEpoch, cases[0].widths);
  for (const each of cases) {
    const { widths, batch } = each;
    if (data.features.shape[1] !== widths[0]) data = randomRows(rowsOfEpoch, widths);
    const rows = isDryRun ? firstRows(data, batch) : data;
    outcomes.push(await outcomeOf(each, { engine, data: rows }));
  }
  return { program: await engine.version(), matrixRate: rate, outcomes };
}

function firstRows(data: Tensors, rows: number): Tensors {
  return mapTensors(data, (tensor) => rowsBetween(tensor, 0, rows));
}

const card = await probeCuda(0);
if (card instanceof CudaProblem) throw card;
const precisionChoice = { tf32: precision === "TF32", deterministic: false };
console.log(JSON.stringify(await measure(await openCuda(card, precisionChoice))));
