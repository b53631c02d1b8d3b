import assert from "node:assert/strict";
import { differentiate } from "../../../compiler/transform/differentiate.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { crossEntropy } from "../../../compiler/losses/cross_entropy.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { reduceSum } from "../../../compiler/ops/reduce_sum.ts";
import { initialState } from "../../../compiler/step/state.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import type { ModelPlan } from "../../../compiler/plan/model_plan.ts";
import { PenstockError } from "../../../dsl/text/diagnostic.ts";
import { assertClose, evaluateOutputs, numbersOf, runModel, sample } from "../helpers.ts";
import {
  batches,
  dataFor,
  dense,
  stagesOf,
  trainByReference,
  trainByScan,
  verifyStep,
} from "../models.ts";
import { build, call, planOf, scores } from "./harness.ts";

/** The scores of a plan for rows, with every tensor as it starts. */
function answer(plan: ModelPlan, rows: ReturnType<typeof tensor>) {
  const { x, y, parameters } = scores(plan, "N");
  const state = initialState(plan, 0);
  const values = new Map(plan.parameters.map(({ name, shape, offset, size }) => [
    parameters.get(name)!,
    tensor(shape, state.subarray(offset, offset + size)),
  ]));
  return evaluateOutputs({ y }, values.set(x, rows)).y;
}

const rows = tensor([2, 4], [1, 2, 3, 4, 5, 6, 7, 8]);

Deno.test("residual adds its block to its input", () => {
  const plan = planOf([call("residual", {}, [dense(4, { bias: false }), call("tanh")])], 4);
  const alone = planOf([dense(4, { bias: false, weight: weightOf(plan) }), call("tanh")], 4);
  const inner = answer(alone, rows).data;
  // Rounding of float64 alone.
  assertClose(answer(plan, rows).data, inner.map((each, at) => each + rows.data[at]), {
    tolerance: 1e-15,
  });
  assert.deepEqual(plan.parameters.map(({ name }) => name), ["residual_1.linear_1.weight"]);
});

function weightOf(plan: ModelPlan): number[][] {
  const state = initialState(plan, 0);
  return [0, 1, 2, 3].map((row) => [...state.subarray(4 * row, 4 * row + 4)]);
}

Deno.test("concat joins branches, and columns picks features by name in the order written", () => {
  const plan = planOf([
    call("concat", {}, [
      call("columns", { names: ["f3", "f0", "f1"] }),
      call("sequential", {}, [
        call("columns", { names: "f2" }),
        call("embedding", { count: 8, dim: 2, weight: codesOf(8) }),
        call("flatten"),
      ]),
      call("sequential", {}, []),
    ]),
  ], 4);
  assert.deepEqual(plan.outputs, ["N", 3 + 2 + 4]);
  assert.deepEqual([...answer(plan, rows).data], [
    ...[4, 1, 2, 30, 31, 1, 2, 3, 4],
    ...[8, 5, 6, 70, 71, 5, 6, 7, 8],
  ]);
});

function codesOf(count: number): number[][] {
  return Array.from({ length: count }, (_, code) => [10 * code, 10 * code + 1]);
}

Deno.test("columns is refused wherever its input is not the features", () => {
  const columns = call("columns", { names: ["f0"] });
  const places = [
    [dense(4), columns],
    [call("dropout"), columns],
    [call("residual", {}, [dense(4), columns])],
    [dense(4), call("concat", {}, [columns])],
  ];
  for (const layers of places) {
    assert.throws(() => planOf(layers, 4), (error) => {
      assert.ok(error instanceof PenstockError);
      assert.equal(error.diagnostics[0]!.code, "E0324");
      return true;
    });
  }
  assert.deepEqual(planOf([call("sequential", {}, [columns])], 4).outputs, ["N", 1]);
});

Deno.test("step is 1 above 0, else 0, and stops every gradient", async () => {
  const x = tensor([1, 5], [-2, -0.0, 0, 1e-6, 3]);
  const built = build(call("step"), x.shape);
  assert.deepEqual([...evaluateOutputs({ y: built.y }, new Map([[built.x, x]])).y.data], [
    ...[0, 0, 0, 1, 1],
  ]);
  const { y } = await runModel(toModel({ y: built.y }, [built.x]), { x });
  assert.deepEqual(Array.from(numbersOf(y)), [0, 0, 0, 1, 1]);
  const plan = planOf([dense(1), call("step")], 2);
  const { y: scored, parameters } = scores(plan, 1);
  const gradients = differentiate(reduceSum(scored), [...parameters.values()]);
  assert.ok(gradients.every((each) => each === undefined));
});

