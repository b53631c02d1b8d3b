import type { OnnxGraph, OnnxNode } from "./model.ts";

/**
 * The operators that ONNX Runtime 1.30 computes on CUDA for the types of a step, in operator set 18.
 * @see OperatorKernels.md of ONNX Runtime; each was placed there in a session.
 */
const onCuda: ReadonlySet<string> = new Set([
  ...["Abs", "Add", "ArgMax", "Cast", "Clip", "Concat", "CumSum", "Div", "Elu", "Equal", "Erf"],
  ...["Exp", "Expand", "Floor", "Gather", "GatherElements", "Gemm", "Greater", "Identity"],
  ...["LeakyRelu", "Log", "LogSoftmax", "MatMul", "Max", "Min", "Mul", "Neg", "OneHot", "Pad"],
  ...["ReduceMean", "ReduceSum", "Relu", "Reshape", "Scan", "ScatterElements", "Sigmoid", "Slice"],
  ...["Softmax", "Softplus", "Split", "Sqrt", "Sub", "Sum", "Tanh", "Transpose", "Where"],
]);

/** The inputs, from 0, that CUDA's kernels read on the host: one that is computed would come down in every step. */
const onHost: Readonly<Record<string, readonly number[]>> = {
  CumSum: [1],
  Expand: [1],
  OneHot: [1, 2],
  Pad: [1, 2, 3],
  ReduceMean: [1],
  ReduceSum: [1],
  Reshape: [1],
  Slice: [1, 2, 3, 4],
  Split: [1],
};

/** What of the steps of a loop CUDA cannot compute, or only with the host's help; nothing where it can all of it. */
export function foreignToCuda(span: OnnxGraph): readonly string[] {
  return span.nodes.flatMap(({ opType, attributes: { body } = {} }) =>
    opType === "Scan" && body?.kind === "graph" ? foreignIn(body.value) : []
  );
}

function foreignIn({ nodes, initializers }: OnnxGraph): readonly string[] {
  const known = new Set(["", ...initializers.map(({ name }) => name)]);
  return nodes.flatMap((node) => [...unknownTo(node), ...computedFor(node, known)]);
}

function unknownTo({ opType, name = opType }: OnnxNode): readonly string[] {
  return onCuda.has(opType) ? [] : [`"${name}" is a ${opType}, which CUDA does not have`];
}

function computedFor(
  { opType, inputs, name = opType }: OnnxNode,
  known: ReadonlySet<string>,
): readonly string[] {
  return (onHost[opType] ?? []).map((at) => inputs[at] ?? "").filter((each) => !known.has(each))
    .map((each) => `"${name}", a ${opType}, reads "${each}" on the host`);
}
