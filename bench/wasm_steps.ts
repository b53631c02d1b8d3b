/**
 * Time per training step by WebAssembly and by ONNX Runtime, in turn, one thread each: `deno task bench-wasm`.
 * @module
 */
import { cpuEngine } from "../runtime/engine/cpu.ts";
import { wasmEngine } from "../runtime/engine/wasm.ts";
import { median, netName, openNet, randomNet, randomRows, type Widths } from "./random_net.ts";

const cases: readonly (readonly [Widths, batch: number])[] = [
  [[4, 8, 3], 1],
  [[4, 8, 3], 32],
  [[2, 128, 3], 32],
  [[9, 64, 64, 1], 32],
  [[30, 64, 2], 32],
  [[64, 128, 10], 64],
  [[784, 128, 10], 128],
];
const optimizers = ["sgd(lr = 0.01)", "sgd(lr = 0.01, momentum = 0.9)", "adam(lr = 0.001)"];
const rounds = 15;
/** How long a span takes, about. */
const spanMicroseconds = 20_000;

/** The medians of both, in µs a step. */
async function measure(widths: Widths, batch: number, optimizer: string) {
  const net = await randomNet(widths, optimizer);
  const data = randomRows(8 * batch, widths);
  await using stack = new AsyncDisposableStack();
  const nets = await Promise.all([cpuEngine, wasmEngine].map(async (engine) => {
    const opened = stack.use(await openNet(net, { engine, batch, data }));
    // The first call by WebAssembly is held to ONNX Runtime.
    await opened.microseconds(opened.feedsOf(1));
    const steps = Math.ceil(
      spanMicroseconds / (await opened.microseconds(opened.feedsOf(200)) / 200),
    );
    return { opened, steps, feeds: opened.feedsOf(steps), times: new Array<number>() };
  }));
  for (let round = 0; round < rounds; round++) {
    for (const { opened, feeds, steps, times } of nets) {
      times.push(await opened.microseconds(feeds) / steps);
    }
  }
  return nets.map(({ times }) => median(times));
}

console.log("| net, batch | optimizer | ONNX Runtime, µs | WebAssembly, µs | ratio |");
console.log("| --- | --- | --- | --- | --- |");
for (const [widths, batch] of cases) {
  for (const optimizer of optimizers) {
    const [onnx, wasm] = await measure(widths, batch, optimizer);
    const [shownOnnx, shownWasm] = [onnx, wasm].map((each) => Number(each.toPrecision(3)));
    const cells = [`${netName(widths)}, ${batch}`, optimizer, shownOnnx, shownWasm];
    console.log(`| ${cells.join(" | ")} | ${(onnx / wasm).toPrecision(2)} |`);
  }
}
