import { boundOf, gainArgument, spreadBy, xavierDeviation } from "./fan.ts";
import { defineInitializer, uniform } from "./initializer.ts";

/** Uniform in ± gain √(6 / (fan_in + fan_out)), as `torch.nn.init.xavier_uniform_`. */
export const xavierUniform = defineInitializer({
  name: "xavier_uniform",
  doc: "Uniform in ± gain √(6 / (in + out)), as torch.nn.init.xavier_uniform_.",
  arguments: { gain: gainArgument },
  needsMatrix: true,
  initializer: ({ gain }) => spreadBy(uniform, (shape) => boundOf(xavierDeviation(shape, gain))),
});
