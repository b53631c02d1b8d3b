import { columnsArgument } from "../base/arguments.ts";
import { defineScaler } from "./scaler.ts";

/** Raw values as they are; says that this is meant. */
export const noScaling = defineScaler({
  name: "none",
  doc: "Leaves the values as they are.",
  arguments: { columns: columnsArgument },
  fit: () => ({}),
  build: (x) => x,
  formula: (x) => x,
});
