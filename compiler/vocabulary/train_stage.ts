import {
  type ArgumentSpec,
  boolean,
  type CalledValue,
  callOf,
  either,
  float,
  int,
  list,
  optional,
  type Signature,
  word,
} from "../../dsl/language/signature.ts";

/** What training can watch; named as the columns of `history.csv`. */
const monitors = ["valid_loss", "valid_accuracy", "train_loss", "train_accuracy"] as const;
/** One of `monitors`. */
export type Monitor = typeof monitors[number];

const testWatched = {
  why: "what is chosen by the test rows can no longer be judged by them",
  help: "Watch validation rows: split holdout(valid = 20%, test = 20%) and monitor = valid_loss",
};

/** Goes back and on with a smaller learning rate. */
const restart: Signature<{
  readonly factor: ArgumentSpec<number>;
  readonly times: ArgumentSpec<number>;
}> = {
  name: "restart",
  doc:
    "goes back to before the epoch with the lowest training loss, and on with a smaller learning rate",
  arguments: {
    factor: float({ above: 0, below: 1, default: 0.5, doc: "what the rate is multiplied with" }),
    times: int({ min: 1, max: 100, default: 3, doc: "how often at most" }),
  },
};

/** The `train` stage: how long, in which batches and in which order. */
export const trainStage: Signature<{
  readonly epochs: ArgumentSpec<number>;
  readonly batch: ArgumentSpec<number>;
  readonly shuffle: ArgumentSpec<boolean>;
  readonly evaluate: ArgumentSpec<readonly ("train" | "test")[]>;
  readonly keep: ArgumentSpec<"last" | "best">;
  readonly monitor: ArgumentSpec<Monitor>;
  readonly patience: ArgumentSpec<number | undefined>;
  readonly min_delta: ArgumentSpec<number>;
  readonly clip_norm: ArgumentSpec<number | undefined>;
  readonly clip_value: ArgumentSpec<number | undefined>;
  readonly l1: ArgumentSpec<number>;
  readonly l2: ArgumentSpec<number>;
  readonly on_divergence: ArgumentSpec<"stop" | CalledValue<typeof restart>>;
}> = {
  name: "train",
  doc:
    "Trains for some epochs in batches of rows; a smaller last batch is kept, as PyTorch's DataLoader.",
  arguments: {
    epochs: int({ min: 1, max: 1_000_000, default: 10, doc: "passes over the training rows" }),
    batch: int({ min: 1, max: 10_000_000, default: 32, doc: "rows a step" }),
    shuffle: boolean({ default: true, doc: "whether each epoch takes the rows in a new order" }),
    evaluate: list(word(["train", "test"], { doc: "a part" }), {
      default: [],
      doc: "the parts to evaluate after each epoch too, as validation rows are",
    }),
    keep: word(["last", "best"], {
      default: "last",
      doc: "which parameters to keep: those of the last epoch, or of the best by the monitor",
    }),
    monitor: word(monitors, {
      default: "valid_loss",
      doc: "what early stopping and keep = best watch, after each epoch",
      refused: {
        test_loss: testWatched,
        test_accuracy: testWatched,
        loss: { why: "it does not say of which rows", help: "Write valid_loss or train_loss" },
        val_loss: { why: "here it is written valid_loss", help: "Write valid_loss" },
        accuracy: {
          why: "it does not say of which rows",
          help: "Write valid_accuracy or train_accuracy",
        },
        val_accuracy: { why: "here it is written valid_accuracy", help: "Write valid_accuracy" },
      },
    }),
    patience: optional(int({
      min: 1,
      max: 1_000_000,
      doc: "stop after so many epochs without a better monitor, and keep the best parameters",
    })),
    min_delta: float({ min: 0, default: 0, doc: "how much better counts as better" }),
    clip_norm: optional(float({
      above: 0,
      doc: "scale the gradient down to this L2 norm, as torch.nn.utils.clip_grad_norm_",
    })),
    clip_value: optional(float({
      above: 0,
      doc: "cut each element of the gradient off at ± this, as torch.nn.utils.clip_grad_value_",
    })),
    l1: float({ min: 0, default: 0, doc: "adds l1 · Σ|w| over all weights, biases left out" }),
    l2: float({ min: 0, default: 0, doc: "adds l2 · Σ w² over all weights, biases left out" }),
    on_divergence: either(
      word(["stop"], { doc: "ends the training" }),
      callOf([restart], { what: "answer to a divergence", doc: restart.doc }),
      { default: "stop", doc: "what happens where a number stops being finite" },
    ),
  },
};
