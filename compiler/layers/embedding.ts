import { int, list, optional } from "../../dsl/language/signature.ts";
import { normal } from "../initializers/initializer.ts";
import { cast } from "../ops/cast.ts";
import { gatherRows } from "../ops/gather_rows.ts";
import { defineLayer } from "./layer.ts";
import { checkMatrix, matrixStart, numbers, parameterStart, tuningArguments } from "./start.ts";

/**
 * A learnt vector for each whole number: y[...] = weight[x[...]], as `torch.nn.Embedding`. The codes
 * arrive as float32 and must be in 0..count - 1, hence unscaled.
 * Shapes: x [...d] -> y [...d, dim], with weight [count, dim], which starts as N(0, 1).
 */
export const embedding = defineLayer({
  name: "embedding",
  doc:
    "A learnt vector for each whole number in 0..count - 1, [N, F] to [N, F, dim], as torch.nn.Embedding.",
  arguments: {
    count: int({ min: 1, max: 10_000_000, doc: "how many codes there are; `num_embeddings`" }),
    dim: int({ min: 1, max: 1_000_000, doc: "the length of a vector; `embedding_dim`" }),
    weight: optional(list(numbers, { doc: "count rows of dim values that it starts with" })),
    init: matrixStart("how the vectors start; normal(mean = 0, std = 1) unless given"),
    ...tuningArguments,
  },
  build(context, { count, dim, weight, init, ...tuning }) {
    const layer = `embedding(${count}, ${dim})`;
    checkMatrix(context, weight, { shape: [count, dim], layer, row: "a code" });
    const start = parameterStart(context, { init, values: weight?.flat(), preset: normal(1) });
    const table = context.parameter("weight", [count, dim], { start, ...tuning });
    return gatherRows(table, cast(context.input, "int32"));
  },
});
