import { float } from "../../dsl/language/signature.ts";
import { defineInitializer, each } from "./initializer.ts";
import { orderOf } from "./truncated_normal.ts";

/** Uniform in low..high, as `torch.nn.init.uniform_`. */
export const uniformKind = defineInitializer({
  name: "uniform",
  doc: "Uniform in low..high, as torch.nn.init.uniform_.",
  arguments: {
    low: float({ default: 0, doc: "the lowest value; torch's `a`" }),
    high: float({ default: 1, doc: "the value that all stay below; torch's `b`" }),
  },
  problem: orderOf,
  initializer: ({ low, high }) => each((random) => low + (high - low) * random()),
});
