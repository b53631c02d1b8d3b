import type { Mutation } from "./mutation.ts";

const torchOptimizers = ["tests/compiler/optimizers/torch_test.ts"];

/** The step of training. */
export const stepMutations: readonly Mutation[] = [
  {
    promise: "the gradient is that of the loss and its penalties",
    file: "compiler/step/step_values.ts",
    find: "differentiate(objective, trained)",
    replace: "differentiate(mean, trained)",
    tests: torchOptimizers,
    gradcheck: "small",
  },
  {
    promise: "the objective has the penalties",
    file: "compiler/step/objective.ts",
    find: "return terms.reduce(add, loss);",
    replace: "return loss;",
    tests: torchOptimizers,
  },
  {
    promise: "biases have no penalty",
    file: "compiler/step/objective.ts",
    find: "type.shape.length >= 2",
    replace: "type.shape.length >= 1",
    tests: torchOptimizers,
  },
  {
    promise: "a gradient of a small norm is left as it is",
    file: "compiler/step/objective.ts",
    find: "return mul(bounded, minimum(factor, scalar(1)));",
    replace: "return mul(bounded, factor);",
    tests: torchOptimizers,
  },
  {
    promise: "clip_value cuts off below as well",
    file: "compiler/step/objective.ts",
    find: "maximum(minimum(gradient, scalar(clip_value)), scalar(-clip_value))",
    replace: "minimum(gradient, scalar(clip_value))",
    tests: torchOptimizers,
  },
  {
    promise: "gradients are packed in the order of the state",
    file: "compiler/step/state.ts",
    find: "parts.length > 0 ? concat(parts, -1)",
    replace: "parts.length > 0 ? concat(parts.toReversed(), -1)",
    tests: ["tests/compiler/step/training_step_test.ts"],
    gradcheck: "small",
  },
  {
    promise: "buffers are what their layers left",
    file: "compiler/step/state.ts",
    find: "return buffer ? reshape(buffer, [spec.size]) : partOf(state, spec);",
    replace: "return partOf(state, spec);",
    tests: ["tests/compiler/layers/training_test.ts"],
  },
  {
    promise: "each layer drops values of its own",
    file: "compiler/step/step_values.ts",
    find: "hash(`${seed}/${layer}`)",
    replace: "hash(`${seed}`)",
    tests: ["tests/compiler/layers/dropout_test.ts"],
  },
  {
    promise: "a smaller batch is the mean of its own rows",
    file: "compiler/losses/mean_loss.ts",
    find: "rowWeight ? reduceSum(mul(losses, rowWeight), batch) : reduceMean(losses, batch)",
    replace: "reduceMean(losses, batch)",
    tests: ["tests/compiler/step/training_step_test.ts", "tests/runtime/train/train_test.ts"],
  },
  {
    promise: "states that are not finite are told",
    file: "compiler/step/span.ts",
    find: 'areFinite([outputOf(reports, "loss"), ...states])',
    replace: 'areFinite([outputOf(reports, "loss")])',
    tests: ["tests/runtime/engine/span_test.ts"],
  },
  {
    promise: "losses that are not finite are told",
    file: "compiler/step/span.ts",
    find: 'areFinite([outputOf(reports, "loss"), ...states])',
    replace: "areFinite(states)",
    tests: ["tests/runtime/train/divergence_test.ts", "tests/runtime/engine/span_test.ts"],
  },
  {
    promise: "what is the same in every step is computed once",
    file: "compiler/backends/onnx/scan.ts",
    find: "const { before, step } = hoist(whole);",
    replace: "const { before, step } = { before: {}, step: whole };",
    tests: ["tests/compiler/step/hoist_test.ts"],
  },
  {
    promise: "what hangs on a scanned input stays in the step",
    file: "compiler/step/hoist.ts",
    find: "return [...scanned, ...[...carried, ...prepared].map(({ input }) => input)];",
    replace: "return [...carried, ...prepared].map(({ input }) => input);",
    tests: ["tests/compiler/step/hoist_test.ts"],
  },
  {
    promise: "rows of many features are gathered step by step",
    file: "compiler/step/over_steps.ts",
    find: "every && isData && isFew(call)",
    replace: "every && isData",
    tests: ["tests/compiler/step/over_steps_test.ts"],
  },
  {
    promise: "a factor is taken out of all that is read, or of nothing",
    file: "compiler/transform/passes/pull_factors.ts",
    find: "!given.has(value) && own.every(isMultiplied)",
    replace: "own.some(isMultiplied)",
    tests: ["tests/compiler/transform/passes/passes_golden_test.ts"],
  },
];
