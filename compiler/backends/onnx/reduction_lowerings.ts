import type { GemmAttributes, MatmulAttributes } from "../../ir/op_set.ts";
import { axisIndex, countOf, sizeOf, type TensorType } from "../../ir/tensor.ts";
import { swapLast } from "../../ops/transpose.ts";
import { floatAttribute, intAttribute, intsAttribute } from "./attributes.ts";
import { castNode, single } from "./lowered_node.ts";
import type { LoweringContext, OnnxLowerings } from "./lowering.ts";
import type { AttributeValue, OnnxNode } from "./model.ts";
import { float32Scalar, int32Scalar, int64s } from "./tensor_data.ts";

/** Ops in which elements of an axis come together: sums, products of matrices, orders. */
export const reductionLowerings = {
  argmax({ inputs: [x], output, types, temporary }) {
    const index = temporary();
    const [axis] = fromTheFront([-1], types.inputs[0]);
    const attributes = { axis: intAttribute(axis), keepdims: intAttribute(0) };
    return [
      { opType: "ArgMax", inputs: [x], outputs: [index], attributes },
      castNode("int32", index, output),
    ];
  },
  argsort({ inputs: [x], output, temporary }) {
    const [size, values, places] = [temporary(), temporary(), temporary()];
    return [
      // The last axis may be the rows of a part, whose number is known only at run time.
      { opType: "Shape", inputs: [x], outputs: [size], attributes: { start: intAttribute(-1) } },
      { opType: "TopK", inputs: [x, size], outputs: [values, places] },
      castNode("int32", places, output),
    ];
  },
  cumulative_sum({ inputs: [x], output, attributes, constant }) {
    const reverse = intAttribute(Number(attributes.reverse));
    const inputs = [x, constant(int32Scalar(-1))];
    return [{ opType: "CumSum", inputs, outputs: [output], attributes: { reverse } }];
  },
  gemm: single("Gemm", factors),
  log_softmax: single("LogSoftmax", lastAxis),
  matmul: (context) =>
    context.types.inputs.every(({ shape }) => shape.length === 2)
      ? single("Gemm", transpositions)(context)
      : batchedNodes(context),
  reduce_mean: (context) =>
    isBetweenOthers(context) ? meanBySum(context) : [reduceNode("ReduceMean", context)],
  reduce_sum: (context) => [reduceNode("ReduceSum", context)],
  softmax: single("Softmax", lastAxis),
  softmax_cross_entropy({ inputs: [z, p], output, types, constant, temporary }) {
    const [logs, products, sums] = [temporary(), temporary(), temporary()];
    const axes = constant(int64s(fromTheFront([-1], types.inputs[0])));
    return [
      { opType: "LogSoftmax", inputs: [z], outputs: [logs], attributes: lastAxis() },
      { opType: "Mul", inputs: [p, logs], outputs: [products] },
      { opType: "ReduceSum", inputs: [products, axes], outputs: [sums] },
      { opType: "Neg", inputs: [sums], outputs: [output] },
    ];
  },
} satisfies Partial<OnnxLowerings>;

/** Axes as counted from the front: ONNX Runtime 1.30 does not reduce those below 0 where there are no rows. */
function fromTheFront(axes: readonly number[], { shape }: TensorType): number[] {
  return axes.map((axis) => axisIndex(shape, axis));
}

type Attributes = Readonly<Record<string, AttributeValue>>;

function lastAxis(): Attributes {
  return { axis: intAttribute(-1) };
}

function transpositions({ transposeA, transposeB }: MatmulAttributes): Attributes {
  return {
    transA: intAttribute(Number(transposeA)),
    transB: intAttribute(Number(transposeB)),
  };
}

function factors({ alpha, beta, ...others }: GemmAttributes): Attributes {
  return {
    ...transpositions(others),
    ...alpha !== undefined && { alpha: floatAttribute(alpha) },
    ...beta !== undefined && { beta: floatAttribute(beta) },
  };
}

/** `MatMul` has no transposition of its own. */
function batchedNodes(context: LoweringContext<"matmul">): OnnxNode[] {
  const { inputs: [a, b], output, types: { inputs: [typeA, typeB] }, attributes } = context;
  const nodes: OnnxNode[] = [];
  const operand = (name: string, { shape }: TensorType, isTransposed: boolean) => {
    if (!isTransposed) return name;
    const perm = intsAttribute(swapLast([...shape.keys()]));
    const transposed = context.temporary();
    nodes.push({
      opType: "Transpose",
      inputs: [name],
      outputs: [transposed],
      attributes: { perm },
    });
    return transposed;
  };
  const inputs = [
    operand(a, typeA, attributes.transposeA),
    operand(b, typeB, attributes.transposeB),
  ];
  return [...nodes, { opType: "MatMul", inputs, outputs: [output] }];
}

/** Whether what is reduced is neither the first axes nor the last ones, for which `ReduceMean` needs cuDNN on CUDA. */
function isBetweenOthers(
  { types: { inputs: [{ shape }] }, attributes: { axes } }: LoweringContext<"reduce_mean">,
): boolean {
  const isReduced = shape.map((_, axis) => axes.includes(axis - shape.length));
  return axes.length > 0 && !isReduced[0] && !isReduced.at(-1);
}

/** A mean as a sum times 1 / n. */
function meanBySum(context: LoweringContext<"reduce_mean">): OnnxNode[] {
  const { output, types: { inputs: [{ shape }] }, attributes: { axes }, constant } = context;
  const sum = context.temporary();
  const count = countOf(axes.map((axis) => sizeOf(shape.at(axis))));
  return [
    reduceNode("ReduceSum", { ...context, output: sum }),
    { opType: "Mul", inputs: [sum, constant(float32Scalar(1 / count))], outputs: [output] },
  ];
}

/** A reduction, which takes its axes as an input. */
function reduceNode(
  opType: string,
  { inputs: [x], output, types, attributes: { axes, keepDims }, constant }:
    | LoweringContext<"reduce_sum">
    | LoweringContext<"reduce_mean">,
): OnnxNode {
  return {
    opType,
    inputs: [x, constant(int64s(fromTheFront(axes, types.inputs[0])))],
    outputs: [output],
    attributes: {
      keepdims: intAttribute(Number(keepDims)),
      // ONNX takes no axes for all axes unless told otherwise.
      ...(axes.length === 0 && { noop_with_empty_axes: intAttribute(1) }),
    },
  };
}
