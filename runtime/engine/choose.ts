import type { Report } from "../../dsl/text/report.ts";
import { CudaProblem } from "../cuda/cuda_problem.ts";
import { type CudaDevice, probeCuda } from "../cuda/probe_cuda.ts";
import { cpuEngineWith } from "./cpu.ts";
import { openCuda } from "./cuda.ts";
import { isTooLarge } from "./cuda_spans.ts";
import { type DeviceSettings, type NamedDevice, settingsOf } from "./devices.ts";
import type { Engine } from "./engine.ts";
import { deviceMissing } from "./engine_diagnostics.ts";
import { threadsFor } from "./threads.ts";
import { wasmEngine } from "./wasm.ts";

/** A training, as far as it matters where it runs. */
export interface Work {
  /** Multiplications and additions of a step, about. */
  readonly flops: number;
  /** How many bytes its data take. */
  readonly bytes: number;
  /** About how many µs a step takes on a device. */
  cost(on: Engine): number;
}

/** Fails where a device that is named cannot be used (E0610). */
export async function requireDevice(device: NamedDevice, report: Report): Promise<void> {
  const { name, index } = settingsOf(device);
  if (name !== "cuda") return;
  const found = await probeCuda(index);
  if (found instanceof CudaProblem) report.fail(deviceMissing(device, found));
}

/**
 * The engine for a training. The one place that decides where: on the device that is named, and else where a step
 * is estimated to be quickest. Fails where it is named and cannot be used (E0610): nothing takes its place.
 */
export async function chooseEngine(
  device: NamedDevice | undefined,
  work: Work,
  report: Report,
): Promise<Engine> {
  const settings = settingsOf(device);
  const { name, index, threads = threadsFor(work.flops) } = settings;
  const cpu = cpuEngineWith(threads);
  if (name === "cpu") return cpu;
  if (name === "wasm") return wasmEngine;
  const found = await probeCuda(index);
  if (device && name === "cuda") {
    if (found instanceof CudaProblem) return report.fail(deviceMissing(device, found));
    return await openFor(work, found, settings);
  }
  // Who says how many threads thinks of the processor.
  const isAsked = device !== undefined && settings.threads === undefined;
  if (found instanceof CudaProblem) return onlyCpu(cpu, found, isAsked);
  return quickestOf([cpu, await openFor(work, found, settings)], work);
}

/** The one of several on which a step is estimated to be quickest, the first of equals, and says why. */
export function quickestOf(engines: readonly [Engine, ...Engine[]], { cost }: Work): Engine {
  const [first, ...others] = engines.map((engine) => ({ engine, takes: cost(engine) }));
  const { engine } = others.reduce((best, each) => each.takes < best.takes ? each : best, first);
  const times = [first, ...others]
    .map(({ engine: { device }, takes }) => `${shown(takes)} on ${device}`).join(", ");
  return withNews(engine, `auto: a step is estimated at ${times}`);
}

/** The processor where nobody can have more, with the reason if that is news to whoever reads it. */
function onlyCpu(cpu: Engine, { kind, cause }: CudaProblem, isAsked: boolean): Engine {
  // Most machines have no graphics card.
  const isUsual = kind === "not_set_up" || kind === "unsupported_system";
  return isUsual && !isAsked ? cpu : withNews(cpu, `auto: ${cause}`);
}

function withNews(engine: Engine, news: string): Engine {
  return { ...engine, about: engine.about === undefined ? news : `${engine.about}; ${news}` };
}

/** A graphics card, which says where it has no room for the data. */
async function openFor(
  { bytes }: Work,
  card: CudaDevice,
  settings: DeviceSettings,
): Promise<Engine> {
  const engine = await openCuda(card, settings);
  if (!isTooLarge(bytes, card.memory.free)) return engine;
  const room = `${gigabytes(bytes)} of data go up span by span, as ${
    gigabytes(card.memory.free)
  } are free`;
  return withNews(engine, room);
}

/** `1.5 GB`. */
export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** `12 µs`, `1.2 ms`. */
function shown(microseconds: number): string {
  return microseconds < 1000
    ? `${Math.round(microseconds)} µs`
    : `${(microseconds / 1000).toPrecision(2)} ms`;
}
