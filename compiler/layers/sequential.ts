import { defineLayer } from "./layer.ts";

/** The layers of its block one after the other, as `torch.nn.Sequential`: one branch of a `concat`. */
export const sequential = defineLayer({
  name: "sequential",
  doc: "The layers of its block one after the other, as torch.nn.Sequential; for concat.",
  block: true,
  arguments: {},
  build: (context) => context.block(context.input),
});
