import type { Mutation } from "./mutation.ts";

const vjps = ["tests/compiler/ops/gradient_table_test.ts"];

/** What ops mean, and how gradients come together. */
export const opMutations: readonly Mutation[] = [
  {
    promise: "d(a b) = b da + a db",
    file: "compiler/ops/mul.ts",
    find: "[mul(dy, b), mul(dy, a)]",
    replace: "[mul(dy, b), mul(dy, b)]",
    tests: vjps,
    gradcheck: "wide",
  },
  {
    promise: "tanh' = 1 - y²",
    file: "compiler/ops/tanh.ts",
    find: "sub(scalar(1), mul(y, y))",
    replace: "sub(scalar(1), y)",
    tests: vjps,
    gradcheck: "small",
  },
  {
    promise: "the second factor of a product gets aᵀ dy",
    file: "compiler/ops/matmul.ts",
    find: "matmul(a, dy, { transposeA: !transposeA })",
    replace: "matmul(a, dy, { transposeA: true })",
    tests: vjps,
  },
  {
    promise: "the gradient of cross-entropy is softmax(z) - p",
    file: "compiler/ops/softmax_cross_entropy.ts",
    find: "mul(dy, sub(softmax(z), p))",
    replace: "mul(dy, softmax(z))",
    tests: vjps,
    gradcheck: "small",
  },
  {
    promise: "a mean gives each element its share",
    file: "compiler/ops/reduce_mean.ts",
    find: "scalar(1 / reducedCount(x.type.shape, attributes.axes))",
    replace: "scalar(1)",
    tests: vjps,
    gradcheck: "wide",
  },
  {
    promise: "the gradient of a part stands where the part stood",
    file: "compiler/ops/slice.ts",
    find: "concat([...zeros(start), cotangent, ...zeros(sizeOf(shape[at]) - end)], axis)",
    replace: "concat([...zeros(sizeOf(shape[at]) - end), cotangent, ...zeros(start)], axis)",
    tests: vjps,
    gradcheck: "wide",
  },
  {
    promise: "the branch not taken gets no gradient",
    file: "compiler/ops/where.ts",
    find: "where(c, scalar(0), dy)",
    replace: "dy",
    tests: vjps,
  },
  {
    promise: "a broadcast gradient is summed back",
    file: "compiler/transform/differentiate.ts",
    find: "-axis > shape.length || (shape.at(axis) === 1 && dim !== 1)",
    replace: "-axis > shape.length",
    tests: ["tests/compiler/transform/differentiate_test.ts", ...vjps],
  },
  {
    promise: "every path to a value adds to its gradient",
    file: "compiler/transform/differentiate.ts",
    find: "sum ? add(sum, gradient) : gradient",
    replace: "gradient",
    tests: ["tests/compiler/transform/differentiate_test.ts", ...vjps],
    gradcheck: "wide",
  },
];
