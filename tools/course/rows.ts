/** The rows of the course: which pipeline shows each of them, and which number it is to give. */
import type { LargeData } from "./data.ts";

/** A number of a run, and what it is expected to be. */
export interface Measure {
  /**
   * `test accuracy`: a metric or the loss of a part after training; `running accuracy`: of the training rows
   * during the last epoch, before each step; `first loss`: during the first; `answers`: what the model says of
   * the rows; `parameters`: how many it has.
   */
  readonly of: string;
  /** A line of `reference.json`, where `{epochs}` stands for how many there are. */
  readonly reference?: string;
  /** Numbers that do not depend on a seed. */
  readonly exact?: readonly number[];
  /** How far from `exact` a number may be, 1e-5 unless given: what float32 costs. */
  readonly within?: number;
}

/** One training, or one for each of some seeds. */
export interface CourseRow {
  /** As in the list of the course. */
  readonly row: string;
  readonly what: string;
  /** Below `pipelines/`. */
  readonly file: string;
  readonly variant?: string;
  /** What `--set` gives. */
  readonly set?: Readonly<Record<string, number>>;
  /** The large data that the expected numbers are of, with the variant and the settings for them. */
  readonly large?: {
    readonly data: LargeData;
    readonly variant?: string;
    readonly set?: Readonly<Record<string, number>>;
  };
  /** Passes over the training rows, and with `--quick`; those of the file unless given. */
  readonly epochs?: { readonly full: number; readonly quick: number };
  /** From 0 on; the seed of the file alone unless given. */
  readonly seeds?: number;
  readonly measures: readonly Measure[];
  /** Whether `--quick` leaves it out. */
  readonly isLong?: boolean;
}

function byHand(
  row: string,
  what: string,
  { file, variant, ...measure }: { readonly file: string; readonly variant?: string } & Measure,
): CourseRow {
  return { row, what, file: `course/${file}.pipe`, variant, measures: [measure] };
}

/** Each of these numbers beside the line of the reference whose name ends so. */
function beside(
  reference: string,
  names: Readonly<Record<string, string>>,
): readonly Measure[] {
  return Object.entries(names).map(([of, end]) => ({ of, reference: `${reference} ${end}` }));
}

const gates = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], not: [1, 0] };

const workedByHand: readonly CourseRow[] = [
  {
    row: "H1",
    what: "softmax regression, loss before the step and after",
    file: "course/h1_softmax_regression.pipe",
    measures: [{ of: "first loss", exact: [0.770957] }, { of: "train loss", exact: [0.763759] }],
  },
  {
    row: "H2",
    what: "2-2-1, loss before the step and after",
    file: "course/h2_linear_hidden.pipe",
    measures: [{ of: "first loss", exact: [0.787192] }, { of: "train loss", exact: [0.745953] }],
  },
  byHand("H3", "three iris rows, printed weights", {
    ...{ file: "h3_three_iris_rows", of: "first loss", exact: [1.273091] },
  }),
  ...Object.entries(gates).map(([gate, exact]) =>
    byHand("H4", `perceptron with a step: ${gate.toUpperCase()}`, {
      ...{ file: `h4_step_${gate}`, of: "answers", exact },
    })
  ),
  byHand("H4", "XOR by a hidden layer with given weights", {
    ...{ file: "h4_xor_network", of: "train loss", exact: [0.0000454], within: 1e-6 },
  }),
  ...["and", "or", "xor"].map((gate): CourseRow => ({
    row: "H4",
    what: `one unit learns ${gate.toUpperCase()}`,
    file: `course/h4_learn_${gate}.pipe`,
    seeds: 5,
    measures: [{ of: "train loss", reference: `deck3.perceptron_${gate} loss` }],
  })),
  {
    row: "H4",
    what: "2-4-1 learns XOR",
    file: "course/h4_learn_xor_hidden.pipe",
    seeds: 5,
    measures: [{ of: "train loss", reference: "deck3.xor_mlp_tanh_4 loss" }],
  },
  byHand("H5", "half squared error before the step", {
    ...{ file: "h5_half_squared", of: "first loss", exact: [0.075487] },
  }),
  byHand("H6", "sigmoid at .18 and -.18", {
    ...{ file: "h6_sigmoid", of: "answers", exact: [0.544879, 0.455121] },
  }),
  byHand("H6", "ReLU", { file: "h6_relu", of: "answers", exact: [0.18, 0] }),
  byHand("H6", "tanh", { file: "h6_tanh", of: "answers", exact: [0.178081, -0.178081] }),
  byHand("H6", "softmax of 1, 2, 3", {
    ...{ file: "h6_softmax", of: "answers", exact: [0.090031, 0.244728, 0.665241] },
  }),
  byHand("H6", "binary cross-entropy", {
    ...{ file: "h6_binary_cross_entropy", of: "train loss", exact: [0.787192] },
  }),
  byHand("H6", "cross-entropy", {
    ...{ file: "h6_cross_entropy", of: "train loss", exact: [0.295551] },
  }),
  byHand("H7", "standardised, σ of the population", {
    ...{ file: "h7_standardisation", of: "answers", exact: [-1.184341, 1.520013] },
  }),
  byHand("H7", "standardised, σ of a sample", {
    ...{ file: "h7_standardisation", variant: "sample" },
    ...{ of: "answers", exact: [-1.059307, 1.359541] },
  }),
  byHand("H8", "2-2-1", { file: "h8_summary", of: "parameters", exact: [9] }),
  byHand("H8", "2-2-2", {
    ...{ file: "h8_summary", variant: "two_outputs", of: "parameters", exact: [12] },
  }),
];

