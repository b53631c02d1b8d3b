import { buildArgument } from "./build_ast.ts";
import { malformedOverride } from "./syntax_diagnostics.ts";
import { type Checked, ok } from "../text/diagnostic.ts";
import { lex } from "./lex.ts";
import type { Override } from "./override.ts";
import { parser } from "./parser.ts";
import type { ArgumentCstNode } from "./cst.ts";
import type { Source } from "../text/span.ts";

/** Reads `name=value`, as given to `--set`: the value is written as in a `.pipe` file. */
export function parseOverride(text: string): Checked<Override> {
  const source: Source = { name: "--set", text };
  const { tokens, diagnostics } = lex(source);
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  parser.input = [...tokens];
  const tree = parser.argument() as ArgumentCstNode; // chevrotain types every node as `CstNode`
  const isWhole = parser.errors.length === 0;
  const argument = isWhole ? buildArgument(source, tree) : undefined;
  if (!argument?.name) {
    return { ok: false, diagnostics: [malformedOverride({ source, start: 0, end: text.length })] };
  }
  const { name, value } = argument;
  return ok({ origin: "--set", name: name.text, nameSpan: name.span, value });
}
