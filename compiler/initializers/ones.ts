import { defineInitializer, filled } from "./initializer.ts";

/** Every value 1, as `torch.nn.init.ones_`. */
export const ones = defineInitializer({
  name: "ones",
  doc: "Every value 1, as torch.nn.init.ones_.",
  arguments: {},
  initializer: () => filled(1),
});
