import { boolean, int } from "../../dsl/language/signature.ts";
import { filled, type Initializer, uniform } from "../initializers/initializer.ts";
import { sizeOf, tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { constant, scalar } from "../ir/constant.ts";
import { matmul } from "../ops/matmul.ts";
import { mul } from "../ops/mul.ts";
import { permute } from "../ops/permute.ts";
import { reshape } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import { softmax } from "../ops/softmax.ts";
import { defineLayer } from "./layer.ts";
import { affine } from "./linear.ts";
import * as problem from "./problems.ts";
import { matrixStart, parameterStart, tuningArguments, vectorStart } from "./start.ts";

/**
 * Multi-head self-attention: softmax(q kᵀ / √d) v for each head, of d = D / heads values a token,
 * between affine maps from and to [T, D]. As `torch.nn.MultiheadAttention(D, heads,
 * batch_first=True)` with the input as query, key and value, and no dropout.
 * Shapes: x [N, ...d, T, D] -> y [N, ...d, T, D], with in_weight [3 D, D] (the rows of q, then k,
 * then v), in_bias [3 D], out_weight [D, D] and out_bias [D].
 * @see Vaswani et al., "Attention Is All You Need".
 */
export const attention = defineLayer({
  name: "attention",
  doc:
    "Multi-head self-attention over the tokens, softmax(q kᵀ / √d) v, [N, tokens, n] to the same, as torch.nn.MultiheadAttention.",
  arguments: {
    heads: int({ min: 1, max: 100_000, doc: "how many heads share the n values; `num_heads`" }),
    causal: boolean({
      default: false,
      doc: "whether a token sees only itself and those before it",
    }),
    bias: boolean({ default: true, doc: "whether both maps have a bias" }),
    init: matrixStart(
      "how both weights start; in_weight as xavier_uniform, out_weight uniform in ± 1/√n unless given",
    ),
    bias_init: vectorStart("how both biases start; 0 unless given"),
    ...tuningArguments,
  },
  build(context, { heads, causal, bias, init, bias_init, ...tuning }) {
    const { input: x } = context;
    const { shape } = x.type;
    if (shape.length < 3) context.reject(problem.tooFewAxes("attention", shape));
    const width = sizeOf(shape.at(-1));
    if (width % heads !== 0) context.reject(problem.unevenHeads(shape, heads));
    const shift = parameterStart(context, {
      init: bias_init,
      values: bias ? undefined : null,
      preset: filled(0),
      names: { init: "bias_init", values: "bias" },
    });
    const parametersOf = (side: "in" | "out", out: number, bound: number) => {
      const start = parameterStart(context, { init, values: undefined, preset: uniform(bound) });
      const declare = (name: string, shape: readonly number[], start: Initializer) =>
        context.parameter(`${side}_${name}`, shape, { start, ...tuning });
      const weight = declare("weight", [out, width], start);
      return [weight, bias ? declare("bias", [out], shift) : undefined] as const;
    };
    // Xavier's bound for 3 D outputs, as torch has it, and then that of `linear`.
    const within = parametersOf("in", 3 * width, Math.sqrt(6 / (4 * width)));
    const out = parametersOf("out", width, 1 / Math.sqrt(width));
    return affine(attended(affine(x, ...within), { heads, causal }), ...out);
  },
});

interface Heads {
  readonly heads: number;
  readonly causal: boolean;
}

/** softmax(q kᵀ / √d) v of each head. Shapes: x [...d, T, 3 D], which is q, k and v, -> [...d, T, D]. */
function attended(x: Value, { heads, causal }: Heads): Value {
  const shape = x.type.shape.with(-1, sizeOf(x.type.shape.at(-1)) / 3);
  const [tokens, width] = [sizeOf(shape.at(-2)), sizeOf(shape.at(-1))];
  const depth = width / heads;
  // [...d, T, D] to [...d, T, heads, depth], and the last three axes in another order.
  const part = (at: number, axes: readonly number[]) => {
    const each = slice(x, { axis: -1, start: at * width, end: (at + 1) * width });
    return permute(reshape(each, [...shape.slice(0, -1), heads, depth]), axes);
  };
  const [q, k, v] = [part(0, [-2, -3, -1]), part(1, [-2, -1, -3]), part(2, [-2, -3, -1])];
  const scores = matmul(mul(q, scalar(1 / Math.sqrt(depth))), k);
  const y = matmul(softmax(causal ? add(scores, future(tokens)) : scores), v);
  return reshape(permute(y, [-2, -3, -1]), shape);
}

/** [T, T]: 0 where a token may look, else so little that its share is exactly 0. */
function future(tokens: number): Value {
  // Finite, since a GPU may compute as if there were no infinities.
  const isLater = (at: number) => at % tokens > Math.floor(at / tokens);
  const values = Array.from({ length: tokens ** 2 }, (_, at) => isLater(at) ? -1e30 : 0);
  return constant(tensor([tokens, tokens], values));
}