const iris: readonly CourseRow[] = [
  {
    row: "T1",
    what: "iris 90/30/30, 4-8-3",
    file: "iris.pipe",
    seeds: 5,
    measures: [
      { of: "parameters", exact: [67] },
      ...beside("deck1.iris_4_8_3", {
        ...{ "train accuracy": "train", "valid accuracy": "valid", "test accuracy": "test" },
      }),
    ],
  },
  {
    row: "T2",
    what: "iris 105/45, 4-8-3",
    file: "iris_70_30.pipe",
    seeds: 5,
    measures: beside("deck0.iris_70_30", { "train accuracy": "train", "test accuracy": "test" }),
  },
];

const pictures = {
  "running accuracy": "running_acc {epochs}",
  "test accuracy": "test_acc {epochs}",
};
const ways = {
  raw: "0 to 255, lr .01",
  raw_slow: "0 to 255, lr .00001",
  to_one: "x/255, lr .01",
  to_both: "x/127.5 - 1, lr .01",
  standard: "(x - μ)/σ, lr .01",
};

const fashion: readonly CourseRow[] = [
  ...Object.entries(ways).map(([variant, what], at): CourseRow => ({
    row: "T3",
    what: `Fashion-MNIST, softmax, ${what}`,
    file: "fashion/normalisations.pipe",
    variant,
    large: { data: "fashion-mnist", set: { batch: 1024 } },
    epochs: { full: 20, quick: 5 },
    seeds: 5,
    measures: beside(`deck2.fashion_softmax_case${at + 1}`, pictures),
  })),
  {
    row: "T3",
    what: "Fashion-MNIST, softmax, x/255, lr .1",
    file: "fashion/softmax.pipe",
    large: { data: "fashion-mnist", variant: "whole" },
    epochs: { full: 100, quick: 5 },
    seeds: 5,
    measures: beside("deck2.fashion_softmax_div255_sgd_lr0.1", pictures),
  },
  {
    row: "T4",
    what: "Fashion-MNIST, 784-256-10, x/255, lr .1",
    file: "fashion/mlp.pipe",
    large: { data: "fashion-mnist", variant: "whole" },
    epochs: { full: 100, quick: 2 },
    seeds: 5,
    measures: beside("deck2.fashion_mlp256_div255_sgd_lr0.1", pictures),
  },
  {
    row: "T5",
    what: "MNIST, 784-256-10",
    file: "fashion/digits.pipe",
    large: { data: "mnist", variant: "whole" },
    measures: [{ of: "test accuracy" }],
    isLong: true,
  },
  {
    row: "T5",
    what: "CIFAR-10, 1,000 pictures, 3072-256-10",
    file: "fashion/colours.pipe",
    large: { data: "cifar10-parts", variant: "parts" },
    measures: [{ of: "test accuracy" }],
  },
  ...[16, 64, 256].flatMap((first) =>
    [16, 64].map((second): CourseRow => ({
      row: "T6",
      what: `Fashion-MNIST, 784-${first}-${second}-10`,
      file: "fashion/nodes.pipe",
      set: { first, second },
      large: { data: "fashion-mnist", set: { batch: 128 } },
      measures: [{ of: "valid accuracy" }],
      isLong: true,
    }))
  ),
];

