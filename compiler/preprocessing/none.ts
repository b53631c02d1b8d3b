import { defineScaler } from "./scaler.ts";

/** Leaves the features as they are. */
export const noScaling = defineScaler({
  name: "none",
  doc: "Leaves the features as they are.",
  arguments: {},
  fit: () => ({ center: new Float64Array(), spread: new Float64Array() }),
  build: (x) => x,
});
