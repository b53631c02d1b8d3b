import { boundOf, kaimingArguments, kaimingDeviation, spreadBy } from "./fan.ts";
import { defineInitializer, uniform } from "./initializer.ts";

/** Uniform in ± gain √(3 / fan), as `torch.nn.init.kaiming_uniform_`. */
export const kaimingUniform = defineInitializer({
  name: "kaiming_uniform",
  doc: "Uniform in ± gain √(3 / fan), as torch.nn.init.kaiming_uniform_.",
  arguments: kaimingArguments,
  needsMatrix: true,
  initializer: (args) => spreadBy(uniform, (shape) => boundOf(kaimingDeviation(shape, args))),
});
