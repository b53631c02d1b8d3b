import { type ArgumentSpec, float, word } from "../../dsl/language/signature.ts";
import { sizeOf } from "../ir/tensor.ts";
import type { Initializer } from "./initializer.ts";

/** How many inputs and outputs each unit of a weight [out, in] has. */
export function fansOf(shape: readonly number[]): { readonly in: number; readonly out: number } {
  return { in: sizeOf(shape.at(-1)), out: sizeOf(shape.at(-2)) };
}

const nonlinearities = ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "selu"] as const;

/** What says how much a layer's activation shrinks what flows through it. */
export interface GainArguments {
  readonly nonlinearity: typeof nonlinearities[number];
  readonly slope: number;
}

/** The factor that makes up for an activation. @see `torch.nn.init.calculate_gain`. */
export function gainOf({ nonlinearity, slope }: GainArguments): number {
  const gains = {
    linear: 1,
    sigmoid: 1,
    tanh: 5 / 3,
    relu: Math.SQRT2,
    leaky_relu: Math.sqrt(2 / (1 + slope ** 2)),
    selu: 3 / 4,
  };
  return gains[nonlinearity];
}

/** The arguments of both Kaiming initializers, as in `torch.nn.init`. */
export const kaimingArguments: {
  readonly mode: ArgumentSpec<"fan_in" | "fan_out">;
  readonly nonlinearity: ArgumentSpec<GainArguments["nonlinearity"]>;
  readonly slope: ArgumentSpec<number>;
} = {
  mode: word(["fan_in", "fan_out"], {
    default: "fan_in",
    doc: "whether the variance is kept from inputs to outputs, or of gradients on their way back",
  }),
  nonlinearity: word(nonlinearities, {
    default: "leaky_relu",
    doc: "the activation after the layer; relu is leaky_relu of slope 0",
  }),
  slope: float({ min: 0, default: 0, doc: "the slope of leaky_relu below 0; torch's `a`" }),
};

/** The standard deviation gain / √fan. */
export function kaimingDeviation(
  shape: readonly number[],
  { mode, ...gain }: GainArguments & { readonly mode: "fan_in" | "fan_out" },
): number {
  const fans = fansOf(shape);
  return gainOf(gain) / Math.sqrt(mode === "fan_in" ? fans.in : fans.out);
}

/** The argument of both Xavier initializers, and of `orthogonal`. */
export const gainArgument: ArgumentSpec<number> = float({
  above: 0,
  default: 1,
  doc: "a factor for all values",
});

/** The standard deviation gain · √(2 / (fan_in + fan_out)). */
export function xavierDeviation(shape: readonly number[], gain: number): number {
  const fans = fansOf(shape);
  return gain * Math.sqrt(2 / (fans.in + fans.out));
}

/** An initializer whose spread depends on the shape. */
export function spreadBy(
  make: (spread: number) => Initializer,
  spread: (shape: readonly number[]) => number,
): Initializer {
  return (shape, random) => make(spread(shape))(shape, random);
}

/** Half the width of the uniform distribution around 0 with a standard deviation. */
export function boundOf(deviation: number): number {
  return Math.sqrt(3) * deviation;
}
