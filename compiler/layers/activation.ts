import { word } from "../../dsl/language/signature.ts";
import { eluLayer } from "./elu.ts";
import { gelu } from "./gelu.ts";
import { hardSigmoid } from "./hard_sigmoid.ts";
import { defineLayer, type Layer } from "./layer.ts";
import { leakyReluLayer } from "./leaky_relu.ts";
import { mish } from "./mish.ts";
import { reluLayer } from "./relu.ts";
import { selu } from "./selu.ts";
import { sigmoidLayer } from "./sigmoid.ts";
import { silu } from "./silu.ts";
import { softplusLayer } from "./softplus.ts";
import { tanhLayer } from "./tanh.ts";

/** The layers that take each value by itself and learn nothing, by their names. */
const activations: Readonly<Record<string, Layer>> = Object.fromEntries(
  [
    reluLayer,
    leakyReluLayer,
    eluLayer,
    selu,
    gelu,
    silu,
    mish,
    softplusLayer,
    tanhLayer,
    sigmoidLayer,
    hardSigmoid,
  ].map((layer) => [layer.name, layer]),
);

/** The name of no activation at all. */
const none = "none";

/**
 * The activation of some name with its defaults, so that a parameter can choose it.
 * Shapes: x [...d] -> y [...d].
 */
export const activation = defineLayer({
  name: "activation",
  doc: "The activation layer of this name with its defaults, for a name that is a parameter: " +
    "param act: relu | tanh = relu, then activation(act); none leaves the values as they are.",
  arguments: {
    name: word([...Object.keys(activations), none], { doc: "which one, such as relu" }),
  },
  standsFor: ({ name }) => activations[name],
  build(context, { name }) {
    const layer = activations[name];
    return layer ? layer.build(context, defaultsOf(layer)) : context.input;
  },
});

function defaultsOf({ arguments: specs }: Layer): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default]));
}
