import { type ArgumentSpec, optional, path, type Signature } from "../../dsl/language/signature.ts";

/** The `model` stage itself: its layers stand in its block. */
export const modelStage: Signature<{
  readonly parameters: ArgumentSpec<string | undefined>;
}> = {
  name: "model",
  doc: "The layers of the network, one after the other.",
  arguments: {
    parameters: optional(path({
      doc: "an .npz file with values that parameters start with, by the names in parameters.npz",
    })),
  },
};
