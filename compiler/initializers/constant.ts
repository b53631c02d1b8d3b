import { float } from "../../dsl/language/signature.ts";
import { defineInitializer, filled } from "./initializer.ts";

/** Every value the same, as `torch.nn.init.constant_`. */
export const constantKind = defineInitializer({
  name: "constant",
  doc: "Every value the same, as torch.nn.init.constant_.",
  arguments: { value: float({ doc: "the value" }) },
  initializer: ({ value }) => filled(value),
});
