/**
 * The mistakes in a file of parameters, E0520 to E0522: one function per code.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { quote } from "../../dsl/text/quote.ts";
import type { Span } from "../../dsl/text/span.ts";

/** YAML that is something else than names and values. */
export function notParams(span: Span): Diagnostic {
  return error("E0520", span, {
    message: "This is not a parameter with its value",
    help: 'Write one on each line, such as "hidden: 16"',
  });
}

/** A value that no parameter can have. */
export function notAParamValue(name: string, span: Span): Diagnostic {
  return error("E0521", span, {
    message: `Parameter ${quote(name)} cannot have this value`,
    help: "Write a number, true or false, or a text",
  });
}

/** Text that is not YAML. */
export function brokenParams(reason: string, span: Span): Diagnostic {
  return error("E0522", span, {
    message: `This is not valid YAML: ${reason}`,
    help: 'Write one parameter on each line, such as "hidden: 16"',
  });
}
