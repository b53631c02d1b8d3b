import type { Mutation } from "./mutation.ts";

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
    promise: "a plateau is waited for as long as patience says",
    file: "compiler/schedules/plateau.ts",
    find: "waited > patience",
    replace: "waited >= patience",
    tests: ["tests/compiler/schedules/schedules_test.ts"],
  },
];
