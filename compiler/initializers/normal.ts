import { float } from "../../dsl/language/signature.ts";
import { defineInitializer, each, standardNormal } from "./initializer.ts";

/** N(mean, std²), as `torch.nn.init.normal_`. */
export const normalKind = defineInitializer({
  name: "normal",
  doc: "Normal with a mean and a standard deviation, as torch.nn.init.normal_.",
  arguments: {
    mean: float({ default: 0, doc: "the mean" }),
    std: float({ min: 0, default: 1, doc: "the standard deviation" }),
  },
  initializer: ({ mean, std }) => each((random) => mean + std * standardNormal(random)),
});