const cars: readonly CourseRow[] = [["T7", "linear", "9-1"], ["T8", "mlp", "9-64-64-1"]].map(
  ([row, name, what]): CourseRow => ({
    row,
    what: `Auto MPG, ${what}`,
    file: `cars/${name}.pipe`,
    seeds: 5,
    measures: beside(`deck4.auto_mpg_${name}`, {
      ...{ "test mse": "val_mse", "test mae": "val_mae", "test r2": "val_r2" },
      ...{ "train mse": "train_mse" },
    }),
  }),
);

const all = { "train accuracy": "train_acc", "train loss": "train_loss" };
const spiral: readonly CourseRow[] = [
  ...[200, 500].map((epochs): CourseRow => ({
    row: "T9",
    what: `spiral, softmax, ${epochs} epochs`,
    file: "spiral/softmax.pipe",
    set: { epochs },
    seeds: 5,
    measures: beside(`deck4.spiral_softmax_${epochs}`, all),
  })),
  {
    row: "T10",
    what: "spiral, 2-128-3, 500 epochs",
    file: "spiral/mlp.pipe",
    seeds: 5,
    measures: beside("deck4.spiral_mlp128_500", all),
  },
  {
    row: "T10",
    what: "the same, a fifth held out",
    file: "spiral/mlp.pipe",
    variant: "held_out",
    seeds: 5,
    measures: beside("deck4.spiral_mlp128_500_80_20", {
      ...{ "train accuracy": "train_acc", "test accuracy": "val_acc" },
    }),
  },
];

const parts = { "train accuracy": "train_acc", "test accuracy": "test_acc" };
const moods: readonly (readonly [what: string, variant: string | undefined, model: string])[] = [
  ["softmax, 0 to 255", "raw", "model1_softmax_raw"],
  ["softmax, x/127.5 - 1", undefined, "model2_softmax_norm"],
  ["1024-512-256, tanh", "tanh", "model3_mlp_tanh"],
  ["1024-512-256, ReLU", "relu", "model4_mlp_relu"],
];

const faces: readonly CourseRow[] = [
  ...moods.map(([what, variant, model], at): CourseRow => ({
    row: "T11",
    what: `faces 48 x 48, ${what}`,
    file: "faces/faces.pipe",
    variant,
    large: { data: "faces", set: { batch: 32, epochs: 100 } },
    seeds: 5,
    measures: beside(`deck4.fer_${model}_48`, parts),
    isLong: at > 1,
  })),
  {
    row: "T11",
    what: "faces 180 x 180, softmax, x/127.5 - 1",
    file: "faces/faces.pipe",
    large: { data: "faces-180", set: { batch: 32, epochs: 100 } },
    seeds: 1,
    measures: beside("deck4.fer_model2_softmax_norm_180", parts),
    isLong: true,
  },
];

/** Named by the course without a number: each is held to the `expect` lines of its file. */
const named: readonly CourseRow[] = [
  {
    row: "binary",
    what: "logistic regression of two classes",
    file: "logistic/binary.pipe",
    measures: [{ of: "test accuracy" }, { of: "test roc_auc" }],
  },
  {
    row: "labels",
    what: "logistic regression of three labels",
    file: "logistic/multi_label.pipe",
    measures: [{ of: "test accuracy" }],
  },
  ...[1, 4, 16, 64].map((width): CourseRow => ({
    row: "width",
    what: `a curve by ${width} tanh`,
    file: "width/wave.pipe",
    set: { width },
    measures: [{ of: "train mse" }],
  })),
  {
    row: "mixer",
    what: "MLP-Mixer on digits",
    file: "vision/mixer_digits.pipe",
    measures: [{ of: "test accuracy" }],
  },
  {
    row: "ViT",
    what: "transformer blocks on digits",
    file: "vision/vit_digits.pipe",
    measures: [{ of: "test accuracy" }],
  },
];

/** All rows, in the order of the course. */
export const courseRows: readonly CourseRow[] = [
  ...workedByHand,
  ...iris,
  ...fashion,
  ...cars,
  ...spiral,
  ...faces,
  ...named,
];
