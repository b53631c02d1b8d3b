/** How many multiplications and additions of a step each thread but the first stands for. */
const flopsOfThread = 100e6;

/**
 * How many threads a step of so many multiplications and additions is worth, by rule: the same network has the same
 * number wherever it runs, as far as there are cores.
 *
 * Measured with one and with two threads that sleep while they wait (`bench/README.md`): up to 14 million a second
 * one costs up to a quarter, from 50 million on it pays, and from 100 million on a step was 1.5 to 1.85 times as
 * fast; less, though hardly ever slower, where large weights meet few rows. More than two were not measured.
 */
export function threadsFor(flops: number, cores: number = navigator.hardwareConcurrency): number {
  return Math.max(1, Math.min(cores, 1 + Math.floor(flops / flopsOfThread)));
}
