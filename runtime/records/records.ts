/** `records.json.gz`: `docs/records.md` says what is in it. */
import { gunzipSync, gzipSync } from "node:zlib";
import type { PartName } from "../../dsl/language/pipeline.ts";
import type { ColumnProfile } from "../profile/profile.ts";
import type { ModelLayer } from "../results/model_card.ts";

/** What pictures and comparisons of a run need later, without its model and its data. Bounded in size. */
export interface Records {
  /** Counts up when an earlier Penstock could not read it. */
  readonly records: 1;
  /** The epochs; of many, some at equal distances, with the first, the last and the kept one. */
  readonly history: readonly RecordedEpoch[];
  /** Every column of the table, in its order. */
  readonly columns: readonly RecordedColumn[];
  /** The layers of the model, from the first to the last; one inside another follows it. */
  readonly layers: readonly RecordedLayer[];
  /** The step that trains, by the lines of the pipeline; absent where nothing is trained. */
  readonly graph?: RecordedGraph;
  /** What the numbers of an answer are. */
  readonly answers: RecordedAnswers;
  /** The parts that have rows. */
  readonly parts: Readonly<Partial<Record<PartName, RecordedPart>>>;
  /** How much the model makes of each column; absent without a target and for images. */
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
export interface RecordedColumn extends Omit<ColumnProfile, "isSaid"> {
  /** Whether a person said what it is; guessed else. */
  readonly said: boolean;
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

/** The name of the file in the folder of a run. */
export const recordsName = "records.json.gz";

/** The bytes of `records.json.gz`; the same records give the same bytes. */
export function encodeRecords(records: Records): Uint8Array {
  return gzipSync(
    JSON.stringify(records, (_, value) => isFraction(value) ? shortened(value) : value),
  );
}

/** What is not finite becomes null. */
function isFraction(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && !Number.isInteger(value);
}

/** So many digits are enough for every picture and every comparison of rows. */
function shortened(value: number): number {
  return Number(value.toPrecision(7));
}

/** The most that such a file may hold, unpacked. */
const maxBytes = 2 ** 26;

/** @throws {RangeError} If the bytes are no `records.json.gz` that this Penstock reads. */
export function decodeRecords(bytes: Uint8Array): Records {
  const records = parsed(bytes);
  if (records?.records !== 1) throw new RangeError("these are no records, or of a later Penstock");
  return records;
}

function parsed(bytes: Uint8Array): Records | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(gunzipSync(bytes, { maxOutputLength: maxBytes })));
  } catch {
    return undefined;
  }
}
