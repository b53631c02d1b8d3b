import type { Engine } from "../engine/engine.ts";
import { bandOf } from "./bands.ts";
import { differenceOf } from "./difference.ts";
import { feedsWithoutState, type FirstSteps, makeSteps, openSteps } from "./first_steps.ts";
import { referenceLosses } from "./reference.ts";
import { copied } from "../train/restart.ts";

/** A short training on a device. */
export interface Trial {
  /** How many steps were made. */
  readonly steps: number;
  /** µs a step, as the quickest of some turns had it, the call among it. */
  readonly microseconds: number;
  /** The loss of each step, before it. */
  readonly losses: readonly number[];
  /** The same in float64. */
  readonly expected: readonly number[];
  /** Whether they are the same but for rounding. */
  readonly isRight: boolean;
  /** Whether the last loss is below the first. */
  readonly isFalling: boolean;
}

/** The turns that are timed. */
const turns = 5;

/** Makes some steps on a device, and the same in float64. @throws {EngineError} If the device gives up. */
export async function tryTraining(engine: Engine, steps: FirstSteps): Promise<Trial> {
  const { count, values } = steps;
  await using open = await openSteps(steps, engine);
  const feeds = Array.from({ length: count }, (_, step) => feedsWithoutState(open, step));
  const carried = copied(await open.carried.current.read());
  const range = { first: 0, end: count };
  const losses = [...await makeSteps(open, range)];
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const began = performance.now();
    await makeSteps(open, range);
    times.push(performance.now() - began);
  }
  const expected = referenceLosses(values, { feeds, carried });
  return {
    ...{ steps: count, microseconds: 1000 * Math.min(...times) / count, losses, expected },
    isRight: differenceOf(losses, expected).relative <= bandOf(engine).losses,
    isFalling: (losses.at(-1) ?? NaN) < (losses[0] ?? NaN),
  };
}
