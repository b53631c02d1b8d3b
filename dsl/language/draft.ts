import type { Checked } from "../text/diagnostic.ts";
import type { Report } from "../text/report.ts";
import type { Source, Span } from "../text/span.ts";
import type {
  CheckedCall,
  Expected,
  Facts,
  Pipeline,
  ResolvedParam,
  Vocabulary,
} from "./pipeline.ts";
import type { ArgumentsOf, ArgumentTable, Signature } from "./signature.ts";

/** What the data said, and where it is told what is wrong with that. */
export interface Discovered {
  /** What is known of the data by now: how many rows there are comes first. */
  readonly facts: Partial<Facts>;
  readonly report: Report;
}

/** A value that follows from the data. */
export class Pending<T> {
  readonly #resolve: (discovered: Discovered) => T;
  readonly #resolved = new WeakMap<Discovered, { readonly value: T }>();

  /** @param resolve Called once for all who ask, with what the data said. */
  constructor(resolve: (discovered: Discovered) => T) {
    this.#resolve = resolve;
  }

  /** The value, now that the data has been seen. */
  resolve(discovered: Discovered): T {
    const known = this.#resolved.get(discovered);
    if (known) return known.value;
    const value = this.#resolve(discovered);
    this.#resolved.set(discovered, { value });
    return value;
  }
}

/** Arguments of which some may follow from the data. */
export type DraftArguments<A extends ArgumentTable> = {
  readonly [Name in keyof ArgumentsOf<A>]: ArgumentsOf<A>[Name] | Pending<ArgumentsOf<A>[Name]>;
};

/** A call whose name was found right, and each argument that does not follow from the data. */
export interface DraftCall<S extends Signature = Signature>
  extends Omit<CheckedCall<S>, "arguments" | "block"> {
  readonly arguments: DraftArguments<S["arguments"]>;
  readonly block?: readonly DraftLayer<S>[];
}

/** Layers that are repeated as often as the data says. */
export interface Copies<S extends Signature = Signature> {
  /** Nothing where the count is wrong. */
  readonly count: Pending<number | undefined>;
  /** One copy. */
  readonly layers: readonly DraftLayer<S>[];
  /** What stands behind the number of the copy in labels: those of the repetitions around. */
  readonly suffix: string;
  readonly span: Span;
}

/** What a model is made of before the data has been seen. */
export type DraftLayer<S extends Signature = Signature> = DraftCall<S> | Copies<S>;

/**
 * What each stage of a file says, where it is right; names of the data stand for values to come.
 *
 * @internal
 */
export interface DraftStages<V extends Vocabulary = Vocabulary> {
  readonly source: Source;
  readonly seed: number | Pending<number>;
  readonly params: readonly (ResolvedParam | Pending<ResolvedParam | undefined>)[];
  /** Nothing in it can follow from the data. */
  readonly load?: CheckedCall<V["load"][number]>;
  readonly split?: DraftCall<V["split"][number]>;
  /** Nothing in these can follow from the data either: features are made by them. */
  readonly columns: readonly CheckedCall<V["column"][number]>[];
  readonly impute: readonly CheckedCall<V["impute"][number]>[];
  readonly encode: readonly CheckedCall<V["encode"][number]>[];
  readonly scale: readonly CheckedCall<V["scale"][number]>[];
  readonly scale_target: readonly CheckedCall<V["scale_target"][number]>[];
  readonly model?: {
    readonly layers: readonly DraftLayer<V["model"][number]>[];
    readonly span: Span;
    readonly stage: DraftCall<V["modelStage"]>;
  };
  readonly loss?: DraftCall<V["loss"][number]>;
  readonly optimizer?: DraftCall<V["optimizer"][number]>;
  readonly schedules: readonly DraftCall<V["schedule"][number]>[];
  readonly train?: DraftCall<V["train"]>;
  readonly metrics: readonly DraftCall<V["metric"][number]>[];
  readonly device?: DraftCall<V["device"][number]>;
  readonly expectations: readonly (Expected | Pending<Expected | undefined>)[];
}

/**
 * The stages of a file that has those which every pipeline needs.
 *
 * @internal
 */
export interface CompleteStages<V extends Vocabulary = Vocabulary> extends DraftStages<V> {
  readonly load: NonNullable<DraftStages<V>["load"]>;
  readonly model: NonNullable<DraftStages<V>["model"]>;
}

/**
 * A file without mistakes, as far as they show before the data has been seen.
 *
 * @internal
 */
export interface Draft<V extends Vocabulary = Vocabulary> extends CompleteStages<V> {
  /** How the rows are divided, which features are known only after. */
  resolveSplit(facts: Pick<Facts, "rows">): Checked<Pipeline<V>["split"]>;
  /** The pipeline for what the data said, or what is wrong with that. */
  resolve(facts: Facts): Checked<Pipeline<V>>;
}
