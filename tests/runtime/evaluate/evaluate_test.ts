import assert from "node:assert/strict";
import { initialState } from "../../../compiler/step/state.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { floats, floatsOf } from "../../../runtime/engine/tensor.ts";
import { shortestDecimal } from "../../../runtime/formats/decimal.ts";
import { createEvaluator } from "../../../runtime/evaluate/evaluate.ts";
import { loadRings, prepareLines } from "../pipelines.ts";

const lines = [
  "model {",
  "  linear(3)",
  "  relu",
  "  linear(classes)",
  "}",
  "loss cross_entropy",
  "metric accuracy",
];

Deno.test("rows scored in chunks equal the whole, and no row is lost between two", async () => {
  const { program } = await prepareLines([loadRings(4), ...lines]);
  await using evaluator = await createEvaluator(program, cpuEngine);
  const state = initialState(program.plan, 0);
  // More than two chunks of 8192 rows, and a last one that is not full.
  const rows = 2 * 8192 + 5;
  const values = Float32Array.from({ length: 2 * rows }, (_, at) => Math.sin(at));
  const all = await evaluator.score(state, floats([rows, 2], values));
  assert.deepEqual(all.shape, [rows, 2]);
  const scores = floatsOf(all);
  for (const row of [0, 1, 8191, 8192, 8193, 16383, 16384, rows - 1]) {
    const one = await evaluator.score(state, floats([1, 2], values.slice(2 * row, 2 * row + 2)));
    floatsOf(one).forEach((value, at) => {
      // One row and many go through different kernels: the last bits may differ.
      assert(Math.abs(value - scores[2 * row + at]) < 1e-6, `row ${row}`);
    });
  }
});

Deno.test("loss and metrics are those of the definition", async () => {
  const { program, parts: [part] } = await prepareLines([
    'load rows([[0, "a"], [1, "a"], [2, "b"]], target = y, columns = [x, y])',
    // Logits [0, x - 1]: "b" from 1 up.
    "model { linear(2, weight = [[0], [1]], bias = [0, -1]) }",
    "loss cross_entropy",
    "metric accuracy",
  ]);
  await using evaluator = await createEvaluator(program, cpuEngine);
  const scores = await evaluator.evaluate(initialState(program.plan, 0), part);
  const softplus = (z: number) => Math.log(1 + Math.exp(z));
  const loss = (softplus(-1) + softplus(0) + softplus(-1)) / 3;
  assert(Math.abs(scores.loss - loss) < 1e-6);
  // A tie, x = 1, goes to the first class, as numpy.argmax says.
  assert.equal(scores.accuracy, 1);
});

Deno.test("scores are what was computed: whoever watches them sees every bit", async () => {
  const { program, parts: [part], initial } = await prepareLines([
    'load rows([[0, "a"], [1, "a"], [2, "b"]], target = y, columns = [x, y])',
    "model { linear(2, weight = [[0], [1]], bias = [0, -3]) }",
    "loss cross_entropy",
    "metric accuracy, recall(average = none)",
  ]);
  await using evaluator = await createEvaluator(program, cpuEngine);
  const { accuracy } = await evaluator.evaluate(initial, part);
  assert.equal(accuracy, Math.fround(2 / 3));
  assert.notEqual(accuracy, shortestDecimal(accuracy));
  assert.deepEqual(await evaluator.evaluateClasses(initial, part), { recall: [1, 0] });
});

Deno.test("without a target there is nothing to score", async () => {
  const load = "load rows([[1, 2]], columns = [a, b])";
  const { program, parts: [part] } = await prepareLines([load, "model { linear(1) }"]);
  await using evaluator = await createEvaluator(program, cpuEngine);
  assert.deepEqual(await evaluator.evaluate(initialState(program.plan, 0), part), {});
});

Deno.test("a model without parameters is scored", async () => {
  const { program, parts: [part] } = await prepareLines([loadRings(4), "model { relu }"]);
  await using evaluator = await createEvaluator(program, cpuEngine);
  const scores = floatsOf(await evaluator.score(new Float32Array(), part.features));
  const expected = floatsOf(part.features).map((value) => Math.max(0, value));
  assert.deepEqual(scores, expected);
});

Deno.test("numbers of 32 bits are written in the fewest digits that stand for them", () => {
  for (const value of [0.9, 0.1, 1 / 3, 1e-20, 123456.7, 16777217, -0.05, 0, 3.4e38]) {
    const short = shortestDecimal(Math.fround(value));
    assert.equal(Math.fround(short), Math.fround(value));
  }
  assert.equal(shortestDecimal(Math.fround(0.9)), 0.9);
});
