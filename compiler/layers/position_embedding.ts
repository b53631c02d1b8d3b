import { normal } from "../initializers/initializer.ts";
import { sizeOf } from "../ir/tensor.ts";
import { add } from "../ops/add.ts";
import { defineLayer } from "./layer.ts";
import * as problem from "./problems.ts";
import { matrixStart, parameterStart, tuningArguments } from "./start.ts";

/**
 * A learnt vector for each place in a row, added to what stands there: y = x + positions.
 * Shapes: x [N, ...d, T, D] -> y [N, ...d, T, D], with positions [T, D], which start as N(0, 0.02²).
 * @see Dosovitskiy et al., "An Image is Worth 16x16 Words".
 */
export const positionEmbedding = defineLayer({
  name: "position_embedding",
  doc:
    "Adds a learnt vector for each token's place, x + positions, [N, tokens, n] to the same, as a Vision Transformer does.",
  arguments: {
    init: matrixStart("how the vectors start; normal(mean = 0, std = 0.02) unless given"),
    ...tuningArguments,
  },
  build(context, { init, ...tuning }) {
    const { shape } = context.input.type;
    if (shape.length < 3) context.reject(problem.tooFewAxes("position_embedding", shape));
    const start = parameterStart(context, { init, values: undefined, preset: normal(0.02) });
    const size = shape.slice(-2).map(sizeOf);
    const positions = context.parameter("positions", size, { start, ...tuning });
    return add(context.input, positions);
  },
});
