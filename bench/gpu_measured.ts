/** What is measured on a graphics card, and of what. */
import type { CudaDevice } from "../runtime/cuda/probe_cuda.ts";
import { netName, type Widths } from "./random_net.ts";

/** A network, and how many rows a step takes. */
export interface GpuCase {
  readonly widths: Widths;
  readonly batch: number;
}

/** The rows of an epoch: whole steps of every batch. */
export const rowsOfEpoch = 65_536;

const nets: readonly Widths[] = [[784, 256, 10], [784, 4096, 4096, 10], [28, 256, 256, 1]];
const batches = [128, 1024, 8192, rowsOfEpoch];

/** Every network with every batch. */
export const gpuCases: readonly GpuCase[] = nets.flatMap((widths) =>
  batches.map((batch) => ({ widths, batch }))
);

/** How exactly products of matrices are computed: a process each, since NVIDIA's libraries are told once. */
export const precisions = ["float32", "TF32"] as const;

/** One of them. */
export type Precision = typeof precisions[number];

/** What a program is asked to measure, as JSON on its command line. */
export interface GpuQuestion {
  readonly precision: Precision;
  /** Of an epoch. */
  readonly rows: number;
  readonly cases: readonly GpuCase[];
  /** Whether a few steps of each are enough. */
  readonly isDryRun: boolean;
}

/** How long steps took. */
export interface StepTimes {
  /** Of a step: the slope between a short and a long span, the median of several. */
  readonly microseconds: number;
  /** Of an epoch in an order of its own, with what it takes to start it, the median of several. */
  readonly epochMilliseconds: number;
}

/** What is known, or why nothing is. */
export type Outcome<T> = T | { readonly problem: string };

/** What our steps of a case took. */
export interface OwnTimes extends StepTimes {
  /** How often a step starts a kernel, fills memory or copies it, as the compiler counts. */
  readonly launches: number;
}

/** What one program measured in one precision. */
export interface ProgramMeasured<Each> {
  /** With its version: `PyTorch 2.11.0`. */
  readonly program: string;
  /** What a product of two large matrices multiplies and adds in a µs. */
  readonly matrixRate: number;
  /** Of each case, in their order. */
  readonly outcomes: readonly Each[];
}

/** What was measured in one precision. */
export interface PrecisionMeasured {
  readonly precision: Precision;
  readonly own: ProgramMeasured<Outcome<OwnTimes>>;
  /** What PyTorch took, in each of its ways. */
  readonly peer?: Outcome<ProgramMeasured<Readonly<Record<string, Outcome<StepTimes>>>>>;
}

/** Everything that `bench/gpu.ts` writes. */
export interface GpuMeasured {
  /** Whether numbers mean nothing: a few steps, or nothing that computes. */
  readonly isDryRun: boolean;
  readonly day: string;
  readonly card: CudaDevice;
  readonly cases: readonly (GpuCase & { readonly flops: number })[];
  readonly precisions: readonly PrecisionMeasured[];
}

/** `784-256-10, 128`. */
export function caseName({ widths, batch }: GpuCase): string {
  return `${netName(widths)}, ${batch.toLocaleString("en-US")}`;
}

/** What a step multiplies and adds: forward, and back to the weights and, behind the first layer, to the inputs. */
export function flopsOf({ widths, batch }: GpuCase): number {
  const products = widths.slice(1).map((width, at) => 2 * batch * widths[at] * width);
  return 3 * products.reduce((sum, each) => sum + each, 0) - products[0];
}
