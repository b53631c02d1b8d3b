/** About as many multiplications and additions of a step as make a second thread worth its waking. */
const flopsOfThread = 100e6;

/**
 * How many threads a step of so many multiplications and additions is worth, by rule: small networks lose by more
 * than one, and the same network has the same number wherever it runs, as far as there are cores.
 */
export function threadsFor(flops: number, cores: number = navigator.hardwareConcurrency): number {
  return Math.max(1, Math.min(cores, Math.floor(flops / flopsOfThread)));
}
