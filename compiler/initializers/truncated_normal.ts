import { float } from "../../dsl/language/signature.ts";
import type { Random } from "./random.ts";
import { defineInitializer, each } from "./initializer.ts";

interface Interval {
  readonly mean: number;
  readonly std: number;
  readonly low: number;
  readonly high: number;
}

// Beyond, less than 10⁻¹⁵ of a normal distribution is left: below what a draw can resolve.
const reach = 8;

/** N(mean, std²) where it lies in low..high, as `torch.nn.init.trunc_normal_`. */
export const truncatedNormal = defineInitializer({
  name: "truncated_normal",
  doc: "Normal, drawn again until it lies in low..high, as torch.nn.init.trunc_normal_.",
  arguments: {
    mean: float({ default: 0, doc: "the mean before it is cut off" }),
    std: float({ above: 0, default: 1, doc: "the standard deviation before it is cut off" }),
    low: float({ default: -2, doc: "the lowest value; torch's `a`" }),
    high: float({ default: 2, doc: "the highest value; torch's `b`" }),
  },
  problem(args) {
    const { low, high } = standardized(args);
    const isFar = low > reach || high < -reach;
    return orderOf(args) ?? (isFar ? `its range is ${reach} or more deviations away` : undefined);
  },
  initializer: (args) => each((random) => args.mean + args.std * draw(standardized(args), random)),
});

/** Why `low` and `high` are no range, if they are none. */
export function orderOf({ low, high }: Pick<Interval, "low" | "high">): string | undefined {
  return low < high ? undefined : `low = ${low} is not below high = ${high}`;
}

/** The range in standard deviations from the mean, cut off where nothing is left to draw. */
function standardized({ mean, std, low, high }: Interval): Pick<Interval, "low" | "high"> {
  return {
    low: Math.max((low - mean) / std, -reach),
    high: Math.min((high - mean) / std, reach),
  };
}

/** Draws evenly and keeps each draw as often as its density says, relative to the highest one. */
function draw({ low, high }: Pick<Interval, "low" | "high">, random: Random): number {
  const top = Math.min(Math.max(0, low), high);
  for (;;) {
    const value = low + (high - low) * random();
    if (random() < Math.exp((top ** 2 - value ** 2) / 2)) return value;
  }
}
