/**
 * The mistakes in the keys of a YAML file, E0442 to E0446: one function per code.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import type { Span } from "../../dsl/text/span.ts";
import { quoted } from "../data/quoting.ts";

/** What to write instead of a name that is not known. */
export function suggestion(name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  return guess ? `Did you mean ${quoted(guess)}?` : `Use one of ${known.join(", ")}`;
}

/** A key that means nothing here. */
export function unknownKey(name: string, known: readonly string[], span: Span): Diagnostic {
  return error("E0442", span, {
    message: `Unknown key ${quoted(name)}`,
    help: suggestion(name, known),
  });
}

/** A key written twice. */
export function repeatedKey(name: string, span: Span, first: Span): Diagnostic {
  return error("E0443", span, {
    message: `Key ${quoted(name)} is written twice`,
    help: "Remove one of the two",
    notes: [{ message: "It is first written here", span: first }],
  });
}

/** A key that must be there; `example` is a line that has it. */
export function missingKey(name: string, example: string, span: Span): Diagnostic {
  return error("E0444", span, {
    message: `Key ${quoted(name)} is missing`,
    help: `Add a line, for example ${example}`,
  });
}

/** What was found where another kind of value must stand. */
export interface WrongValue {
  readonly expected: string;
  readonly shown: string;
  readonly help: string;
}

/** A value of the wrong kind. */
export function wrongValue(
  key: string,
  { expected, shown, help }: WrongValue,
  span: Span,
): Diagnostic {
  return error("E0445", span, {
    message: `${quoted(key)} must be ${expected}, not ${shown}`,
    help,
  });
}

/** A word that is none of the known ones; `what` is what they are called. */
export function unknownValue(
  { what, word, words, help }: {
    readonly what: string;
    readonly word: string;
    readonly words: readonly string[];
    /** Instead of the nearest word. */
    readonly help?: string;
  },
  span: Span,
): Diagnostic {
  return error("E0446", span, {
    message: `Unknown ${what} ${quoted(word)}`,
    help: help ?? suggestion(word, words),
  });
}
