import type { ColumnSchema } from "../../compiler/schema/schema.ts";
import type { PartName } from "../../dsl/language/pipeline.ts";

/** What pictures and comparisons of a run need later, without its model and its data. Bounded in size. */
export interface Records {
  /** Counts up when an earlier Penstock could not read it. */
  readonly records: 1;
  /** The epochs; of many, some at equal distances, with the first, the last and the kept one. */
  readonly history: readonly RecordedEpoch[];
  /** Every column of the table, in its order. */
  readonly columns: readonly RecordedColumn[];
  /** The texts of the pipeline, that which was run first; absent where they are too long. */
  readonly sources?: readonly RecordedSource[];
  /** The layers of the model, from the first to the last; one inside another follows it. */
  readonly layers: readonly RecordedLayer[];
  /** The step that trains, by the lines of the pipeline; absent where nothing is trained. */
  readonly graph?: RecordedGraph;
  /** What the numbers of an answer are. */
  readonly answers: RecordedAnswers;
  /** The parts that have rows. */
  readonly parts: Readonly<Partial<Record<PartName, RecordedPart>>>;
  /** How much the model makes of each column; absent without a target or a loss, and for images. */
  readonly importance?: Importance | NoImportance;
  /** What the model answers over the plane of its two columns, or along its only one. */
  readonly surface?: Surface;
  /** Some images, where the data are some. */
  readonly images?: RecordedImages;
}

/** An epoch, as `history.csv` tells of it. */
export interface RecordedEpoch {
  /** From 1. */
  readonly epoch: number;
  /** Of its last step. */
  readonly learning_rate: number;
  /** What else schedules change, by name. */
  readonly scheduled?: Readonly<Record<string, number>>;
  /** Loss and accuracy, gathered during the epoch; `null` where they are not finite, as all others. */
  readonly train: RecordedScores;
  /** Loss and metrics after it; empty without a validation part. */
  readonly valid: RecordedScores;
  /** Those of the parts that are judged besides. */
  readonly after: Readonly<Partial<Record<"train" | "test", RecordedScores>>>;
}

/** Numbers by the names of the metrics. */
export type RecordedScores = Readonly<Record<string, RecordedValue>>;

/** A column: what it is taken for, what is in it, and what becomes of it. */
export interface RecordedColumn {
  /** As in the header. */
  readonly name: string;
  /** What it is to the model; nothing where it is left out. */
  readonly role: "feature" | "target" | "none";
  /** What its cells are. */
  readonly type: ColumnSchema["kind"];
  /** Whether a person said what it is; guessed else. */
  readonly said: boolean;
  /** What is in its cells. */
  readonly content: ColumnContent;
  /** How many cells have no value. */
  readonly missing: number;
  /** How many features are made of it. */
  readonly features: number;
}

/** A text that a pipeline is made of. */
export interface RecordedSource {
  /** As seen from the folder of the pipeline that was run. */
  readonly file: string;
  /** All of it. */
  readonly text: string;
}

