import type { IToken } from "chevrotain";
import type { Diagnostic } from "../text/diagnostic.ts";
import type { Source } from "../text/span.ts";
import { spanOf } from "./lex.ts";
import { maxDepth, nestedTooDeep } from "./lexical_diagnostics.ts";
import { isClosing, isOpening, operators } from "./token_roles.ts";
import { Newline, signs } from "./tokens.ts";

const separators = new Set([signs.comma, signs.equals, signs.colon, Newline]);

/** The first place that is nested too deep for a recursive parser. */
export function tooDeep(source: Source, tokens: readonly IToken[]): Diagnostic | undefined {
  const chains = [0];
  for (const token of tokens) {
    const { tokenType } = token;
    if (isOpening(token)) chains.push(0);
    else if (isClosing(token) && chains.length > 1) chains.pop();
    else if (separators.has(tokenType)) chains[chains.length - 1] = 0;
    else if (operators.has(tokenType)) chains[chains.length - 1]++;
    if (chains.length - 1 > maxDepth || chains[chains.length - 1] > maxDepth) {
      return nestedTooDeep(spanOf(source, token));
    }
  }
}
