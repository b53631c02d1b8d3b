import type { Value } from "../../compiler/ir/value.ts";
import { floatsOf, type HostTensor } from "../engine/tensor.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";

/** Features this large make the first layer's gradients large as well. */
const largeFeature = 100;
/** The gradient of a squared error grows with the targets. */
const largeTarget = 1000;

/** What is known of the place of a divergence. */
interface DivergencePlace {
  /** The learning rate of the step. */
  readonly rate?: number;
  /** The first value that is not finite. */
  readonly value?: Value;
  /** Whether no step was made before it, so that no learning rate is to blame. */
  readonly isUntrained?: boolean;
}

/** The likely cause of a divergence, as the next thing to do. */
export function causeOf(
  prepared: Prepared,
  { rate, value, isUntrained = false }: DivergencePlace = {},
): string {
  if (value?.kind === "log") {
    return "The logarithm of 0 or less: check the targets, and what the last layer gives";
  }
  const largest = largestIn(prepared, "features");
  if (largest > largeFeature && prepared.program.pipeline.scale.length === 0) {
    return `The features are not scaled, the largest is ${
      short(largest)
    }: add a line such as: scale standard`;
  }
  const lr = prepared.program.pipeline.optimizer?.arguments.lr ?? 0;
  const lowerRate = `try lr = ${short((rate ?? lr) / 10)}`;
  const target = largestIn(prepared, "targets");
  if (target > largeTarget) {
    const otherwise = isUntrained ? "" : `, or ${lowerRate}`;
    return `The targets are as large as ${short(target)}: give them in a larger unit${otherwise}`;
  }
  if (isUntrained) {
    return "No step was made before it: start with smaller weights, or with smaller features";
  }
  const lower = `The learning rate is probably too large: ${lowerRate}`;
  const isClipped = prepared.program.pipeline.train?.arguments.clip_norm !== undefined;
  return isClipped ? lower : `${lower}, or train(clip_norm = 1.0)`;
}

/** The largest size of the numbers that are trained on; class codes are none. */
function largestIn(prepared: Prepared, which: "features" | "targets"): number {
  const tensor = partOf(prepared, "train")?.[which];
  return tensor?.type === "float32" ? largestOf(tensor) : 0;
}

function largestOf(tensor: HostTensor): number {
  return floatsOf(tensor).reduce((largest, each) => Math.max(largest, Math.abs(each)), 0);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
