import { type ArgumentSpec, boolean, int, type Signature } from "../dsl/signature.ts";

/** The `train` stage: how long, in which batches and in which order. */
export const trainStage: Signature<{
  readonly epochs: ArgumentSpec<number>;
  readonly batch: ArgumentSpec<number>;
  readonly shuffle: ArgumentSpec<boolean>;
}> = {
  name: "train",
  doc:
    "Trains for some epochs in batches of rows; a smaller last batch is kept, as PyTorch's DataLoader.",
  arguments: {
    epochs: int({ min: 1, max: 1_000_000, default: 10, doc: "passes over the training rows" }),
    batch: int({ min: 1, max: 10_000_000, default: 32, doc: "rows a step" }),
    shuffle: boolean({ default: true, doc: "whether each epoch takes the rows in a new order" }),
  },
};
