import { boolean, either, float, int, list, optional } from "../../dsl/signature.ts";
import { literal, uniform } from "../initializers/initializer.ts";
import { sizeOf } from "../ir/tensor.ts";
import { add } from "../ops/add.ts";
import { matmul } from "../ops/matmul.ts";
import { defineLayer, type LayerContext } from "./layer.ts";

const numbers = list(float({ doc: "an element" }), { doc: "a row" });

/**
 * Affine map of the last axis: y = x Wᵀ + b.
 * Shapes: x [...d, in] -> y [...d, out], with weight [out, in] and bias [out].
 * Starts as `torch.nn.Linear`: weight and bias uniform in ±1/√in.
 */
export const linear = defineLayer({
  name: "linear",
  doc: "Affine map of the last axis, y = x Wᵀ + b, as torch.nn.Linear.",
  arguments: {
    out: int({ min: 1, max: 1_000_000, doc: "how many outputs it has" }),
    bias: either(boolean({ doc: "" }), numbers, {
      default: true,
      doc: "whether b is added, or the out values it starts with",
    }),
    weight: optional(list(numbers, { doc: "out rows of in values that W starts with" })),
  },
  build(context, { out, bias, weight }) {
    const { input } = context;
    const inputs = sizeOf(input.type.shape.at(-1));
    const start = uniform(1 / Math.sqrt(inputs));
    checkLiterals(context, { weight, bias, shape: [out, inputs] });
    const w = context.parameter("weight", [out, inputs], weight ? literal(weight.flat()) : start);
    const product = matmul(input, w, { transposeB: true });
    if (bias === false) return product;
    return add(product, context.parameter("bias", [out], bias === true ? start : literal(bias)));
  },
});

interface Literals {
  readonly weight: readonly (readonly number[])[] | undefined;
  readonly bias: boolean | readonly number[];
  readonly shape: readonly [number, number];
}

function checkLiterals(context: LayerContext, { weight, bias, shape: [out, inputs] }: Literals) {
  const odd = weight?.find((row) => row.length !== inputs);
  if (weight && (weight.length !== out || odd)) {
    const given = odd ? `a row of ${odd.length}` : `${weight.length} rows`;
    context.reject({
      code: "E0304",
      argument: "weight",
      message:
        `The weight has ${given}, linear(${out}) on ${inputs} inputs needs [${out}, ${inputs}]`,
      help: `Write ${out} rows of ${inputs} values, one row an output (PyTorch's layout)`,
    });
  }
  if (typeof bias !== "boolean" && bias.length !== out) {
    context.reject({
      code: "E0304",
      argument: "bias",
      message: `The bias has ${bias.length} values, linear(${out}) needs ${out}`,
      help: `Write ${out} values, one an output`,
    });
  }
}
