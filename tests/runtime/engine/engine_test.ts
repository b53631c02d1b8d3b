import assert from "node:assert/strict";
import { input } from "../../../compiler/ir/input.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { encodeModel } from "../../../compiler/backends/onnx/encode.ts";
import { cpuEngine, floats, floatsOf, ints } from "../../../runtime/engine/engine.ts";

const x = input("x", { dtype: "float32", shape: ["N"] });
const square = toModel({ y: mul(x, x) }, [x]);

Deno.test("an engine runs a model, as data or as bytes", async () => {
  for (const model of [square, encodeModel(square)]) {
    const session = await cpuEngine.load(model);
    const { y } = await session.run({ x: floats([3], Float32Array.of(1, 2, -3)) });
    assert.deepEqual(y, floats([3], Float32Array.of(1, 4, 9)));
    await session.release();
  }
});

Deno.test("a session can be called again and again", async () => {
  const session = await cpuEngine.load(square);
  for (const value of [2, 3]) {
    const { y } = await session.run({ x: floats([1], Float32Array.of(value)) });
    assert.deepEqual([...floatsOf(y)], [value ** 2]);
  }
  await session.release();
});

Deno.test("bytes that are no model are refused", async () => {
  await assert.rejects(cpuEngine.load(new Uint8Array(100)));
});

Deno.test("a tensor of another type is refused", async () => {
  assert.throws(() => floatsOf(ints([1], Int32Array.of(1))), TypeError);
  assert.throws(() => floatsOf(undefined), TypeError);
  const session = await cpuEngine.load(square);
  await assert.rejects(session.run({ x: ints([1], Int32Array.of(1)) }));
  await assert.rejects(session.run({}));
  await session.release();
});
