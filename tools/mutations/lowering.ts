import type { Mutation } from "./mutation.ts";

const lowerings = ["tests/compiler/ops/lowering_test.ts"];

/** How graphs become smaller, and then ONNX. */
export const loweringMutations: readonly Mutation[] = [
  {
    promise: "rows are gathered from the first axis",
    file: "compiler/backends/onnx/structural_lowerings.ts",
    find: 'gather_rows: single("Gather", () => ({ axis: intAttribute(0) }))',
    replace: 'gather_rows: single("Gather", () => ({ axis: intAttribute(-1) }))',
    tests: lowerings,
  },
  {
    promise: "a reduction keeps its dims where it is told to",
    file: "compiler/backends/onnx/reduction_lowerings.ts",
    find: "keepdims: intAttribute(Number(keepDims))",
    replace: "keepdims: intAttribute(1)",
    tests: lowerings,
  },
  {
    promise: "the second operand is transposed where it is told to",
    file: "compiler/backends/onnx/reduction_lowerings.ts",
    find: "transB: intAttribute(Number(transposeB))",
    replace: "transB: intAttribute(Number(transposeA))",
    tests: lowerings,
  },
  {
    promise: "the rounds of random_uniform are those of its reference",
    file: "compiler/backends/onnx/random_lowering.ts",
    find: 'node("Mul", bits, double), word(each)',
    replace: 'node("Mul", bits, bits), word(each)',
    tests: lowerings,
  },
  {
    promise: "one Split takes parts that fill the axis",
    file: "compiler/transform/group_parts.ts",
    find: "(at, { attributes: { start, end } }) => start === at ? end : NaN",
    replace: "(_, { attributes: { end } }) => end",
    tests: ["tests/compiler/backends/onnx/lower_test.ts"],
  },
  {
    promise: "every output of a Scan's body has a node of its own",
    file: "compiler/backends/onnx/scan.ts",
    find: ".map(({ name, output }) => identityNode(name, output));",
    replace: ".map(({ name }) => identityNode(name, name));",
    tests: ["tests/compiler/backends/onnx/scan_lowering_test.ts"],
  },
  {
    promise: "a gradient is of the line of what it is the gradient of",
    file: "compiler/transform/differentiate.ts",
    find: "buildFor(gradientOrigin(value.origin), () =>",
    replace: "buildFor(undefined, () =>",
    tests: ["tests/runtime/results/origins_test.ts"],
  },
  {
    promise: "what a pass makes is of the line of what it replaces",
    file: "compiler/transform/rewrite.ts",
    find: "buildFor(origin, () => rule(value, before))",
    replace: "rule(value, before)",
    tests: ["tests/runtime/results/origins_test.ts"],
  },
  {
    promise: "the hash of a graph does not depend on where its lines stand",
    file: "runtime/results/lock_of.ts",
    find: "encodeModel({ graph: withoutDocs(graph) })",
    replace: "encodeModel({ graph })",
    tests: ["tests/runtime/results/origins_test.ts"],
  },
  {
    promise: "x + 0 and x · 1 are x, and nothing else is",
    file: "compiler/transform/passes/simplify.ts",
    find: 'const neutral = kind === "mul" || kind === "div" ? 1 : 0;',
    replace: 'const neutral = kind === "mul" ? 1 : 0;',
    tests: [
      "tests/compiler/transform/passes/passes_golden_test.ts",
      "tests/compiler/transform/passes/passes_property_test.ts",
    ],
  },
  {
    promise: "a fused product keeps what is transposed",
    file: "compiler/transform/passes/fuse_gemm.ts",
    find: "{ ...factors, ...product.attributes }",
    replace: "factors",
    tests: ["tests/compiler/transform/passes/passes_golden_test.ts"],
  },
  {
    promise: "a step goes down, not up",
    file: "compiler/transform/passes/fuse_gemm.ts",
    find: 'sum.kind === "sub" ? -1 : 1',
    replace: "1",
    tests: ["tests/compiler/transform/passes/passes_golden_test.ts"],
  },
  {
    promise: "a tensor has the learning rate of its own layer",
    file: "compiler/transform/take_apart.ts",
    find: "data.slice(start, start + piece.size)",
    replace: "data.slice(0, piece.size)",
    tests: ["tests/compiler/step/apart_test.ts"],
  },
  {
    promise: "a step carries its state in the way that has fewer nodes",
    file: "compiler/step/span.ts",
    find: "cost(apart) <= cost(packed) ? apart : packed",
    replace: "apart",
    tests: ["tests/compiler/step/apart_test.ts"],
  },
  {
    promise: "values of other attributes are other values",
    file: "compiler/transform/passes/share_common.ts",
    find: "JSON.stringify(value.attributes)",
    replace: '""',
    tests: ["tests/compiler/transform/passes/passes_golden_test.ts"],
    gradcheck: "small",
  },
];
