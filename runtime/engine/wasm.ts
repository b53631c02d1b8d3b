import {
  foreignToWasm,
  lowerSpanToWasm,
  type WasmPlace,
  type WasmSpan,
} from "../../compiler/backends/wasm/span.ts";
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import { arithmeticOfStep } from "../../compiler/step/cost.ts";
import { plainStep } from "../../compiler/step/span.ts";
import type { StepGraph } from "../../compiler/step/step_graph.ts";
import { cpuEngine } from "./cpu.ts";
import type { Engine, SpanResult, SpanRunner } from "./engine.ts";
import { EngineError } from "./engine_error.ts";
import { onHost } from "./host_tensors.ts";
import { floats, floatsOf, type HostTensor, tensorNamed, type Tensors } from "./tensor.ts";
import { joinedRows, mapTensors, numeric, rowsBetween } from "./tensor_rows.ts";

/**
 * Steps as a module of WebAssembly, which is many times as fast as ONNX Runtime on networks of a few hundred
 * parameters. Models are run by ONNX Runtime, which makes the first steps of a training too: they have to agree.
 */
export const wasmEngine: Engine = {
  ...cpuEngine,
  device: "wasm",
  about: "its first steps are held to ONNX Runtime's",
  cost: (step) => microsecondsOfTurn + arithmeticOfStep(step) / flopsOfVectors,
  stepOf: plainStep,
  span: (step, data) => Promise.resolve(openWasmSpans(step, data)),
};

/** What a step takes besides, and what is multiplied and added in a µs with vectors of four: about, as measured. */
const [microsecondsOfTurn, flopsOfVectors] = [0.2, 8000];

/** A call has at most so many steps, and numbers of steps. */
const most = { steps: 4096, numbers: 2 ** 20 };

/** Spans of a step that `plainStep` made. @param lower Makes the module; another one in a test alone. */
export function openWasmSpans(
  step: StepGraph,
  data: Tensors,
  lower: typeof lowerSpanToWasm = lowerSpanToWasm,
): SpanRunner {
  const [foreign] = foreignToWasm(step);
  if (foreign !== undefined) throw new EngineError(`WebAssembly does not compute ${foreign}`);
  const rows = tensorNamed(data, "features").shape[0];
  const numbers = step.scanned.reduce(
    (sum, { type: { shape } }) =>
      sum + shape.reduce<number>((product, dim) => product * Number(dim), 1),
    1,
  );
  const steps = Math.max(1, Math.min(most.steps, Math.floor(most.numbers / numbers)));
  const module = new WasmSteps(lower(step, { steps, sizes: { R: rows } }), data);
  let isChecked = false;
  return {
    async run(state, scanned) {
      const before = await state.read();
      if (!isChecked) await requireAgreement({ step, data, module, before, scanned });
      isChecked = true;
      return module.run(before, scanned);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** A module with its memory. */
class WasmSteps {
  readonly #span: WasmSpan;
  readonly #memory: WebAssembly.Memory;
  readonly #run: (steps: number) => void;

  constructor(span: WasmSpan, data: Tensors) {
    this.#span = span;
    this.#memory = memoryOf(span.pages);
    const imports = { host: { memory: this.#memory } };
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(span.bytes), imports);
    // What the module exports.
    this.#run = exports.run as (steps: number) => void;
    for (const [name, place] of Object.entries(span.captured)) {
      this.#write(place, tensorNamed(data, name));
    }
  }

  /** Some steps from a state. */
  run(state: Tensors, scanned: Tensors): SpanResult {
    const { carried, reported, steps } = this.#span;
    for (const [name, place] of Object.entries(carried)) {
      this.#write(place, tensorNamed(state, name));
    }
    const [count] = tensorNamed(scanned, "rows").shape;
    const told: Tensors[] = [];
    for (let first = 0; first < count; first += steps) {
      const end = Math.min(first + steps, count);
      this.#call(mapTensors(scanned, (tensor) => rowsBetween(tensor, first, end)), end - first);
      told.push(mapPlaces(reported, (place) => this.#read(place, end - first)));
    }
    const after = mapPlaces(carried, (place) => this.#read(place, 1));
    const all = mapTensors(told[0], (_, name) => joinedRows(told.map((each) => each[name])));
    const isFinite = [...Object.values(after), ...Object.values(all)]
      .every((tensor) => floatsOf(tensor).every(Number.isFinite));
    return { state: onHost(after), reported: all, isFinite };
  }

  #call(scanned: Tensors, steps: number): void {
    for (const [name, place] of Object.entries(this.#span.scanned)) {
      this.#write(place, tensorNamed(scanned, name));
    }
    try {
      this.#run(steps);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      // All that a module looks at.
      throw new EngineError("An index is out of data bounds");
    }
  }

  #write({ address }: WasmPlace, tensor: HostTensor): void {
    const { type, data } = numeric(tensor);
    const { buffer } = this.#memory;
    if (type === "float32") new Float32Array(buffer, address, data.length).set(data);
    else new Int32Array(buffer, address, data.length).set(data);
  }

  #read({ address, count }: WasmPlace, times: number): HostTensor {
    const data = new Float32Array(this.#memory.buffer, address, count * times).slice();
    return floats([count * times], data);
  }
}

/** @throws {EngineError} If there is not as much. */
function memoryOf(pages: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages });
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    const megabytes = (pages / 16).toFixed(0);
    throw new EngineError(`WebAssembly does not get the ${megabytes} MB of memory that it needs`);
  }
}

function mapPlaces<T>(
  places: Readonly<Record<string, WasmPlace>>,
  make: (place: WasmPlace) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(places).map(([name, place]) => [name, make(place)]));
}

/** So many steps are made by ONNX Runtime too. */
const checkedSteps = 20;
/**
 * How far losses may be apart then, beside their size: sums of another order round otherwise. States are not
 * compared: where a gradient is 0 but for its rounding, Adam takes a whole step one way or the other.
 */
const band = 1e-3;

interface Agreement {
  readonly step: StepGraph;
  readonly data: Tensors;
  readonly module: WasmSteps;
  readonly before: Tensors;
  readonly scanned: Tensors;
}

/** Makes the first steps in both ways. @throws {EngineError} If their losses differ. */
async function requireAgreement(
  { step, data, module, before, scanned }: Agreement,
): Promise<void> {
  const [count] = tensorNamed(scanned, "rows").shape;
  const end = Math.min(count, checkedSteps);
  const first = mapTensors(scanned, (tensor) => rowsBetween(tensor, 0, end));
  await using session = await cpuEngine.session({ graph: lowerScan(step) });
  const { loss: expected } = await session.run({ ...data, ...before, ...first });
  const { reported: { loss: actual } } = module.run(before, first);
  const [one, other] = [expected, actual].map(floatsOf);
  one.forEach((each, at) => {
    const apart = Math.abs(each - other[at]);
    // Numbers that are not finite are told where the training is.
    if (apart > band * Math.max(1, Math.abs(each))) {
      throw new EngineError(
        `WebAssembly and ONNX Runtime disagree by ${apart.toPrecision(2)} in the loss of step ${
          at + 1
        }`,
      );
    }
  });
}
