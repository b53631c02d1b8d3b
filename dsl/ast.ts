import type { Span } from "./span.ts";

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
  readonly block?: readonly Call[];
  readonly span: Span;
}

/** `keyword(arguments)` or `keyword call, call { block }`. */
export interface Stage {
  readonly kind: "stage";
  readonly keyword: Identifier;
  /** Arguments of the stage itself: `train(epochs = 20)`. */
  readonly arguments: readonly Argument[];
  readonly calls: readonly Call[];
  readonly block?: readonly Call[];
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

/** `param hidden: int in 1..4096 = 8 "units in the hidden layer"`. */
export interface Param {
  readonly kind: "param";
  readonly name: Identifier;
  readonly type: Identifier;
  readonly range?: Expression;
  readonly default: Expression;
  readonly doc?: string;
  readonly span: Span;
}

/** `expect accuracy in 0.89..0.94 on test`. */
export interface Expectation {
  readonly kind: "expect";
  readonly metric: Identifier;
  readonly range: Expression;
  readonly part: Identifier;
  readonly span: Span;
}

export type Item = Version | Seed | Param | Stage | Expectation;

/** A whole `.pipe` file, in the order it was written. */
export interface File {
  readonly kind: "file";
  readonly items: readonly Item[];
  readonly span: Span;
}
