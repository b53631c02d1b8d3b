import assert from "node:assert/strict";
import { evaluate } from "../../compiler/transform/evaluate.ts";
import { type NumericTensor, tensor } from "../../compiler/ir/tensor.ts";
import type { Input, Outputs, Value } from "../../compiler/ir/value.ts";
import type { OnnxModel } from "../../compiler/backends/onnx/model.ts";
import { input } from "../../compiler/ir/input.ts";
import { randomFor } from "../../compiler/initializers/random.ts";
import { runOnce } from "../../runtime/engine/engine.ts";
import { cpuEngine } from "../../runtime/engine/cpu.ts";
import type { HostTensor, Tensors } from "../../runtime/engine/tensor.ts";

/**
 * A float32 tensor of numbers that look random, the same on every run. Their magnitude is in
 * 0.25..1.5, clear of the kinks that ops have at 0, and they are exact in float32, so that the
 * reference and ONNX Runtime start from the same numbers.
 */
export function sample(shape: readonly number[], key: number | string = 0): NumericTensor {
  const random = randomFor(1, "sample", `${shape}/${key}`);
  const count = shape.reduce((product, dim) => product * dim, 1);
  return tensor(
    shape,
    Array.from({ length: count }, () => {
      const sign = random() < 0.5 ? -1 : 1;
      return Math.fround(sign * (0.25 + 1.25 * random()));
    }),
  );
}

/** As `sample`, but above 0. */
export function positive(shape: readonly number[], key: number | string = 0): NumericTensor {
  const { data } = sample(shape, key);
  return tensor(shape, data.map(Math.abs));
}

/** Codes in 0..limit - 1, int32. */
export function codes(
  shape: readonly number[],
  limit: number,
  key: number | string = 0,
): NumericTensor {
  const { data } = sample(shape, key);
  return tensor(shape, data.map((each) => Math.floor(Math.abs(each) * 1000) % limit), "int32");
}

/** Text [N]; only ops that take text may look at its data. */
export function words(...data: readonly string[]): NumericTensor {
  return { dtype: "string", shape: [data.length], data } as unknown as NumericTensor;
}

/** A graph input of a tensor's type. */
export function inputLike(name: string, { dtype, shape }: NumericTensor): Input {
  return input(name, { dtype, shape });
}

/** The reference value of each output. */
export function evaluateOutputs(
  outputs: Outputs,
  feeds: ReadonlyMap<Value, NumericTensor>,
): Record<string, NumericTensor> {
  const results = evaluate(outputs, feeds);
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, results.get(value)!]),
  );
}

/** What ONNX Runtime gives for a model. */
export async function runModel(
  model: OnnxModel,
  feeds: Readonly<Record<string, NumericTensor>>,
): Promise<Tensors> {
  const tensors = Object.entries(feeds).map(([name, each]) => [name, toHost(each)]);
  return await runOnce(cpuEngine, model, Object.fromEntries(tensors));
}

/** A tensor as ONNX Runtime takes it. */
export function toHost({ dtype, shape, data }: NumericTensor): HostTensor {
  const arrays = {
    float32: () => Float32Array.from(data),
    float64: () => data,
    int32: () => Int32Array.from(data),
    uint8: () => Uint8Array.from(data),
    bool: () => Uint8Array.from(data),
    string: () => data,
  };
  // The engine's type has no bool, which training never feeds; ONNX Runtime takes it.
  return { type: dtype, shape, data: arrays[dtype]() } as unknown as HostTensor;
}

/** Asserts that each |actual - expected| is at most `tolerance` (1 + |expected|). */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { tolerance, what = "values" }: { tolerance: number; what?: string },
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  for (let at = 0; at < expected.length; at++) {
    const error = Math.abs(actual[at] - expected[at]);
    // Written so that NaN fails.
    const isClose = error <= tolerance * (1 + Math.abs(expected[at]));
    assert.ok(isClose, `${what}, element ${at}: ${actual[at]} is not ${expected[at]}`);
  }
}

/** The data of a result as numbers. */
export function numbersOf(tensor: HostTensor | undefined): ArrayLike<number> {
  assert.ok(tensor && tensor.type !== "string");
  return tensor.data;
}

/**
 * The gradient of a function of many numbers by central differences. The error is about
 * h² |f'''| / 6 + 1e-16 |f| / h, near 1e-10 for functions and derivatives of size 1 at h = 1e-5.
 */
export function centralDifferences(
  f: (x: Float64Array) => number,
  x: Float64Array,
  h = 1e-5,
): Float64Array {
  return x.map((value, at) => {
    const [above, below] = [value + h, value - h].map((each) => f(x.with(at, each)));
    return (above - below) / (2 * h);
  });
}

/** Compares a text with a golden file, or writes it where UPDATE_GOLDEN=1. */
export function assertGolden(name: string, text: string): void {
  const path = new URL(`golden/${name}`, import.meta.url);
  if (Deno.env.get("UPDATE_GOLDEN") === "1") Deno.writeTextFileSync(path, text);
  assert.equal(text, Deno.readTextFileSync(path));
}

/** A multi-line text without the indentation of its first line. */
export function text(template: string): string {
  const lines = template.split("\n").slice(1);
  const indent = lines[0].length - lines[0].trimStart().length;
  return lines.map((line) => line.slice(indent)).join("\n").trimEnd() + "\n";
}
