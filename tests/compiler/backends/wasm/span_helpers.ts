/** Steps of training as WebAssembly, run in this process. */
import { lowerSpanToWasm, type WasmPlace } from "../../../../compiler/backends/wasm/span.ts";
import type { StepGraph } from "../../../../compiler/step/step_graph.ts";
import type { Feeds } from "../../models.ts";

/** What some steps leave and tell, by name; state under `next_<name>`. */
export function trainByWasm(step: StepGraph, feeds: Feeds): Record<string, number[]> {
  const [steps] = feeds.rows.shape;
  const rows = feeds.features.shape[0];
  const span = lowerSpanToWasm(step, { steps, sizes: { R: rows } });
  const memory = new WebAssembly.Memory({ initial: span.pages });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(span.bytes), {
    host: { memory },
  });
  const given = [...step.captured, ...step.carried.map(({ input }) => input), ...step.scanned];
  for (const { name, type: { dtype } } of given) {
    const { address } = { ...span.captured, ...span.carried, ...span.scanned }[name];
    const { data } = feeds[name];
    if (dtype === "float32") new Float32Array(memory.buffer, address, data.length).set(data);
    else new Int32Array(memory.buffer, address, data.length).set(data);
  }
  const run = instance.exports.run as (steps: number) => void;
  run(steps);
  const read = (
    { address, count }: WasmPlace,
    times: number,
  ) => [...new Float32Array(memory.buffer, address, count * times)];
  return Object.fromEntries([
    ...Object.entries(span.carried).map(([name, place]) => [`next_${name}`, read(place, 1)]),
    ...Object.entries(span.reported).map(([name, place]) => [name, read(place, steps)]),
  ]);
}
