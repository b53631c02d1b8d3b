import assert from "node:assert/strict";
import { differentiate } from "../../../compiler/transform/differentiate.ts";
import { numberOf } from "../../../compiler/transform/evaluate.ts";
import { type NumericTensor, tensor } from "../../../compiler/ir/tensor.ts";
import { type Loss, readingOf } from "../../../compiler/losses/loss.ts";
import { meanLoss } from "../../../compiler/losses/mean_loss.ts";
import { losses } from "../../../compiler/losses/registry.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import torch from "../../fixtures/torch_losses.json" with { type: "json" };
import {
  assertClose,
  centralDifferences,
  evaluateOutputs,
  inputLike,
  numbersOf,
  runModel,
} from "../helpers.ts";
import { callOf } from "../models.ts";

interface Case {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly scores: { readonly shape: readonly number[]; readonly data: readonly number[] };
  readonly targets: { readonly shape: readonly number[]; readonly data: readonly number[] };
  readonly loss: number;
  readonly gradient: readonly number[];
}

const cases: Readonly<Record<string, readonly Case[]>> = torch;

interface Feeds {
  readonly scores: NumericTensor;
  readonly targets: NumericTensor;
  readonly weights?: NumericTensor;
}

function feedsOf(loss: Loss, { scores, targets }: Case): Feeds {
  const columns = targets.shape.length > 1 ? targets.shape[1] : 1;
  const isCodes = readingOf(loss, columns).target === "classes";
  return {
    scores: tensor(scores.shape, scores.data),
    targets: tensor(targets.shape, targets.data, isCodes ? "int32" : "float32"),
  };
}

/** The same rows and two more that count nothing, as in a smaller last batch. */
function padded({ scores, targets }: Feeds): Feeds {
  const rows = scores.shape[0];
  const pad = ({ dtype, shape, data }: NumericTensor) => {
    const first = data.subarray(0, data.length / rows);
    return tensor([rows + 2, ...shape.slice(1)], [...data, ...first, ...first], dtype);
  };
  const weights = Array.from({ length: rows + 2 }, (_, row) => row < rows ? 1 / rows : 0);
  return {
    scores: pad(scores),
    targets: pad(targets),
    weights: tensor([rows + 2, 1], weights),
  };
}

/** The mean loss and its gradient for the scores. */
function graphOf(loss: Loss, args: Case["arguments"], feeds: Feeds) {
  const scores = inputLike("scores", feeds.scores);
  const targets = inputLike("targets", feeds.targets);
  const weights = feeds.weights && inputLike("weights", feeds.weights);
  const value = meanLoss(callOf(loss, args), { scores, targets, classCounts: [] }, weights);
  const [gradient] = differentiate(value, [scores]);
  assert.ok(gradient);
  const inputs = [scores, targets, ...weights ? [weights] : []];
  const given = new Map([[scores, feeds.scores], [targets, feeds.targets]]);
  if (weights) given.set(weights, feeds.weights);
  return { inputs, given, scores, outputs: { loss: value, gradient } };
}

async function checkCase(loss: Loss, expected: Case, feeds: Feeds): Promise<void> {
  const what = `${loss.name} ${JSON.stringify(expected.arguments)}`;
  const { inputs, given, outputs } = graphOf(loss, expected.arguments, feeds);
  const padding = feeds.scores.data.length - expected.gradient.length;
  const gradient = [...expected.gradient, ...new Array<number>(padding).fill(0)];
  const reference = evaluateOutputs(outputs, given);
  // Both compute in float64; logits of 1e4 leave 1e-12 of a difference near 1.
  const exact = { tolerance: 2e-12, what };
  assertClose(reference.loss.data, [expected.loss], exact);
  assertClose(reference.gradient.data, gradient, exact);

  const actual = await runModel(toModel(outputs, inputs), { ...feeds });
  // float32 rounding of exp, log and a sum of some terms.
  const rounded = { tolerance: 5e-6, what: `${what} by ONNX Runtime` };
  assertClose(numbersOf(actual.loss), [expected.loss], rounded);
  assertClose(numbersOf(actual.gradient), gradient, rounded);
}

Deno.test("every loss is compared with PyTorch", () => {
  assert.deepEqual(Object.keys(cases).sort(), losses.map(({ name }) => name).sort());
});

for (const loss of losses) {
  Deno.test(`${loss.name} and its gradient are those of PyTorch`, async () => {
    for (const each of cases[loss.name]) await checkCase(loss, each, feedsOf(loss, each));
  });

  Deno.test(`${loss.name} does not see the padding of a smaller batch`, async () => {
    for (const each of cases[loss.name]) await checkCase(loss, each, padded(feedsOf(loss, each)));
  });

  Deno.test(`the gradient of ${loss.name} matches central differences`, () => {
    for (const each of cases[loss.name]) {
      // Beyond that, rounding of the loss hides what a step of 1e-5 changes.
      if (each.scores.data.some((score) => Math.abs(score) > 100)) continue;
      const feeds = feedsOf(loss, each);
      const { scores, given, outputs } = graphOf(loss, each.arguments, feeds);
      const lossAt = (data: Float64Array) => {
        const moved = new Map(given).set(scores, { ...feeds.scores, data });
        return numberOf(evaluateOutputs(outputs, moved).loss);
      };
      const { data } = evaluateOutputs(outputs, given).gradient;
      const differences = centralDifferences(lossAt, feeds.scores.data);
      assertClose(data, differences, { tolerance: 1e-8, what: loss.name });
    }
  });
}

Deno.test("each loss gives one number a row", () => {
  for (const loss of losses) {
    for (const each of cases[loss.name]) {
      const feeds = feedsOf(loss, each);
      const [scores, targets] = [feeds.scores, feeds.targets].map((x) => inputLike("x", x));
      const call = callOf(loss, each.arguments);
      const context = { scores: scores, targets: targets, classCounts: [] };
      const shape = [feeds.scores.shape[0], 1];
      assert.deepEqual(loss.rows(context, call.arguments).type, { dtype: "float32", shape });
    }
  }
});

Deno.test("every loss says what it computes and as which function", () => {
  for (const { name, doc } of losses) assert.match(doc, /as (torch|sklearn)|half of torch/, name);
});
