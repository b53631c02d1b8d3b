import assert from "node:assert/strict";
import { type Head, identityHead, probabilityHead } from "../../../compiler/heads/head.ts";
import { type NumericTensor, tensor } from "../../../compiler/ir/tensor.ts";
import { metrics } from "../../../compiler/metrics/registry.ts";
import { metricValues } from "../../../compiler/metrics/values.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { cast } from "../../../compiler/ops/cast.ts";
import { scalar } from "../../../compiler/ir/constant.ts";
import { greater } from "../../../compiler/ops/greater.ts";
import { input } from "../../../compiler/ir/input.ts";
import { optimize } from "../../../compiler/transform/passes/optimize.ts";
import sklearn from "../../fixtures/sklearn_metrics.json" with { type: "json" };
import { evaluateOutputs, numbersOf, runModel } from "../helpers.ts";
import { callOf } from "../models.ts";

/** Probabilities as they are, so that both sides judge the same numbers. */
const indicatorHead: Head = {
  kind: "indicators",
  probability: (scores) => scores,
  label: (scores) => cast(greater(scores, scalar(0.5)), "int32"),
};

type Expected = Readonly<Record<string, unknown>>;

interface Part {
  readonly head: Head;
  readonly scores: NumericTensor;
  readonly targets: NumericTensor;
}

/** `f1 macro`, as the fixture names it, as a call. */
function callNamed(key: string) {
  const [name, option] = key.split(" ");
  const metric = metrics.find((each) => each.name === name);
  assert.ok(metric, key);
  const args = option === undefined ? {} : name === "top_k" ? { k: +option } : { average: option };
  return callOf(metric, args, key);
}

async function checkPart(what: string, part: Part, expected: Expected): Promise<void> {
  const { head, scores, targets } = part;
  const like = (name: string, { dtype, shape }: NumericTensor) =>
    input(name, { dtype, shape: ["N", ...shape.slice(1)] });
  const inputs = { scores: like("part.scores", scores), targets: like("part.targets", targets) };
  const outputs = metricValues(Object.keys(expected).map(callNamed), inputs, head);

  const given = new Map([[inputs.scores, scores], [inputs.targets, targets]]);
  const reference = evaluateOutputs(outputs, given);
  const model = toModel(optimize(outputs), Object.values(inputs));
  const actual = await runModel(model, { "part.scores": scores, "part.targets": targets });
  for (const [name, value] of Object.entries(expected)) {
    const wanted = [value].flat(2) as (number | null)[];
    // The inputs are exact in float32; scikit-learn computes in float64, or cuts logarithms of
    // float32 off and renormalises them first.
    const exact = name === "log_loss" ? 1e-6 : 1e-12;
    assertSame(reference[name].data, wanted, { tolerance: exact, what: `${what}, ${name}` });
    // Sums of up to 100 terms in float32; R² divides by a small sum.
    const rounded = { tolerance: 5e-6, what: `${what}, ${name} by ONNX Runtime` };
    assertSame(numbersOf(actual[name]), wanted, rounded);
  }
}

/** As `assertClose`, where null stands for what is no number. */
function assertSame(
  actual: ArrayLike<number>,
  expected: readonly (number | null)[],
  { tolerance, what }: { tolerance: number; what: string },
): void {
  assert.equal(actual.length, expected.length, what);
  expected.forEach((value, at) => {
    const given = actual[at];
    const isSame = value === null
      ? Number.isNaN(given)
      : Math.abs(given - value) <= tolerance * (1 + Math.abs(value));
    assert.ok(isSame, `${what}, element ${at}: ${given} is not ${value}`);
  });
}

function matrix(rows: readonly (readonly number[])[]): NumericTensor {
  return tensor([rows.length, rows[0].length], rows.flat());
}

for (const { name, probability, truth, expected } of sklearn.classes) {
  Deno.test(`metrics of classes are those of scikit-learn: ${name}`, async () => {
    const targets = tensor([truth.length], truth, "int32");
    await checkPart(
      name,
      { head: probabilityHead, scores: matrix(probability), targets },
      expected,
    );
  });
}

for (const { name, probability, truth, expected } of sklearn.labels) {
  Deno.test(`metrics of several labels are those of scikit-learn: ${name}`, async () => {
    const part = { head: indicatorHead, scores: matrix(probability), targets: matrix(truth) };
    await checkPart(name, part, expected);
  });
}

for (const { name, prediction, truth, expected } of sklearn.numbers) {
  Deno.test(`metrics of numbers are those of scikit-learn: ${name}`, async () => {
    const part = { head: identityHead, scores: matrix(prediction), targets: matrix(truth) };
    await checkPart(name, part, expected);
  });
}

/** Metrics that scikit-learn does not have; they have tests of their own. */
const others = ["coverage"];

Deno.test("every other metric is compared with scikit-learn", () => {
  const compared = [...sklearn.classes, ...sklearn.labels, ...sklearn.numbers]
    .flatMap(({ expected }) => Object.keys(expected).map((key) => key.split(" ")[0]));
  const names = metrics.map(({ name }) => name).filter((name) => !others.includes(name));
  assert.deepEqual([...new Set(compared)].sort(), names.sort());
});

Deno.test("every other metric names the function it agrees with", () => {
  for (const { name, doc } of metrics) {
    if (!others.includes(name)) assert.match(doc, /sklearn\.metrics\./, name);
  }
});
