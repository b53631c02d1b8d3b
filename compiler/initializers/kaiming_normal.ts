import { kaimingArguments, kaimingDeviation, spreadBy } from "./fan.ts";
import { defineInitializer, normal } from "./initializer.ts";

/** N(0, gain² / fan), as `torch.nn.init.kaiming_normal_`. */
export const kaimingNormal = defineInitializer({
  name: "kaiming_normal",
  doc: "Normal around 0 with standard deviation gain / √fan, as torch.nn.init.kaiming_normal_.",
  arguments: kaimingArguments,
  needsMatrix: true,
  initializer: (args) => spreadBy(normal, (shape) => kaimingDeviation(shape, args)),
});
