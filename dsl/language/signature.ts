import type { ArgumentProblem } from "./argument_problem.ts";

/**
 * A share of the rows: `20%` exactly, a whole number of rows, or a fraction such as `0.2`, with the rounding
 * of its product in floating point, as scikit-learn has it.
 */
export type Share =
  | { readonly percent: number }
  | { readonly rows: number }
  | { readonly fraction: number };

/** What an argument accepts, as data: it checks, documents and completes. */
export type ValueType =
  | { readonly kind: "int"; readonly min: number; readonly max: number }
  | {
    readonly kind: "float";
    readonly min: number;
    readonly max: number;
    /** Whether `min` and `max` themselves are refused. */
    readonly open: { readonly min: boolean; readonly max: boolean };
  }
  | { readonly kind: "boolean" }
  | { readonly kind: "string" }
  | { readonly kind: "path" }
  | {
    readonly kind: "word";
    readonly words: readonly string[];
    /** Words that people try, and why they are not among the others. */
    readonly refused?: Refusals;
  }
  | { readonly kind: "column" }
  /** What stands in a cell of the data: a number, or a word or text. */
  | { readonly kind: "cell" }
  | { readonly kind: "share" }
  | { readonly kind: "list"; readonly of: ValueType }
  /** A call of one of these, or its bare name where it needs no arguments. */
  | { readonly kind: "call"; readonly of: readonly Signature[]; readonly what: string }
  /** The first alternative that fits wins. */
  | { readonly kind: "either"; readonly types: readonly ValueType[] };

/** Why words are refused, and what to write instead. */
export type Refusals = Readonly<Record<string, { readonly why: string; readonly help: string }>>;

/** One argument of a call: its type, default and meaning. `T` is what the call receives. */
export interface ArgumentSpec<T> {
  /** What it accepts. */
  readonly type: ValueType;
  /** What it means, without a final period. */
  readonly doc: string;
  /** Neither a default nor `optional`: the argument must be written. */
  readonly default?: T;
  /** Whether it may be left out and is nothing then. */
  readonly optional?: boolean;
  /** Whether a schedule may change it from step to step. */
  readonly isSchedulable?: boolean;
  /** Never set: carries `T` for the type checker alone. */
  readonly _type?: T;
}

/** An argument that a schedule may change from step to step. */
export interface SchedulableSpec extends ArgumentSpec<number> {
  readonly isSchedulable: true;
}

/** The arguments of a call in their positional order. */
export type ArgumentTable = Readonly<Record<string, ArgumentSpec<unknown>>>;

/** What a call with these arguments receives. */
export type ArgumentsOf<A extends ArgumentTable> = {
  readonly [Name in keyof A]: A[Name] extends ArgumentSpec<infer T> ? T : never;
};

/** A name of the language with its arguments: a layer, a loss, a reader, a metric... */
export interface Signature<A extends ArgumentTable = ArgumentTable> {
  /** As it is written. */
  readonly name: string;
  /** Whether it has a block of layers of its own, as `residual { }` has. */
  readonly block?: boolean;
  /** One sentence, with the formula and the function whose semantics are kept. */
  readonly doc: string;
  /** In their positional order. */
  readonly arguments: A;
  /**
   * Why arguments that are each right do not go together.
   *
   * @internal
   */
  conflict?(args: ArgumentsOf<A>): ArgumentProblem | undefined;
}

/** A value that is a call: what was called, with what. */
export interface CalledValue<S extends Signature = Signature> {
  readonly definition: S;
  readonly arguments: ArgumentsOf<S["arguments"]>;
}

interface Options<T> {
  readonly doc: string;
  readonly default?: T;
}
interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number in `min..max`. */
export function int(options: Options<number> & Bounds): ArgumentSpec<number> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, ...rest } = options;
  return { type: { kind: "int", min, max }, ...rest };
}

/** A finite number; `above` and `below` are bounds that are themselves refused. */
export function float(
  options: Options<number> & Bounds & { readonly above?: number; readonly below?: number },
): ArgumentSpec<number> {
  const { min, max, above, below, ...rest } = options;
  const type: ValueType = {
    kind: "float",
    min: above ?? min ?? -Infinity,
    max: below ?? max ?? Infinity,
    open: { min: above !== undefined, max: below !== undefined },
  };
  return { type, ...rest };
}

/** `true` or `false`. */
export function boolean(options: Options<boolean>): ArgumentSpec<boolean> {
  return { type: { kind: "boolean" }, ...options };
}

/** Any text. */
export function string(options: Options<string>): ArgumentSpec<string> {
  return { type: { kind: "string" }, ...options };
}

/** A file, relative to the `.pipe` file. */
export function path(options: Options<string>): ArgumentSpec<string> {
  return { type: { kind: "path" }, ...options };
}

/** One of a few words. */
export function word<const W extends string>(
  words: readonly W[],
  { refused, ...options }: Options<W> & { readonly refused?: Refusals },
): ArgumentSpec<W> {
  return { type: { kind: "word", words, ...refused && { refused } }, ...options };
}

/** The name of a column, bare or quoted. */
export function column(options: Options<string>): ArgumentSpec<string> {
  return { type: { kind: "column" }, ...options };
}

/** What stands in a cell of the data: a number, a word, bare or quoted, or a text. */
export function cell(options: Options<number | string>): ArgumentSpec<number | string> {
  return { type: { kind: "cell" }, ...options };
}

/** A share of the rows: a percent, a fraction or a number of rows. */
export function share(options: Options<Share>): ArgumentSpec<Share> {
  return { type: { kind: "share" }, ...options };
}

/** A list of what `of` accepts. */
export function list<T>(
  of: ArgumentSpec<T>,
  options: Options<readonly T[]>,
): ArgumentSpec<readonly T[]> {
  return { type: { kind: "list", of: of.type }, ...options };
}

/** One of some calls, such as an initialiser; `what` is what they are called in messages. */
export function callOf<S extends Signature>(
  of: readonly S[],
  options: Options<CalledValue<S>> & { readonly what: string },
): ArgumentSpec<CalledValue<S>> {
  const { what, ...rest } = options;
  return { type: { kind: "call", of, what }, ...rest };
}

/** The first of two types that fits. */
export function either<A, B>(
  first: ArgumentSpec<A>,
  second: ArgumentSpec<B>,
  options: Options<A | B>,
): ArgumentSpec<A | B> {
  return { type: { kind: "either", types: [first.type, second.type] }, ...options };
}

/** The same argument, but it may be left out. */
export function optional<T>(argument: ArgumentSpec<T>): ArgumentSpec<T | undefined> {
  return { ...argument, optional: true };
}

/** The same argument, but a schedule may change it from step to step. */
export function schedulable(argument: ArgumentSpec<number>): SchedulableSpec {
  return { ...argument, isSchedulable: true };
}
