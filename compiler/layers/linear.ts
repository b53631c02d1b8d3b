import { boolean, either, int, list, optional } from "../../dsl/language/signature.ts";
import { uniform } from "../initializers/initializer.ts";
import { countOf, sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { matmul } from "../ops/matmul.ts";
import { reshape } from "../ops/reshape.ts";
import { defineLayer, type LayerContext } from "./layer.ts";
import * as problem from "./problems.ts";
import {
  checkMatrix,
  matrixStart,
  numbers,
  parameterStart,
  tuningArguments,
  vectorStart,
} from "./start.ts";

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
    init: matrixStart("how W starts; uniform in ± 1/√in unless given"),
    bias_init: vectorStart("how b starts; uniform in ± 1/√in unless given"),
    ...tuningArguments,
  },
  build(context, { out, bias, weight, init, bias_init, ...tuning }) {
    const inputs = sizeOf(context.input.type.shape.at(-1));
    checkMatrix(context, weight, {
      shape: [out, inputs],
      layer: `linear(${out}) on ${inputs} inputs`,
      row: "an output",
    });
    checkBias(context, bias, out);
    const preset = uniform(1 / Math.sqrt(inputs));
    const starts = {
      weight: parameterStart(context, { init, values: weight?.flat(), preset }),
      bias: parameterStart(context, {
        init: bias_init,
        values: literalOf(bias),
        preset,
        names: { init: "bias_init", values: "bias" },
      }),
    };
    const parameter = (name: "weight" | "bias", shape: readonly number[]) =>
      context.parameter(name, shape, { start: starts[name], ...tuning });
    const w = parameter("weight", [out, inputs]);
    return affine(context.input, w, bias === false ? undefined : parameter("bias", [out]));
  },
});

/** x Wᵀ + b over the last axis; one product of matrices where the other axes have sizes. */
export function affine(x: Value, weight: Value, bias: Value | undefined): Value {
  const { shape } = x.type;
  const lead = shape.slice(0, -1);
  const isFlat = lead.length === 1 || lead.some((dim) => typeof dim === "string");
  // ONNX Runtime's product with a bias, and its gradients, are for matrices.
  const rows = isFlat ? x : reshape(x, [countOf(lead), ...shape.slice(-1)]);
  const product = matmul(rows, weight, { transposeB: true });
  const y = bias ? add(product, bias) : product;
  return isFlat ? y : reshape(y, [...lead, ...y.type.shape.slice(-1)]);
}

/** The values that are written, `null` where there is to be no bias. */
function literalOf(bias: boolean | readonly number[]): readonly number[] | null | undefined {
  if (bias === true) return undefined;
  return bias === false ? null : bias;
}

function checkBias(context: LayerContext, bias: boolean | readonly number[], out: number): void {
  if (typeof bias === "boolean" || bias.length === out) return;
  context.reject(problem.wrongLiteral({
    argument: "bias",
    message: `The bias has ${bias.length} values, linear(${out}) needs ${out}`,
    help: `Write ${out} values, one an output`,
  }));
}
