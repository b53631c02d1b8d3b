/** ONNX Runtime's provider for CUDA on the stand-in: what is counted, and what is refused. */
import assert from "node:assert/strict";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import type { ValueInfo } from "../../compiler/backends/onnx/model.ts";
import { probeCuda } from "../../runtime/cuda/probe_cuda.ts";
import { minus, perStep } from "./counts.ts";
import { type CudaProcess, loadStandIn, onStandIn, playing, theStandIn } from "./on_stand_in.ts";

const rows = 2;
const columns = 3;
const bytes = rows * columns * Float32Array.BYTES_PER_ELEMENT;

function value(name: string): ValueInfo {
  return { name, elementType: "float32", shape: [rows, columns] };
}

/** c = a + b. */
const sum = encodeModel({
  graph: {
    name: "sum",
    inputs: [value("a"), value("b")],
    outputs: [value("c")],
    initializers: [],
    nodes: [{ opType: "Add", inputs: ["a", "b"], outputs: ["c"] }],
  },
});

async function sessionOf({ ort }: CudaProcess, deviceId = 0): Promise<InferenceSession> {
  return await ort.InferenceSession.create(sum, {
    executionProviders: [{ name: "cuda", deviceId }],
  });
}

function inputs({ ort }: CudaProcess): Readonly<Record<string, Tensor>> {
  const ones = () => new ort.Tensor("float32", new Float32Array(rows * columns).fill(1), [2, 3]);
  return { a: ones(), b: ones() };
}

Deno.test({
  ...onStandIn("a sum of two inputs is one launch, two copies up and one down"),
  async fn() {
    const cuda = await loadStandIn();
    const session = await sessionOf(cuda);
    await session.run(inputs(cuda));
    const before = cuda.counters.read();
    const runs = 5;
    for (let run = 0; run < runs; run++) await session.run(inputs(cuda));
    assert.deepEqual(perStep(minus(cuda.counters.read(), before), runs), {
      launches: 1,
      memsets: 0,
      copiesUp: 2,
      bytesUp: 2 * bytes,
      copiesDown: 1,
      bytesDown: bytes,
      copiesAcross: 0,
      bytesAcross: 0,
      // One before the outputs are read, one at the end of the run.
      streamSyncs: 2,
      deviceSyncs: 0,
      eventSyncs: 0,
      // What the first run took is kept.
      mallocs: 0,
    });
    await session.release();
  },
});

Deno.test({
  ...onStandIn("a kernel is not executed"),
  async fn() {
    const cuda = await loadStandIn();
    const session = await sessionOf(cuda);
    const { c } = await session.run(inputs(cuda));
    // What is in the memory of the answer is what was there before, and no sum.
    assert([...c.data].every((each) => each !== 2));
    await session.release();
  },
});

Deno.test({
  ...onStandIn("a machine without a card, with an old driver or with fewer cards is refused"),
  async fn() {
    const cuda = await loadStandIn();
    const refusals = [
      [{ devices: 0 }, 0, "CUDA failure 100: no CUDA-capable device is detected"],
      [
        { driver: 12080 },
        0,
        "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version",
      ],
      [{ devices: 2 }, 2, "CUDA failure 101: invalid device ordinal"],
    ] as const;
    for (const [machine, device, message] of refusals) {
      await playing(
        machine,
        () =>
          assert.rejects(
            sessionOf(cuda, device),
            ({ message: said }: Error) => said.includes(message),
          ),
      );
    }
    const session = await playing({ devices: 2 }, () => sessionOf(cuda, 1));
    await session.release();
  },
});

Deno.test({
  ...onStandIn("memory ends where the machine's does, and is had again when it is given back"),
  async fn() {
    const cuda = await loadStandIn();
    const memory = 1000;
    const session = await playing({ memory }, () => sessionOf(cuda));
    await assert.rejects(
      playing({ memory }, () => session.run(inputs(cuda))),
      /Failed to allocate memory for requested buffer of size 256/,
    );
    await session.run(inputs(cuda));
    await session.release();
  },
});

Deno.test({
  ...onStandIn("the stand-in is found as what is installed, and plays the machine that is said"),
  async fn() {
    Deno.env.set("PENSTOCK_CUDA", theStandIn().installation);
    const machine = { devices: 2, driver: 13020, memory: 2 ** 30 };
    const card = await playing(machine, () => probeCuda(1)).finally(() =>
      Deno.env.delete("PENSTOCK_CUDA")
    );
    assert(!(card instanceof Error), `${card}`);
    const { memory: { total }, ...rest } = card;
    assert.deepEqual({ ...rest, total }, {
      index: 1,
      name: "Stand-in",
      driver: machine.driver,
      capability: "9.0",
      processors: 132,
      total: machine.memory,
    });
  },
});
