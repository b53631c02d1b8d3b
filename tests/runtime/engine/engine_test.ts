import assert from "node:assert/strict";
import { input } from "../../../compiler/ir/input.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { encodeModel } from "../../../compiler/backends/onnx/encode.ts";
import { EngineError } from "../../../runtime/engine/engine_error.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { floats, floatsOf, ints } from "../../../runtime/engine/tensor.ts";

const x = input("x", { dtype: "float32", shape: ["N"] });
const square = toModel({ y: mul(x, x) }, [x]);

Deno.test("an engine runs a model, as data or as bytes", async () => {
  for (const model of [square, encodeModel(square)]) {
    await using session = await cpuEngine.session(model);
    const { y } = await session.run({ x: floats([3], Float32Array.of(1, 2, -3)) });
    assert.deepEqual(y, floats([3], Float32Array.of(1, 4, 9)));
  }
});

Deno.test("a session can be called again and again", async () => {
  await using session = await cpuEngine.session(square);
  for (const value of [2, 3]) {
    const { y } = await session.run({ x: floats([1], Float32Array.of(value)) });
    assert.deepEqual([...floatsOf(y)], [value ** 2]);
  }
});

Deno.test("bytes that are no model are refused, and the native error is kept", async () => {
  await assert.rejects(cpuEngine.session(new Uint8Array(100)), (error) => {
    assert(error instanceof EngineError && error.cause instanceof Error);
    assert.equal(error.message, error.cause.message);
    return true;
  });
});

Deno.test("a tensor of another type is refused", async () => {
  assert.throws(() => floatsOf(ints([1], Int32Array.of(1))), TypeError);
  assert.throws(() => floatsOf(undefined), TypeError);
  await using session = await cpuEngine.session(square);
  await assert.rejects(session.run({ x: ints([1], Int32Array.of(1)) }), EngineError);
  await assert.rejects(session.run({}), EngineError);
});