/** An MLP-Mixer for 8×8 images: patches of 4×4, two blocks of token and channel mixing. */
function mixer() {
  const mlp = (width: number, out: number) => [
    dense(width),
    call("gelu"),
    call("dropout", { p: 0.1 }),
    dense(out),
  ];
  const block = [
    call("residual", {}, [
      call("layer_norm"),
      call("transpose"),
      ...mlp(8, 4),
      call("transpose"),
    ]),
    call("residual", {}, [call("layer_norm"), ...mlp(12, 6)]),
  ];
  return [
    // [rows of patches, rows in a patch, columns] to patches of columns by rows.
    call("reshape", { shape: [2, 4, 8] }),
    call("transpose"),
    call("reshape", { shape: [4, 16] }),
    dense(6),
    ...block,
    ...block,
    call("layer_norm"),
    call("mean_pool"),
    dense(3),
  ];
}

Deno.test("an MLP-Mixer compiles, and trains alike by reference and by ONNX Runtime", async () => {
  const stages = stagesOf({ features: 64, layers: mixer(), loss: crossEntropy });
  const { plan } = stages;
  assert.deepEqual(plan.outputs, ["N", 3]);
  const block = (4 * 8 + 8 + 8 * 4 + 4 + 12) + (6 * 12 + 12 + 12 * 6 + 6 + 12);
  assert.equal(plan.trainedSize, 16 * 6 + 6 + 2 * block + 12 + 6 * 3 + 3);
  const step = spanGraph(stages, { batch: 3, isRagged: false });
  verifyStep(step);
  const feeds = {
    ...dataFor(stages, 6),
    ...batches([[0, 1, 2], [3, 4, 5]], 3),
    state: tensor([plan.size], initialState(plan, 1)),
    step: tensor([2], [1, 2], "int32"),
  };
  const reference = trainByReference(step, feeds);
  const actual = await trainByScan(step, feeds);
  assert.ok(reference.loss.every(Number.isFinite));
  // float32 over two steps of a network of depth 12.
  assertClose(numbersOf(actual.next_state), reference.next_state, { tolerance: 2e-5 });
});

Deno.test("patches by reshape and transpose hold the pixels of their squares", () => {
  const plan = planOf(mixer().slice(0, 3), 64);
  const image = Array.from({ length: 64 }, (_, at) => at);
  const patches = answer(plan, tensor([1, 64], image)).data;
  const pixels = (row: number, column: number) =>
    [0, 1, 2, 3].flatMap((x) => [0, 1, 2, 3].map((y) => 8 * (4 * row + y) + 4 * column + x));
  const squares = [[0, 0], [0, 1], [1, 0], [1, 1]].map(([row, column]) => pixels(row, column));
  assert.deepEqual([...patches], squares.flat());
});

/** The blocks of a Vision Transformer. */
function transformer(width: number, heads: number) {
  return [
    call("residual", {}, [call("layer_norm"), call("attention", { heads })]),
    call("residual", {}, [call("layer_norm"), dense(2 * width), call("gelu"), dense(width)]),
  ];
}

/** 8×8 pixels to 4 patches of 4×4, row by row. */
const patches = [
  call("reshape", { shape: [2, 4, 2, 4] }),
  call("permute", { axes: [1, 3, 2, 4] }),
  call("reshape", { shape: [4, 16] }),
];

Deno.test("a Vision Transformer compiles, and trains alike by reference and by ONNX Runtime", async () => {
  const layers = [
    ...patches,
    dense(6),
    call("position_embedding"),
    ...transformer(6, 2),
    ...transformer(6, 3),
    call("layer_norm"),
    call("mean_pool"),
    dense(3),
  ];
  const stages = stagesOf({ features: 64, layers, loss: crossEntropy });
  const { plan } = stages;
  assert.deepEqual(plan.outputs, ["N", 3]);
  const block = (12 + 18 * 6 + 18 + 6 * 6 + 6) + (12 + 6 * 12 + 12 + 12 * 6 + 6);
  assert.equal(plan.trainedSize, 16 * 6 + 6 + 4 * 6 + 2 * block + 12 + 6 * 3 + 3);
  const step = spanGraph(stages, { batch: 3, isRagged: true });
  verifyStep(step);
  const feeds = {
    ...dataFor(stages, 8),
    ...batches([[0, 1, 2], [3, 4, 5], [6, 7]], 3),
    state: tensor([plan.size], initialState(plan, 1)),
    step: tensor([3], [1, 2, 3], "int32"),
  };
  const reference = trainByReference(step, feeds);
  const actual = await trainByScan(step, feeds);
  assert.ok(reference.loss[2] !== reference.loss[0] && reference.loss.every(Number.isFinite));
  // float32 over three steps of a network of depth 12.
  assertClose(numbersOf(actual.next_state), reference.next_state, { tolerance: 2e-5 });
});

