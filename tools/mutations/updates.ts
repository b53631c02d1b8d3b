import type { Mutation } from "./mutation.ts";

const torchTrainings = ["tests/runtime/train/torch_trainings_test.ts"];
const torchOptimizers = ["tests/compiler/optimizers/torch_test.ts"];

/** How parameters change. */
export const updateMutations: readonly Mutation[] = [
  {
    promise: "adam corrects the mean for its start at 0",
    file: "compiler/optimizers/adam_step.ts",
    find: "lr / (1 - beta1 ** step)",
    replace: "lr",
    tests: torchOptimizers,
  },
  {
    promise: "sgd goes down",
    file: "compiler/optimizers/sgd.ts",
    find: "sub(parameters, mul(sizes.learning_rate, by))",
    replace: "add(parameters, mul(sizes.learning_rate, by))",
    tests: [...torchOptimizers, "tests/runtime/train/optimizers_test.ts"],
  },
  {
    promise: "rmsprop divides by the root",
    file: "compiler/optimizers/rmsprop.ts",
    find: "add(sqrt(variance), scalar(args.eps))",
    replace: "add(variance, scalar(args.eps))",
    tests: torchOptimizers,
  },
  {
    promise: "lion moves by the sign of the momentum",
    file: "compiler/optimizers/lion.ts",
    find: "const direction = sign(runningMean(slots.momentum, gradient, beta1));",
    replace: "const direction = runningMean(slots.momentum, gradient, beta1);",
    tests: torchOptimizers,
  },
  {
    promise: "a cosine ends where the epochs do",
    file: "compiler/schedules/cosine.ts",
    find: "at / all",
    replace: "(at + 1) / all",
    tests: ["tests/compiler/schedules/schedules_test.ts"],
  },
  {
    promise: "a schedule that counts steps changes in each of them",
    file: "compiler/schedules/ticks.ts",
    find: 'const ticks = by === "step" ? 1 : steps;',
    replace: "const ticks = steps;",
    tests: torchTrainings,
  },
  {
    promise: "the momentum goes down while the learning rate goes up",
    file: "compiler/schedules/one_cycle.ts",
    find: "const ends = { first: max_momentum, top: base_momentum, last: max_momentum };",
    replace: "const ends = { first: base_momentum, top: max_momentum, last: base_momentum };",
    tests: torchTrainings,
  },
  {
    promise: "what is 1 minus a scheduled number is computed before it is rounded",
    file: "compiler/step/step_numbers.ts",
    find: "inputs[rest] = 1 - number;",
    replace: "inputs[rest] = number;",
    tests: torchTrainings,
  },
  {
    promise: "a momentum that a schedule starts late starts from nothing",
    file: "compiler/optimizers/sgd.ts",
    find: "return step > 1 && at(step).momentum > 0 && at(step - 1).momentum > 0;",
    replace: "return step > 1;",
    tests: torchTrainings,
  },
  {
    promise: "a layer's factor of the learning rate is for its parameters alone",
    file: "compiler/step/factors.ts",
    find: "rate: (size) => rates ? mul(size, rates) : size,",
    replace: "rate: (size) => size,",
    tests: torchTrainings,
  },
  {
    promise: "decay = weights leaves biases alone",
    file: "compiler/step/factors.ts",
    find: "shape.length >= 2",
    replace: "shape.length >= 1",
    tests: torchTrainings,
  },
  {
    promise: "the quantiles of an answer never cross",
    file: "compiler/heads/quantile_head.ts",
    find: "round < count; round++",
    replace: "round + 1 < count; round++",
    tests: ["tests/compiler/heads/quantile_head_test.ts"],
  },
  {
    promise: "a model answers no rows with none",
    file: "compiler/backends/onnx/reduction_lowerings.ts",
    find: "axes.map((axis) => axisIndex(shape, axis))",
    replace: "axes.filter((axis) => axisIndex(shape, axis) >= 0)",
    tests: ["tests/models/every_kind_test.ts"],
  },
  {
    promise: "a plateau is waited for as long as patience says",
    file: "compiler/schedules/plateau.ts",
    find: "waited > patience",
    replace: "waited >= patience",
    tests: ["tests/compiler/schedules/schedules_test.ts"],
  },
];
