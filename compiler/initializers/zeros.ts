import { defineInitializer, filled } from "./initializer.ts";

/** Every value 0, as `torch.nn.init.zeros_`. */
export const zeros = defineInitializer({
  name: "zeros",
  doc: "Every value 0, as torch.nn.init.zeros_.",
  arguments: {},
  initializer: () => filled(0),
});
