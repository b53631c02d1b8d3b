import { gainArgument, spreadBy, xavierDeviation } from "./fan.ts";
import { defineInitializer, normal } from "./initializer.ts";

/** N(0, gain² · 2 / (fan_in + fan_out)), as `torch.nn.init.xavier_normal_`. */
export const xavierNormal = defineInitializer({
  name: "xavier_normal",
  doc:
    "Normal around 0 with standard deviation gain √(2 / (in + out)), as torch.nn.init.xavier_normal_.",
  arguments: { gain: gainArgument },
  needsMatrix: true,
  initializer: ({ gain }) => spreadBy(normal, (shape) => xavierDeviation(shape, gain)),
});
