import { permuted } from "../../ops/permute.ts";
import { intAttribute, intsAttribute, stringAttribute, stringsAttribute } from "./attributes.ts";
import { castNode, single } from "./lowered_node.ts";
import type { OnnxLowerings } from "./lowering.ts";
import { sizeAlong } from "../../transform/group_parts.ts";
import { paddedSum } from "./pieces.ts";
import { float32s, int32Scalar, int64s } from "./tensor_data.ts";

/** Ops that move, repeat, choose or encode elements. */
export const structuralLowerings = {
  concat(context) {
    const { inputs, output, types, attributes: { axis }, isCut } = context;
    if (isCut(types.inputs.map((type) => sizeAlong({ type }, axis)))) {
      return paddedSum(context);
    }
    return [{
      opType: "Concat",
      inputs,
      outputs: [output],
      attributes: { axis: intAttribute(axis) },
    }];
  },
  expand: ({ inputs: [x], output, attributes: { shape }, constant }) => [
    { opType: "Expand", inputs: [x, constant(int64s(shape))], outputs: [output] },
  ],
  gather_elements: single("GatherElements", () => ({ axis: intAttribute(-1) })),
  gather_rows: single("Gather", () => ({ axis: intAttribute(0) })),
  one_hot: ({ inputs: [x], output, attributes: { classes }, constant }) => [{
    opType: "OneHot",
    inputs: [x, constant(int32Scalar(classes)), constant(float32s([0, 1]))],
    outputs: [output],
    attributes: { axis: intAttribute(-1) },
  }],
  permute({ inputs, output, types, attributes: { axes } }) {
    const perm = intsAttribute(permuted([...types.output.shape.keys()], axes));
    return [{ opType: "Transpose", inputs, outputs: [output], attributes: { perm } }];
  },
  reshape: ({ inputs: [x], output, attributes: { shape }, constant }) => [
    { opType: "Reshape", inputs: [x, constant(int64s(shape))], outputs: [output] },
  ],
  scatter_add: single("ScatterElements", () => ({
    axis: intAttribute(-1),
    reduction: stringAttribute("add"),
  })),
  slice({ inputs: [x], output, attributes: { axis, start, end }, constant }) {
    const bounds = [start, end, axis].map((each) => constant(int64s([each])));
    return [{ opType: "Slice", inputs: [x, ...bounds], outputs: [output] }];
  },
  take: ({ inputs: [x], output, attributes: { places }, constant }) => [{
    opType: "Gather",
    inputs: [x, constant(int64s(places))],
    outputs: [output],
    attributes: { axis: intAttribute(-1) },
  }],
  word_index({ inputs, output, attributes: { words, codes, otherwise }, temporary }) {
    const wide = temporary();
    const encoder = {
      opType: "LabelEncoder",
      domain: "ai.onnx.ml",
      inputs,
      outputs: [wide],
      attributes: {
        keys_strings: stringsAttribute(words),
        values_int64s: intsAttribute(codes),
        default_int64: intAttribute(otherwise),
      },
    };
    return [encoder, castNode("int32", wide, output)];
  },
} satisfies Partial<OnnxLowerings>;
