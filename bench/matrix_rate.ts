/** How fast a device multiplies large matrices: what a step can be held to. */
import { encodeModel } from "../compiler/backends/onnx/encode.ts";
import type { OnnxModel, OnnxNode, TensorData } from "../compiler/backends/onnx/model.ts";
import type { Engine } from "../runtime/engine/engine.ts";
import { median } from "./random_net.ts";

/**
 * What products of two square float32 matrices multiply and add in a µs, by the slope between a short and a long
 * chain of them. @param size Rows and columns.
 */
export async function matrixRate(engine: Engine, size: number, rounds: number): Promise<number> {
  const [few, many] = [2, 10];
  await using short = await engine.session(encodeModel(chain(size, few)));
  await using long = await engine.session(encodeModel(chain(size, many)));
  const time = async (session: typeof short) => {
    const start = performance.now();
    await session.run({});
    return (performance.now() - start) * 1000;
  };
  for (const session of [short, long]) await time(session);
  const slopes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = await time(short);
    slopes.push((await time(long) - begun) / (many - few));
  }
  return 2 * size ** 3 / median(slopes);
}

/** A random matrix times itself, again and again: numbers that are all alike would flatter a card. One comes out. */
function chain(size: number, products: number): OnnxModel {
  const nodes: OnnxNode[] = [{
    opType: "RandomNormal",
    inputs: [],
    outputs: ["factor"],
    attributes: {
      shape: { kind: "ints", value: [size, size] },
      // Products then stay as large as they are.
      scale: { kind: "float", value: 1 / Math.sqrt(size) },
      seed: { kind: "float", value: 1 },
    },
  }];
  for (let at = 1; at <= products; at++) {
    const before = at === 1 ? "factor" : `product_${at - 1}`;
    nodes.push({ opType: "MatMul", inputs: ["factor", before], outputs: [`product_${at}`] });
  }
  nodes.push({
    opType: "Slice",
    inputs: [`product_${products}`, "starts", "ends"],
    outputs: ["corner"],
  });
  return {
    graph: {
      name: "products",
      inputs: [],
      outputs: [{ name: "corner", elementType: "float32", shape: [1, 1] }],
      initializers: [{ name: "starts", ...pair(0n) }, { name: "ends", ...pair(1n) }],
      nodes,
    },
  };
}

function pair(value: bigint): TensorData {
  return { elementType: "int64", shape: [2], data: BigInt64Array.of(value, value) };
}
