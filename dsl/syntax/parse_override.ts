import { buildArgument } from "./build_ast.ts";
import { malformedOverride, severalValues } from "./syntax_diagnostics.ts";
import { type Checked, type Diagnostic, ok } from "../text/diagnostic.ts";
import { lex } from "./lex.ts";
import type { Override } from "./override.ts";
import { parser } from "./parser.ts";
import type { ArgumentCstNode } from "./cst.ts";
import type { Source } from "../text/span.ts";

/** Reads `name=value`, as given to `--set`: the value is written as in a `.pipe` file. */
export function parseOverride(text: string): Checked<Override> {
  const source: Source = { name: "--set", text, isOfCommand: true };
  const { tokens, diagnostics } = lex(source);
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  parser.input = [...tokens];
  const tree = parser.argument() as ArgumentCstNode; // chevrotain types every node as `CstNode`
  const isWhole = parser.errors.length === 0;
  const argument = isWhole ? buildArgument(source, tree) : undefined;
  if (!argument?.name || argument.value.kind === "list") {
    return { ok: false, diagnostics: [mistakeIn(source)] };
  }
  const { name, value } = argument;
  return ok({ origin: "--set", name: name.text, nameSpan: name.span, value });
}

/** Why a text does not read as `name=value`. */
function mistakeIn(source: Source): Diagnostic {
  const span = { source, start: 0, end: source.text.length };
  const [, name, list] = /^\s*([^\s=]+)\s*=\s*\[?([^\]]*)\]?\s*$/.exec(source.text) ?? [];
  const values = list?.split(",").map((each) => each.trim()).filter((each) => each !== "") ?? [];
  if (!name || values.length < 2) return malformedOverride(span);
  if (values.some((each) => each.includes("="))) {
    return malformedOverride(span, source.text.split(","));
  }
  return severalValues({ ...span, start: source.text.indexOf("=") + 1 }, { name, values });
}