Deno.test("patches by reshape and permute hold the pixels of their squares, row by row", () => {
  const image = Array.from({ length: 64 }, (_, at) => at);
  const squares = [0, 4, 32, 36].flatMap((first) =>
    [0, 8, 16, 24].flatMap((row) => [0, 1, 2, 3].map((column) => first + row + column))
  );
  const made = answer(planOf(patches, 64), tensor([1, 64], image));
  assert.deepEqual([...made.data], squares);
});

const twoByFour = call("reshape", { shape: [4, 2] });

Deno.test("attention answers for a row alone as in any batch, known or not", async () => {
  const plan = planOf([twoByFour, call("attention", { heads: 2 })], 8);
  const x = sample([3, 8]);
  const all = answer(plan, x).data;
  const alone = [0, 1, 2].flatMap((at) => [
    ...answer(plan, tensor([1, 8], x.data.subarray(8 * at, 8 * at + 8))).data,
  ]);
  // Rounding of float64 alone.
  assertClose(alone, all, { tolerance: 1e-15 });
  const state = initialState(plan, 0);
  for (const rows of ["N", 3]) {
    const { x: features, y, parameters } = scores(plan, rows);
    const tensors = plan.parameters.map(({ name, shape, offset, size }) =>
      [name, tensor(shape, state.subarray(offset, offset + size))] as const
    );
    const model = toModel({ y }, [features, ...parameters.values()]);
    const { y: actual } = await runModel(model, { x, ...Object.fromEntries(tensors) });
    // float32 of sums of a few products.
    assertClose(numbersOf(actual), all, { tolerance: 1e-6, what: `a batch of ${rows}` });
  }
});

Deno.test("causal attention sees no later token", () => {
  const x = sample([1, 8]);
  const changed = tensor([1, 8], x.data.with(6, 100));
  const [plain, causal] = [false, true].map((causal) => {
    const plan = planOf([twoByFour, call("attention", { heads: 1, causal })], 8);
    return [answer(plan, x).data.slice(0, 6), answer(plan, changed).data.slice(0, 6)];
  });
  assert.notDeepEqual(...plain as [Float64Array, Float64Array]);
  assert.deepEqual(...causal as [Float64Array, Float64Array]);
});

Deno.test("attention and position_embedding start as in PyTorch and ViT", () => {
  const layers = [
    call("reshape", { shape: [4, 64] }),
    call("position_embedding"),
    call("attention", { heads: 4 }),
  ];
  const plan = planOf(layers, 256);
  const state = initialState(plan, 0);
  const spread = Object.fromEntries(plan.parameters.map(({ name, offset, size }) => {
    const values = state.subarray(offset, offset + size);
    const deviation = Math.sqrt(values.reduce((sum, each) => sum + each * each, 0) / size);
    return [name, { deviation, highest: Math.max(...values.map(Math.abs)) }];
  }));
  const [inner, outer] = [spread["attention_1.in_weight"], spread["attention_1.out_weight"]];
  // Of 12,288 and 4,096 numbers drawn evenly, the largest is within a thousandth or so of the bound.
  assertClose([inner.highest, outer.highest], [Math.sqrt(6 / 256), 1 / 8], { tolerance: 1e-3 });
  assert.ok(inner.highest <= Math.sqrt(6 / 256) && outer.highest <= 1 / 8);
  assert.equal(spread["attention_1.in_bias"].highest, 0);
  assert.equal(spread["attention_1.out_bias"].highest, 0);
  // 256 draws estimate a deviation to about 5 %.
  const { deviation } = spread["position_embedding_1.positions"];
  assertClose([deviation], [0.02], { tolerance: 0.004 });
});

Deno.test("linear on three axes gives the same with and without a known batch", () => {
  const x = sample([2, 3, 4]);
  const [known, unknown] = [[2, 3, 4], ["N", 3, 4]].map((shape) => build(dense(5), shape));
  const values = [known, unknown].map(({ x: input, y, tensors }) => {
    const feeds = new Map(
      [...tensors].map(([name, value]) =>
        [value, sample(value.type.shape as number[], name)] as const
      ),
    );
    return evaluateOutputs({ y }, feeds.set(input, x)).y;
  });
  assert.deepEqual(values[0], values[1]);
  assert.deepEqual(values[0].shape, [2, 3, 5]);
});
