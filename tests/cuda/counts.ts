/** What the stand-in for CUDA counts, read from the process that it is loaded into. */
import { join } from "node:path";

/** In the order of `enum counted` in `stand_in/stand_in.h`. */
const order = [
  "launches",
  "memsets",
  "copiesUp",
  "bytesUp",
  "copiesDown",
  "bytesDown",
  "copiesAcross",
  "bytesAcross",
  "streamSyncs",
  "deviceSyncs",
  "eventSyncs",
  "mallocs",
] as const;

/**
 * What a process asked of CUDA: kernels (a product of matrices is one), fills of memory, copies up
 * to the device, down from it and across it, waits of the host, and pieces of the device's memory.
 */
export type Counts = Readonly<Record<(typeof order)[number], number>>;

/** The counts of this process. */
export interface Counters {
  /** Since the process began; counts of all threads. */
  read(): Counts;
}

const functions = {
  cuda_stand_in_counts: { parameters: ["buffer"], result: "void" },
} as const satisfies Deno.ForeignLibraryInterface;

/** The counters. @param libraries The folder of the stand-in that this process has loaded. */
export function openCounters(libraries: string): Counters {
  const { symbols } = Deno.dlopen(join(libraries, "libcudart.so.13"), functions);
  return {
    read() {
      const counts = new BigInt64Array(order.length);
      symbols.cuda_stand_in_counts(counts);
      return countsOf((name) => Number(counts[order.indexOf(name)]));
    },
  };
}

/** What was asked between two readings. */
export function minus(later: Counts, earlier: Counts): Counts {
  return countsOf((name) => later[name] - earlier[name]);
}

/** What one step costs. @param counts Of so many steps: a longer run's without a shorter one's. */
export function perStep(counts: Counts, steps: number): Counts {
  return countsOf((name) => counts[name] / steps);
}

function countsOf(countOf: (name: keyof Counts) => number): Counts {
  // Every name of the order is one of the counts.
  return Object.fromEntries(order.map((name) => [name, countOf(name)])) as unknown as Counts;
}
