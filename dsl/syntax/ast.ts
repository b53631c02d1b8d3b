import type { Span } from "../text/span.ts";

/** A word as the user wrote it; `quoted` when it stood in quotes. */
export interface Identifier {
  readonly kind: "identifier";
  readonly text: string;
  readonly quoted: boolean;
  readonly span: Span;
}

/** What may stand where a value is expected. */
export type Expression =
  | {
    readonly kind: "number";
    readonly value: number;
    readonly isInt: boolean;
    readonly span: Span;
  }
  /** `20%`: the exact ratio `percent` / 100. */
  | { readonly kind: "percent"; readonly percent: number; readonly span: Span }
  | { readonly kind: "string"; readonly value: string; readonly span: Span }
  /** A parameter, an enum word, a column or a fact of the data (`classes`). */
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "list"; readonly items: readonly Expression[]; readonly span: Span }
  /** `low..high`, both ends included. */
  | {
    readonly kind: "range";
    readonly low: Expression;
    readonly high: Expression;
    readonly span: Span;
  }
  /** `kaiming_uniform(mode = fan_out)`: a value that takes arguments. */
  | {
    readonly kind: "call";
    readonly name: Identifier;
    readonly arguments: readonly Argument[];
    readonly span: Span;
  }
  | { readonly kind: "negate"; readonly operand: Expression; readonly span: Span }
  | {
    readonly kind: "binary";
    readonly operator: "+" | "-" | "*" | "/";
    readonly left: Expression;
    readonly right: Expression;
    readonly span: Span;
  };

/** `name = value`, or a value that takes its name from its place. */
export interface Argument {
  readonly kind: "argument";
  readonly name?: Identifier;
  readonly value: Expression;
  readonly span: Span;
}

/** `label: name(arguments) { block }`; a quoted name is a string call, as in `use "base.pipe"`. */
export interface Call {
  readonly kind: "call";
  readonly label?: Identifier;
  readonly name: Identifier;
  readonly arguments: readonly Argument[];
  readonly block?: readonly WrittenLayer[];
  readonly span: Span;
}

/** `repeat(3) { ... }`: its layers as often as it says, one copy after the other. */
export interface Repeat {
  readonly kind: "repeat";
  readonly count: Expression;
  readonly block: readonly WrittenLayer[];
  readonly span: Span;
}

/** What a line of a block says. */
export type WrittenLayer = Call | Repeat;

/** `keyword(arguments)` or `keyword call, call { block }`. */
export interface Stage {
  readonly kind: "stage";
  readonly keyword: Identifier;
  /** Arguments of the stage itself: `train(epochs = 20)`. */
  readonly arguments: readonly Argument[];
  readonly calls: readonly Call[];
  readonly block?: readonly WrittenLayer[];
  readonly span: Span;
}

/** `pipe 1`, the first line: the language version. */
export interface Version {
  readonly kind: "version";
  readonly number: Expression;
  readonly span: Span;
}

/** `seed 7`. */
export interface Seed {
  readonly kind: "seed";
  readonly value: Expression;
  readonly span: Span;
}

/** `relu | tanh`: the words that a parameter may be. */
export interface Choice {
  readonly kind: "choice";
  readonly words: readonly Identifier[];
  readonly span: Span;
}

/** `param hidden: int in 1..4096 = 8 "units in the hidden layer"`. */
export interface Param {
  readonly kind: "param";
  readonly name: Identifier;
  readonly type: Identifier | Choice;
  readonly range?: Expression;
  readonly default: Expression;
  readonly doc?: string;
  readonly span: Span;
}

/** `expect accuracy in 0.89..0.94 on test(seeds = 5)`. */
export interface Expectation {
  readonly kind: "expect";
  readonly metric: Identifier;
  readonly range: Expression;
  readonly part: Identifier;
  /** Behind the part. */
  readonly arguments: readonly Argument[];
  readonly span: Span;
}

/** `use "base.pipe"`. */
export interface Use {
  readonly kind: "use";
  /** Relative to the file that says it. */
  readonly path: Identifier;
  readonly span: Span;
}

/** A name that a block takes, as in `block tower(n, depth = 2) { ... }`. */
export interface BlockParameter {
  readonly name: Identifier;
  readonly default?: Expression;
}

/** `block tower(n) { ... }`: layers under a name, which then stands where a layer stands. */
export interface Block {
  readonly kind: "block";
  readonly name: Identifier;
  readonly parameters: readonly BlockParameter[];
  readonly layers: readonly WrittenLayer[];
  readonly span: Span;
}

/** What a variant may say. */
export type VariantItem = Seed | Param | Stage | Expectation;

/** `variant wide { ... }`: what is said instead where it is chosen. */
export interface Variant {
  readonly kind: "variant";
  readonly name: Identifier;
  readonly items: readonly VariantItem[];
  readonly span: Span;
}

/** What can be said once and, with `override`, again. */
export type Definition = VariantItem | Block | Variant;

/** `override loss mse`: says again what a used file says. */
export interface OverrideItem {
  readonly kind: "override";
  readonly item: Definition;
  /** "override" itself. */
  readonly word: Identifier;
  readonly span: Span;
}

export type Item = Version | Use | Definition | OverrideItem;

/**
 * A whole `.pipe` file, in the order it was written; or several, once `compose` made them one.
 *
 * @internal
 */
export interface File {
  readonly kind: "file";
  readonly items: readonly Item[];
  /** The variant that `compose` was asked for. */
  readonly chosen?: Variant;
  /** The variants there are, where it was asked for none. */
  readonly unchosen?: readonly Identifier[];
  readonly span: Span;
}
