/**
 * From which size on a step is worth a second thread: time per step with one and with more, in turn.
 * @module
 */
import { parseArgs } from "node:util";
import { arithmeticOfStep } from "../compiler/step/cost.ts";
import { cpuEngineWith } from "../runtime/engine/cpu.ts";
import { netName, openNet, randomNet, randomRows, type Widths } from "./random_net.ts";

const nets: readonly Widths[] = [
  [4, 8, 3],
  [30, 64, 2],
  [784, 32, 10],
  [784, 128, 10],
  [784, 256, 10],
  [28, 256, 256, 1],
  [784, 512, 10],
  [784, 1024, 1024, 10],
];
const batches = [32, 128, 1024];
/** How long a span takes, about: threads that fall asleep between two nodes have to be woken. */
const spanMicroseconds = 25_000;
const rounds = 40;

const { values: { threads } } = parseArgs({
  options: { threads: { type: "string", default: "2" } },
});
const counts = [1, ...threads.split(",").map(Number)];

interface Measured {
  readonly flops: number;
  /** The least µs per step of each count of threads: other work on the machine only ever adds. */
  readonly least: readonly number[];
}

async function measure(widths: Widths, batch: number): Promise<Measured> {
  const net = await randomNet(widths);
  const data = randomRows(4 * batch, widths);
  await using stack = new AsyncDisposableStack();
  const opened = await Promise.all(
    counts.map(async (count) =>
      stack.use(await openNet(net, { engine: cpuEngineWith(count), batch, data }))
    ),
  );
  const once = opened[0].feedsOf(1);
  await opened[0].microseconds(once);
  const steps = Math.max(1, Math.ceil(spanMicroseconds / await opened[0].microseconds(once)));
  const feeds = opened[0].feedsOf(steps);
  const least = counts.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [at, each] of opened.entries()) {
      least[at] = Math.min(least[at], await each.microseconds(feeds) / steps);
    }
  }
  return { flops: arithmeticOfStep(opened[0].step), least };
}

console.log(`net, batch | MFLOP a step | µs with ${counts.join(" | ")} threads | ratio`);
for (const widths of nets) {
  for (const batch of batches) {
    const { flops, least } = await measure(widths, batch);
    const [one, ...more] = least;
    console.log(
      [
        `${netName(widths)}, ${batch}`,
        (flops / 1e6).toPrecision(3),
        ...least.map((each) => each.toPrecision(4)),
        more.map((each) => (one / each).toFixed(2)).join(", "),
      ].join(" | "),
    );
  }
}
