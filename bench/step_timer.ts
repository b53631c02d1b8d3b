/** What takes the time of steps of training on the processor: a network of one hidden layer on random rows. */
import type { SpanOptions } from "../compiler/step/span.ts";
import { cpuEngine } from "../runtime/engine/cpu.ts";
import { openNet, randomNet, randomRows, type Widths } from "./random_net.ts";

/** A network, and how it is trained. */
export interface StepCase {
  readonly name: string;
  readonly features: number;
  readonly hidden: number;
  readonly classes: number;
  readonly batch: number;
  readonly steps: number;
}

/** How the steps of a case are made. */
export interface StepChoice extends Pick<SpanOptions, "carried" | "without"> {
  /** As it stands in a pipeline; `sgd(lr = 0.01)` unless given. */
  readonly optimizer?: string;
}

/** A function that runs one span and gives its microseconds per step. The process ends with what it holds. */
export async function stepTimer(
  { features, hidden, classes, batch, steps }: StepCase,
  { optimizer, ...choice }: StepChoice = {},
): Promise<() => Promise<number>> {
  const widths: Widths = [features, hidden, classes];
  const net = await openNet(await randomNet(widths, optimizer), {
    ...{ engine: cpuEngine, batch, ...choice },
    data: randomRows(batch * Math.ceil(4 * classes / batch), widths),
  });
  const feeds = net.feedsOf(steps);
  return async () => await net.microseconds(feeds) / steps;
}
