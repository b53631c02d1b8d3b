import { axisIndex, sizeOf } from "../../ir/tensor.ts";
import type { SplitParts } from "../../transform/group_parts.ts";
import { intAttribute } from "./attributes.ts";
import type { OnnxLowering } from "./lowering.ts";
import type { OnnxNode } from "./model.ts";
import type { Scope } from "./scope.ts";
import { int64s } from "./tensor_data.ts";

/** The one node that computes all parts. */
export function splitNode({ of, axis, parts }: SplitParts, scope: Scope): OnnxNode {
  const sizes = parts.map(({ attributes: { start, end } }) => end - start);
  const outputs = parts.map((part) => scope.nameOf(part));
  return {
    opType: "Split",
    name: outputs[0],
    inputs: [scope.nameOf(of), scope.constant(int64s(sizes))],
    outputs,
    attributes: { axis: intAttribute(axis) },
  };
}

/** Tensors joined as the sum of all, each with zeros where the others stand: no node needs to know where they lie. */
export const paddedSum: OnnxLowering<"concat"> = (context) => {
  const { inputs, output, types, attributes: { axis }, constant, temporary } = context;
  const whole = sizeOf(types.output.shape.at(axis));
  const axes = constant(int64s([axisIndex(types.output.shape, axis)]));
  let before = 0;
  const pads = inputs.map((name, at): OnnxNode => {
    const size = sizeOf(types.inputs[at].shape.at(axis));
    const margins = constant(int64s([before, whole - before - size]));
    before += size;
    return { opType: "Pad", inputs: [name, margins, "", axes], outputs: [temporary()] };
  });
  const padded = pads.flatMap(({ outputs }) => outputs);
  return [...pads, { opType: "Sum", inputs: padded, outputs: [output] }];
};
