import type { Mutation } from "./mutation.ts";

const choosing = ["tests/runtime/engine/choose_test.ts"];
const cost = ["tests/compiler/step/cuda_cost_test.ts"];
const spans = ["tests/runtime/engine/other_spans_test.ts"];

/** Where a training runs, and what it is there. */
export const deviceMutations: readonly Mutation[] = [
  {
    promise: "auto takes the device on which a step is quickest",
    file: "runtime/engine/choose.ts",
    find: "each.takes < best.takes",
    replace: "each.takes > best.takes",
    tests: choosing,
  },
  {
    promise: "settings alone join what a pipeline says of its device",
    file: "runtime/open/device_override.ts",
    find: "own && !isNamed(device) ? joined(own, stage) : stage",
    replace: "stage",
    tests: choosing,
  },
  {
    promise: "unequal parts are cut piece by piece on a graphics card",
    file: "compiler/step/cuda_cost.ts",
    find: "sizes.some((each) => each !== sizes[0])",
    replace: "sizes.some((each) => each === 0)",
    tests: cost,
  },
  {
    promise: "a step of sgd is at most twenty launches",
    file: "compiler/step/cuda_cost.ts",
    find: "reshape: () => 0,",
    replace: "reshape: () => 1,\n  relu: () => 2,",
    tests: cost,
  },
  {
    promise: "zeros stand around a piece where the others stand",
    file: "compiler/backends/onnx/pieces.ts",
    find: "[before, whole - before - size]",
    replace: "[whole - before - size, before]",
    tests: spans,
  },
  {
    promise: "rows that are fed for a call are numbered anew",
    file: "runtime/engine/streamed_span.ts",
    find: "Int32Array.from(wanted.keys())",
    replace: "wanted",
    tests: spans,
  },
  {
    promise: "CUDA is not asked for what it has to be told by the host",
    file: "compiler/backends/onnx/cuda_rules.ts",
    find: ".filter((each) => !known.has(each))",
    replace: '.filter((each) => each === "nothing")',
    tests: ["tests/compiler/backends/onnx/cuda_rules_test.ts"],
  },
  {
    promise: "a mean over axes between others is that of as many numbers",
    file: "compiler/backends/onnx/reduction_lowerings.ts",
    find: "float32Scalar(1 / count)",
    replace: "float32Scalar(1 / (count + 1))",
    tests: ["tests/compiler/ops/lowering_test.ts"],
  },
];
