import { float } from "../../../dsl/language/signature.ts";
import { div } from "../../ops/div.ts";
import { columnsArgument } from "../base/arguments.ts";
import { numbersLike, over } from "../base/numbers.ts";
import { defineScaler } from "./scaler.ts";

/** x / by: `divide(255)` brings pixels to 0..1, as torchvision's `ToTensor` does. */
export const divide = defineScaler({
  name: "divide",
  doc: "x / by: divide(255) brings pixels to 0..1, as torchvision's ToTensor does.",
  arguments: {
    by: float({ above: 0, default: 255, doc: "what every value is divided by" }),
    columns: columnsArgument,
  },
  fit: () => ({}),
  build: (x, _, { by }) => div(x, numbersLike(x, by)),
  formula: (x, _, { by }) => over(x, by),
});
