/**
 * The mistakes in blocks of layers and their repetition: one function per code.
 * @module
 */
import type { Call, Identifier } from "../syntax/ast.ts";
import { type Diagnostic, error } from "../text/diagnostic.ts";
import { quote } from "../text/quote.ts";
import type { Span } from "../text/span.ts";

/** A block written twice. */
export function repeatedBlock(name: Identifier, first: Span): Diagnostic {
  return error("E0235", name.span, {
    message: `Block ${quote(name.text)} is written twice`,
    notes: [{ message: "first written here", span: first }],
    help: "Give one of the two another name",
  });
}

/** A block with the name of a layer, which it would hide. */
export function blockNamedLikeLayer(name: Identifier): Diagnostic {
  return error("E0236", name.span, {
    message: `${quote(name.text)} is the name of a layer`,
    help: "Give the block another name",
  });
}

/** A block that comes to call itself. @param way The calls before the last, from the first on. */
export function recursiveBlock(last: Call, way: readonly Call[]): Diagnostic {
  return error("E0237", last.name.span, {
    message: `Block ${quote(last.name.text)} calls itself`,
    notes: way.map(({ name }) => ({
      message: `which calls ${quote(name.text)} here`,
      span: name.span,
    })),
    help: "Write repeat(3) { ... } for layers that come more than once",
  });
}

/** Two parameters of a block with one name. */
export function repeatedParameter(name: Identifier, first: Span): Diagnostic {
  return error("E0238", name.span, {
    message: `${quote(name.text)} is written twice`,
    notes: [{ message: "first written here", span: first }],
    help: "Give one of the two another name",
  });
}

/** A call of a block that leaves out an argument without default. */
export function missingBlockArgument(name: Identifier, call: Call): Diagnostic {
  return error("E0239", call.name.span, {
    message: `Block ${quote(call.name.text)} needs the argument ${quote(name.text)}`,
    notes: [{ message: "it is declared here", span: name.span }],
    help: `Add ${name.text} = ..., or give it a default in the block`,
  });
}

/** Blocks and repetitions that make a model beyond all use. */
export function tooManyLayers(span: Span, limit: number): Diagnostic {
  return error("E0244", span, {
    message: `This makes more than ${limit.toLocaleString("en-US")} layers`,
    help: "Repeat fewer times",
  });
}

/** A parameter that must be given behind one that need not. */
export function requiredAfterOptional(name: Identifier, optional: Identifier): Diagnostic {
  return error("E0243", name.span, {
    message: `${quote(name.text)} needs a value after ${quote(optional.text)}, which has a default`,
    help: `Write ${name.text} before ${optional.text}, or give it a default too`,
  });
}
