import { float } from "../../dsl/language/signature.ts";
import { elu } from "../ops/elu.ts";
import { defineLayer } from "./layer.ts";

/** y = x where x > 0, else α (eˣ - 1), as `torch.nn.ELU`. Shapes: x [...d] -> y [...d]. */
export const eluLayer = defineLayer({
  name: "elu",
  doc: "Exponential linear unit, x where x > 0, else α (eˣ - 1), as torch.nn.ELU.",
  arguments: { alpha: float({ min: 0, default: 1, doc: "α: how far below 0 it goes" }) },
  build: ({ input }, { alpha }) => elu(input, alpha),
});