/** A layer, and where it is written. */
export interface RecordedLayer extends ModelLayer {
  /** As seen from the folder of the pipeline that was run. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A step of training, node by node. */
export interface RecordedGraph {
  /** What something is computed for, in the order in which it is. */
  readonly lines: readonly RecordedLine[];
  /** How many nodes are counted in `more` alone. */
  readonly left_out?: number;
}

/** A call of the pipeline, and what a step computes for it; no place where it is nobody's. */
export interface RecordedLine {
  /** As seen from the folder of the pipeline that was run. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** The call, or how it begins, as in `relu` and `loss cross_entropy`. */
  readonly text?: string;
  /** The stage that the call is in, such as `model`. */
  readonly stage?: string;
  /** The name of the layer that it is. */
  readonly layer?: string;
  /** A line for each node, as in `hidden = relu(linear_1) : float32[1, 8]`, by when it is computed. */
  readonly nodes: {
    /** Once, before the first step. */
    readonly before?: readonly string[];
    /** In each step. */
    readonly step?: readonly string[];
    /** In each step, as the gradient of what the call computes. */
    readonly gradient?: readonly string[];
    /** For all steps at once, after the last one. */
    readonly after?: readonly string[];
  };
  /** How many others it has, by their ops. */
  readonly more?: Readonly<Record<string, number>>;
}

/** What the numbers of an answer are. */
export interface RecordedAnswers {
  /** Classes have a probability each, labels likewise; numbers are in the unit of the target. */
  readonly kind: "classes" | "labels" | "numbers";
  /** The classes, labels, or numbers, in the order of the answers. */
  readonly names: readonly string[];
  /** Whether the numbers of classes are scores that are no probabilities. */
  readonly scored?: true;
}

/** The rows of a part, or some at equal distances where there are many. */
export interface RecordedPart {
  /** How many the part has. */
  readonly rows: number;
  /** Which rows of the data these are, from 0. */
  readonly recorded: readonly number[];
  /** The name of the file that they are from, where it is one with lines. */
  readonly file?: string;
  /** On which line of it each of them starts, from 1. */
  readonly lines?: readonly number[];
  /** The codes of their classes, or their numbers, row-major [recorded, targets]; absent without a target. */
  readonly targets?: readonly RecordedValue[];
  /** What the model answers, row-major [recorded, names]; probabilities, scores or numbers. */
  readonly answers: readonly RecordedValue[];
  /** The codes of the classes that it says, or 0 or 1 of each label, row-major; absent for numbers. */
  readonly labels?: readonly number[];
  /** What the cells of some of them hold; absent for images. */
  readonly cells?: RecordedCells;
}

/** What some rows hold. */
export interface RecordedCells {
  /** Which rows of the data these are, from 0. */
  readonly rows: readonly number[];
  /** The cells of the columns that features are made of, by their names. */
  readonly columns: Readonly<Record<string, readonly (RecordedValue | string)[]>>;
}

/**
 * By how much a metric becomes worse where one column is shuffled among the rows of a part, as scikit-learn's
 * `permutation_importance` has it.
 */
export interface Importance {
  /** Of which rows: those of `test`, else of `valid`, else of `train`. */
  readonly part: PartName;
  /** How many they are; of many, some at equal distances. Of what is counted, one row is worth 1 / rows. */
  readonly rows: number;
  /** The first metric of the pipeline that is better higher or lower, or the usual one. */
  readonly metric: string;
  /** How often each column was shuffled. */
  readonly shuffles: number;
  /** The metric of these rows as they are. */
  readonly base: RecordedValue;
  /** The columns that features are made of. */
  readonly columns: readonly ColumnImportance[];
}

/** A column that was shuffled. */
export interface ColumnImportance {
  /** Its name. */
  readonly column: string;
  /** By how much the metric became worse, whichever way it is better, each time; below 0 where it became better. */
  readonly drops: readonly RecordedValue[];
}

/** Why the importance of the columns was not found. */
export interface NoImportance {
  /** The reason, for people. */
  readonly left_out: string;
}

/** What a model answers at the crossings of a grid. */
export interface Surface {
  /** The columns that it goes along: one or two. */
  readonly columns: readonly string[];
  /** The values of each, in equal steps. */
  readonly axes: readonly (readonly number[])[];
  /** [first axis, second axis, names], row-major. */
  readonly answers: readonly RecordedValue[];
}

/** Some images of one part. */
export interface RecordedImages {
  /** Which part. */
  readonly part: PartName;
  /** Which rows of the data these are, from 0: some at equal distances, then those with the largest error. */
  readonly rows: readonly number[];
  /** Of each; those that are larger are drawn smaller. */
  readonly shape: readonly [height: number, width: number, channels: number];
  /** uint8 [rows, height, width, channels], row-major, in base64. */
  readonly bytes: string;
}

/** A number; nothing where it is missing or not finite. */
export type RecordedValue = number | null;

/** What the cells of a column hold. */
export type ColumnContent =
  /** Numbers, or for dates seconds from 1970 on; infinite, the wrong way round, where there are none. */
  | { readonly kind: "numbers" | "dates"; readonly low: number; readonly high: number }
  /** Each different word, those that stand for numbers or classes in their order. */
  | { readonly kind: "words"; readonly words: readonly string[] }
  /** Images, all of one size. */
  | { readonly kind: "images"; readonly shape: readonly number[] };

/** A layer as a model tells of it. */
export interface ModelLayer {
  /** As its parameters are named by it, such as `hidden`. */
  readonly name: string;
  /** The layer of the language, such as `linear`. */
  readonly kind: string;
  /** What it gives for a batch of `N` rows. */
  readonly shape: readonly (number | string)[];
  /** How many it has, without those of its block. */
  readonly parameters: number;
}
