import { type IToken, tokenMatcher, type TokenType } from "chevrotain";
import { virtual } from "./brackets.ts";
import { isClosing, isGlue, isOpening, opensVariant, startsStage } from "./token_roles.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { type Mended, retyped, spanOf } from "./lex.ts";
import type { Source } from "../text/span.ts";
import {
  colonInArguments,
  commaInBlock,
  missingComma,
  signAtLineStart,
} from "./syntax_diagnostics.ts";
import { Newline, signs, UnclosedString, Word } from "./tokens.ts";

const joining = new Set<TokenType>([signs.comma, signs.plus, signs.times, signs.divide]);
// At the end of a line these explain themselves: the parser misses a value, the string its end.
const unfinished = new Set<TokenType>([signs.equals, signs.dots, UnclosedString]);

/**
 * Leaves one newline between two lines and none elsewhere: none after `( [ { ,` and operators, none
 * before `) ] }`, no blank lines. Drops trailing commas too, so that the grammar is plain lists.
 * Expects balanced brackets.
 */
export function settleNewlines(source: Source, tokens: readonly IToken[]): Mended {
  return new Layout(source, tokens).run();
}

class Layout {
  private readonly kept: IToken[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private readonly open: { readonly type: TokenType; readonly isVariant: boolean }[] = [];

  constructor(private readonly source: Source, private readonly tokens: readonly IToken[]) {}

  run(): Mended {
    this.tokens.forEach((token, index) => this.visit(token, index));
    if (this.kept.at(-1)?.tokenType === Newline) this.kept.pop();
    return { tokens: this.kept, diagnostics: this.diagnostics };
  }

  private visit(token: IToken, index: number): void {
    const { tokenType } = token;
    if (tokenType === Newline) return this.newline(token, index);
    if (tokenType === signs.comma) return this.comma(token, index);
    if (tokenType === signs.colon) return this.colon(token);
    if (isClosing(token)) this.close();
    this.kept.push(token);
    if (isOpening(token)) {
      const isVariant = opensVariant(this.kept, this.kept.length - 1);
      this.open.push({ type: tokenType, isVariant });
    }
  }

  private close(): void {
    this.open.pop();
    const [before, last] = this.kept.slice(-2);
    if (last?.tokenType === Newline) this.kept.pop();
    else if (last?.tokenType === signs.comma && !isGlue(before)) this.kept.pop();
  }

  private newline(token: IToken, index: number): void {
    const last = this.kept.at(-1);
    if (last === undefined || last.tokenType === Newline || isOpening(last)) return;
    if (isGlue(last) && !this.isStageAhead(index)) return;
    if (!this.isInArguments()) this.kept.push(token);
    else this.breakInArguments(last, index);
  }

  private isStageAhead(index: number): boolean {
    while (this.tokens[index]?.tokenType === Newline) index++;
    return startsStage(this.tokens, index);
  }

  /** A line in parentheses or square brackets that ends without a comma. */
  private breakInArguments(last: IToken, index: number): void {
    const next = this.tokens[index + 1];
    if (next === undefined || next.tokenType === Newline || isClosing(next)) return;
    const span = spanOf(this.source, next);
    if (joining.has(next.tokenType)) {
      this.diagnostics.push(signAtLineStart(span));
      return;
    }
    if (!unfinished.has(last.tokenType)) this.diagnostics.push(missingComma(span, last.image));
    this.kept.push(virtual(signs.comma, next.startOffset));
  }

  private comma(token: IToken, index: number): void {
    const top = this.open.at(-1);
    if (top?.type !== signs.leftBrace || top.isVariant) {
      this.kept.push(token);
      return;
    }
    this.diagnostics.push(commaInBlock(spanOf(this.source, token)));
    this.newline(retyped(token, Newline), index);
  }

  private colon(token: IToken): void {
    const name = this.kept.at(-1);
    if (!this.isInArguments() || !name || !tokenMatcher(name, Word)) this.kept.push(token);
    else {
      this.diagnostics.push(colonInArguments(spanOf(this.source, token), name.image));
      this.kept.push(retyped(token, signs.equals));
    }
  }

  private isInArguments(): boolean {
    const top = this.open.at(-1);
    return top !== undefined && top.type !== signs.leftBrace;
  }
}
