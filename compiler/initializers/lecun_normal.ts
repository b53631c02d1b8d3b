import { fansOf, spreadBy } from "./fan.ts";
import { defineInitializer, normal } from "./initializer.ts";

/** N(0, 1 / fan_in), not truncated. @see LeCun et al., "Efficient BackProp", section 4.6. */
export const lecunNormal = defineInitializer({
  name: "lecun_normal",
  doc:
    "Normal around 0 with standard deviation 1 / √in, as kaiming_normal(nonlinearity = linear); for selu.",
  arguments: {},
  needsMatrix: true,
  initializer: () => spreadBy(normal, (shape) => 1 / Math.sqrt(fansOf(shape).in)),
});
