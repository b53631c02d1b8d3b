/**
 * What the rows of the table of foreign names are made of.
 * @module
 */

/** What someone who writes a name of another tool should write here. */
export type Meaning =
  /** The first of these names that can stand there. */
  | { readonly kind: "ours"; readonly names: readonly string[] }
  /** Something else; an example is checked by the tests, and stands behind the text. */
  | { readonly kind: "advice"; readonly text: string; readonly example?: string }
  /** There is no such thing here; what comes nearest. */
  | {
    readonly kind: "missing";
    readonly what: string;
    readonly instead: string;
    readonly example?: string;
  }
  /** Another argument of the same call, with a value such as this. */
  | { readonly kind: "argument"; readonly name: string; readonly value: string };

/** Where a name stands in a pipeline. */
export type Place =
  | "layer"
  | "loss"
  | "optimizer"
  | "schedule"
  | "metric"
  | "initializer"
  | "load"
  | "split"
  | "column"
  | "impute"
  | "encode"
  | "scale"
  | "scale_target"
  | "device"
  | "argument"
  | "line"
  | "value"
  | "part"
  | "type";

/** A row of the table. */
export interface ForeignName {
  readonly place: Place;
  /** How it is spelt there. */
  readonly name: string;
  /** Where it is spelt so. */
  readonly tool: string;
  readonly meaning: Meaning;
}

/** Names that are separated by commas, the tools that have them, and what they mean here. */
export type ForeignRow = readonly [names: string, tool: string, meaning: Meaning];

/** The rows of one place. */
export function namesAt(place: Place, rows: readonly ForeignRow[]): readonly ForeignName[] {
  return rows.flatMap(([names, tool, meaning]) =>
    names.split(", ").map((name) => ({ place, name, tool, meaning }))
  );
}

/** The same under another name: the first of several that can stand there. */
export function ours(...names: readonly string[]): Meaning {
  return { kind: "ours", names };
}

/** What to do. @param example Stands behind the text. */
export function advice(text: string, example?: string): Meaning {
  return { kind: "advice", text, ...example !== undefined && { example } };
}

/** What does not exist here, and what comes nearest. @param example Stands behind that. */
export function missing(what: string, instead: string, example?: string): Meaning {
  return { kind: "missing", what, instead, ...example !== undefined && { example } };
}

/** Another argument of the same call. */
export function argument(name: string, value: string): Meaning {
  return { kind: "argument", name, value };
}

/** A meaning in words, as a help says it. */
export function inWords(meaning: Meaning): string {
  switch (meaning.kind) {
    case "ours":
      return `Here it is written "${meaning.names[0]}"`;
    case "argument":
      return `Write ${meaning.name} = ${meaning.value}`;
    case "advice":
      return withExample(meaning.text, meaning.example);
    case "missing":
      return `There is no ${meaning.what} here: ${withExample(meaning.instead, meaning.example)}`;
  }
}

function withExample(text: string, example: string | undefined): string {
  return example === undefined ? text : `${text} ${example}`;
}
