import { boundOf, fansOf, spreadBy } from "./fan.ts";
import { defineInitializer, uniform } from "./initializer.ts";

/** Uniform in ± √(3 / fan_in). @see LeCun et al., "Efficient BackProp", section 4.6. */
export const lecunUniform = defineInitializer({
  name: "lecun_uniform",
  doc: "Uniform in ± √(3 / in), as kaiming_uniform(nonlinearity = linear).",
  arguments: {},
  needsMatrix: true,
  initializer: () => spreadBy(uniform, (shape) => boundOf(1 / Math.sqrt(fansOf(shape).in))),
});
