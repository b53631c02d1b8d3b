import { float } from "../../../dsl/language/signature.ts";
import { add } from "../../ops/add.ts";
import { mul } from "../../ops/mul.ts";
import { columnsArgument } from "../base/arguments.ts";
import { minus, numbersLike, operand, shown } from "../base/numbers.ts";
import { defineScaler } from "./scaler.ts";

/** x · factor + offset: `affine(1 / 127.5, -1)` brings pixels to -1..1, as Keras' `Rescaling`. */
export const affineScaler = defineScaler({
  name: "affine",
  doc: "x · factor + offset: affine(1 / 127.5, -1) brings pixels to -1..1, as Keras' Rescaling.",
  arguments: {
    factor: float({ default: 1, doc: "what every value is multiplied by" }),
    offset: float({ default: 0, doc: "what is added then" }),
    columns: columnsArgument,
  },
  fit: () => ({}),
  build: (x, _, { factor, offset }) => add(mul(x, numbersLike(x, factor)), numbersLike(x, offset)),
  formula: (x, _, { factor, offset }) => minus(`${operand(x)} * ${shown(factor)}`, -offset),
});
