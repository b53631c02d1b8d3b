import type { ArgumentsOf, Signature } from "./signature.ts";
import type { Source, Span } from "../text/span.ts";

/**
 * Every name the language knows, by the stage it may stand in. Assembled where the layers, losses,
 * readers... are at hand; `dsl/` knows the stages but none of their names.
 *
 * @internal
 */
export interface Vocabulary {
  readonly load: readonly Signature[];
  /** What a column can be. */
  readonly column: readonly Signature[];
  readonly split: readonly Signature[];
  readonly impute: readonly Signature[];
  readonly encode: readonly Signature[];
  readonly scale: readonly Signature[];
  readonly scale_target: readonly Signature[];
  readonly model: readonly Signature[];
  readonly loss: readonly Signature[];
  readonly optimizer: readonly Signature[];
  readonly schedule: readonly Signature[];
  readonly metric: readonly Signature[];
  readonly device: readonly Signature[];
  readonly train: Signature;
  /** What the `model` stage itself takes, beside its layers. */
  readonly modelStage: Signature;
}

/** A call whose name and arguments were found right, with defaults filled in. */
export interface CheckedCall<S extends Signature = Signature> {
  readonly definition: S;
  readonly label?: string;
  /** Where the label was written. */
  readonly labelSpan?: Span;
  readonly arguments: ArgumentsOf<S["arguments"]>;
  readonly block?: readonly CheckedCall<S>[];
  readonly span: Span;
  readonly nameSpan: Span;
  /** Where the value of an argument was written; absent for defaults. */
  readonly argumentSpans: Readonly<Record<string, Span>>;
}

/** A parameter of the file and where its value came from. */
export interface ResolvedParam {
  /** As declared. */
  readonly name: string;
  /** A number, a truth value or a word. */
  readonly value: number | boolean | string;
  /** What the file says of it. */
  readonly doc?: string;
  /** In the order of precedence: a file is given with `--params`. */
  readonly origin: "default" | "file" | "--set";
  /** Where the value was written. */
  readonly span: Span;
}

/** The layer that stands for a named block: it has a block and does nothing else. */
export const groupName = "sequential";

/** `expect accuracy in 0.89..0.94 on test(seeds = 5)`. */
export interface Expected {
  /** The name of the metric, or `loss`. */
  readonly metric: string;
  /** The least that it may be. */
  readonly low: number;
  /** The most. */
  readonly high: number;
  /** Of which rows. */
  readonly part: PartName;
  /** It is the mean of so many trainings, with the seeds from 0 on; of one, with the pipeline's seed, where absent. */
  readonly seeds?: number;
  /** Where all of it was written. */
  readonly span: Span;
  /** Where the range was written. */
  readonly rangeSpan: Span;
}

/** The parts of a data set. */
export const partNames = ["train", "valid", "test"] as const;
/** One of them. */
export type PartName = typeof partNames[number];

/**
 * A checked pipeline: what each stage says, every name known and every value in its range.
 *
 * @internal
 */
export interface Pipeline<V extends Vocabulary = Vocabulary> {
  readonly source: Source;
  readonly seed: number;
  /** Those whose value is known. */
  readonly params: readonly ResolvedParam[];
  readonly load: CheckedCall<V["load"][number]>;
  /** What the file says of columns; each goes by the name of its column, the label. */
  readonly columns: readonly CheckedCall<V["column"][number]>[];
  readonly split?: CheckedCall<V["split"][number]>;
  /** Preparers act from left to right. */
  readonly impute: readonly CheckedCall<V["impute"][number]>[];
  readonly encode: readonly CheckedCall<V["encode"][number]>[];
  readonly scale: readonly CheckedCall<V["scale"][number]>[];
  readonly scale_target: readonly CheckedCall<V["scale_target"][number]>[];
  readonly model: {
    readonly layers: readonly CheckedCall<V["model"][number]>[];
    readonly span: Span;
    readonly stage: CheckedCall<V["modelStage"]>;
  };
  readonly loss?: CheckedCall<V["loss"][number]>;
  readonly optimizer?: CheckedCall<V["optimizer"][number]>;
  /** Each goes by the number that it schedules; without a label that is `lr`. */
  readonly schedules: readonly CheckedCall<V["schedule"][number]>[];
  readonly train?: CheckedCall<V["train"]>;
  readonly metrics: readonly CheckedCall<V["metric"][number]>[];
  readonly device?: CheckedCall<V["device"][number]>;
  readonly expectations: readonly Expected[];
}

/** What the data says and a pipeline may name: known after one pass over the data. */
export const factNames = ["features", "classes", "rows"] as const;
/** The facts of one data set. */
export type Facts = Readonly<Record<typeof factNames[number], number>>;
