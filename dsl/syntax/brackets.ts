import { createTokenInstance, type IToken, tokenMatcher, type TokenType } from "chevrotain";
import type { Diagnostic } from "../text/diagnostic.ts";
import { emptySpan, type Mended, retyped, spanOf } from "./lex.ts";
import type { Source } from "../text/span.ts";
import {
  type KeywordName,
  keywords,
  KeywordToken,
  keywordTokens,
  Newline,
  signs,
  UnclosedString,
} from "./tokens.ts";
import { maxDepth, nestedTooDeep } from "./lexical_diagnostics.ts";
import {
  mismatchedBracket,
  missingBracket,
  missingOpening,
  strayBracket,
} from "./syntax_diagnostics.ts";

const closers = new Map<TokenType, TokenType>([
  [signs.leftParenthesis, signs.rightParenthesis],
  [signs.leftSquare, signs.rightSquare],
  [signs.leftBrace, signs.rightBrace],
]);
const closing = new Set(closers.values());
const operators = new Set([signs.plus, signs.minus, signs.times, signs.divide]);
const separators = new Set([signs.comma, signs.equals, signs.colon, Newline]);
/** What stands between a keyword and what belongs to it where it is a name or a value. */
const afterWord = new Set([signs.equals, signs.colon, signs.comma, signs.dots, ...operators]);
const closingRound = new Set([signs.rightParenthesis, signs.rightSquare]);
const glue = new Set([...closers.keys(), ...operators, signs.comma]);

/** Whether a token opens a bracket. */
export function isOpening(token: IToken | undefined): boolean {
  return token !== undefined && closers.has(token.tokenType);
}

/** Whether a token closes a bracket. */
export function isClosing(token: IToken | undefined): boolean {
  return token !== undefined && closing.has(token.tokenType);
}

/** The type of the partner of an opening bracket. */
export function closerOf(opening: IToken): TokenType | undefined {
  return closers.get(opening.tokenType);
}

/** Whether a newline after this token cannot end anything: after `( [ { ,` and operators. */
export function isGlue(token: IToken | undefined): boolean {
  return token === undefined || glue.has(token.tokenType);
}

/**
 * Whether a stage starts here, at the start of a line: a keyword that names no argument and no layer, and
 * that is no value in a list, as the last one in `[\n test,\n train\n]`.
 */
export function startsStage(tokens: readonly IToken[], index: number): boolean {
  if (index >= tokens.length || !tokenMatcher(tokens[index], KeywordToken)) return false;
  if (keywords[tokens[index].image as KeywordName].role === "layer") return false;
  let next = index + 1;
  if (afterWord.has(tokens[next]?.tokenType)) return false;
  while (tokens[next]?.tokenType === Newline) next++;
  return !closingRound.has(tokens[next]?.tokenType);
}

/** Whether a `{` at an index opens a variant: its lines are stages, not layers. */
export function opensVariant(tokens: readonly IToken[], index: number): boolean {
  // The walk ends at the `{` before: all walks together pass each token once.
  if (tokens[index].tokenType !== signs.leftBrace) return false;
  let start = index;
  while (start > 0 && !startsLine(tokens, start)) start--;
  if (tokens[start].tokenType === keywordTokens.override) start++;
  return start < index && tokens[start].tokenType === keywordTokens.variant;
}

/** Whether a line, or the first line of a block, begins at an index. */
export function startsLine(tokens: readonly IToken[], index: number): boolean {
  const before = tokens[index - 1]?.tokenType;
  return before === undefined || before === Newline || before === signs.leftBrace;
}

/** Whether every bracket has its partner as it stands. */
function isBalanced(tokens: readonly IToken[]): boolean {
  const open: (TokenType | undefined)[] = [];
  for (const token of tokens) {
    if (isOpening(token)) open.push(closerOf(token));
    else if (isClosing(token) && open.pop() !== token.tokenType) return false;
  }
  return open.length === 0;
}

/** The first place that is nested too deep for a recursive parser. */
export function tooDeep(source: Source, tokens: readonly IToken[]): Diagnostic | undefined {
  const chains = [0];
  for (const token of tokens) {
    const { tokenType } = token;
    if (closers.has(tokenType)) chains.push(0);
    else if (closing.has(tokenType) && chains.length > 1) chains.pop();
    else if (separators.has(tokenType)) chains[chains.length - 1] = 0;
    else if (operators.has(tokenType)) chains[chains.length - 1]++;
    if (chains.length - 1 > maxDepth || chains[chains.length - 1] > maxDepth) {
      return nestedTooDeep(spanOf(source, token));
    }
  }
}

/** An open bracket: where a missing partner would belong, and whether its lack is explained. */
interface Open {
  readonly token: IToken;
  readonly line: number;
  readonly indent: number;
  readonly isVariant: boolean;
  end?: number;
  isExcused: boolean;
}

/** Gives every bracket its partner: missing ones are added, stray ones dropped, all reported. */
export function balanceBrackets(source: Source, tokens: readonly IToken[]): Mended {
  return new Balancer(source, tokens).run();
}

class Balancer {
  private readonly open: Open[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  /** Tokens to put in front of the token at an index. */
  private readonly added = new Map<number, IToken[]>();
  private readonly replaced = new Map<number, IToken | undefined>();
  /** Closing brackets that may turn up later, for brackets that were closed for the user. */
  private readonly owed = new Map<TokenType, number>();
  /** The end of the first line of the last stage. */
  private stageEnd?: number;
  private line = 0;
  private lineStart = 0;
  private indent = 0;
  private readonly isBalanced: boolean;

  constructor(private readonly source: Source, private readonly tokens: readonly IToken[]) {
    this.isBalanced = isBalanced(tokens);
  }

  run(): Mended {
    this.tokens.forEach((token, index) => this.visit(token, index));
    while (this.open.length > 0) this.closeForUser(this.tokens.length);
    const tokens = this.tokens.flatMap((token, index) => {
      const kept = this.replaced.has(index) ? this.replaced.get(index) : token;
      return [...this.added.get(index) ?? [], ...kept ? [kept] : []];
    });
    tokens.push(...this.added.get(this.tokens.length) ?? []);
    return { tokens, diagnostics: this.diagnostics };
  }

  private visit(token: IToken, index: number): void {
    const { tokenType } = token;
    if (tokenType === Newline) return this.endLine(token, index);
    if (closers.has(tokenType)) {
      const { line, indent } = this;
      const isVariant = opensVariant(this.tokens, index);
      this.open.push({ token, line, indent, isVariant, isExcused: false });
    } else if (closing.has(tokenType)) this.close(token, index);
    else if (tokenType === UnclosedString) this.excuseBracketsIn(token.image);
  }

  private endLine(token: IToken, index: number): void {
    const next = this.tokens[index + 1];
    this.line++;
    this.lineStart = token.startOffset + token.image.length;
    this.indent = next ? next.startOffset - this.lineStart : 0;
    if (this.open.length === 0) this.stageEnd ??= index;
    if (startsStage(this.tokens, index + 1)) {
      this.closeBeforeStage(index);
      this.stageEnd = undefined;
    }
    const top = this.open.at(-1);
    if (top && top.end === undefined && !isGlue(this.tokens[index - 1]) && !isClosingRound(next)) {
      top.end = index;
    }
  }

  /**
   * A stage at the start of a line ends arguments, and blocks that are indented no less. In a
   * variant it may stand anywhere, and only a missing bracket makes the indentation tell.
   */
  private closeBeforeStage(index: number): void {
    for (let top = this.open.at(-1); top; top = this.open.at(-1)) {
      if (top.token.tokenType === signs.leftBrace && this.indent > top.indent) return;
      if (top.isVariant && this.isBalanced) return;
      this.closeForUser(index);
    }
  }

  private close(token: IToken, index: number): void {
    const top = this.open.at(-1);
    if (top && closers.get(top.token.tokenType) === token.tokenType) {
      this.open.pop();
      return;
    }
    const partner = this.open.findLast((each) =>
      closers.get(each.token.tokenType) === token.tokenType
    );
    if (top && top.line === this.line && partner?.line !== this.line) {
      this.correct(top, token, index, partner);
    } else if (partner) {
      while (this.open.at(-1) !== partner) this.closeForUser(index);
      this.open.pop();
    } else this.dropStray(token, index);
  }

  private correct(top: Open, token: IToken, index: number, partner?: Open): void {
    const { source } = this;
    const wanted = closers.get(top.token.tokenType)!; // only what opens is on the stack
    if (!top.isExcused) {
      const image = wanted.PATTERN as string;
      this.diagnostics.push(
        mismatchedBracket(spanOf(source, token), image, spanOf(source, top.token)),
      );
    }
    if (partner) partner.isExcused = true;
    this.replaced.set(index, retyped(token, wanted));
    this.open.pop();
  }

  private dropStray(token: IToken, index: number): void {
    if (token.tokenType === signs.rightBrace && this.openForUser(token, index)) return;
    this.replaced.set(index, undefined);
    const owed = this.owed.get(token.tokenType) ?? 0;
    if (owed > 0) this.owed.set(token.tokenType, owed - 1);
    else this.diagnostics.push(strayBracket(spanOf(this.source, token)));
  }

  private closeForUser(index: number): void {
    const { token, end = index, isExcused } = this.open.pop()!; // called while something is open
    const place = token.tokenType === signs.leftBrace ? index : end;
    const type = closers.get(token.tokenType)!; // as above
    const span = emptySpan(this.source, this.endBefore(place));
    if (!isExcused) {
      const image = type.PATTERN as string;
      this.diagnostics.push(missingBracket(span, image, spanOf(this.source, token)));
    }
    this.owed.set(type, (this.owed.get(type) ?? 0) + 1);
    this.added.set(place, [...this.added.get(place) ?? [], virtual(type, span.start)]);
    const outer = this.open.at(-1);
    if (outer) outer.end ??= place;
  }

  /** A `}` after lines that are no stages: the stage before them lacks its `{`. */
  private openForUser(token: IToken, index: number): boolean {
    const { source, stageEnd } = this;
    this.stageEnd = undefined;
    if (stageEnd === undefined || this.owed.get(token.tokenType)) return false;
    const isEmpty = this.tokens.slice(stageEnd, index).every((each) => each.tokenType === Newline);
    if (isEmpty) return false;
    const offset = this.endBefore(stageEnd);
    this.diagnostics.push(missingOpening(emptySpan(source, offset), spanOf(source, token)));
    this.added.set(stageEnd, [
      ...this.added.get(stageEnd) ?? [],
      virtual(signs.leftBrace, offset),
    ]);
    return true;
  }

  /** Where the last visible token before an index ends. */
  private endBefore(index: number): number {
    let last = index - 1;
    while (this.tokens[last]?.tokenType === Newline) last--;
    const token = this.tokens[last];
    return token ? token.startOffset + token.image.length : 0;
  }

  private excuseBracketsIn(text: string): void {
    for (const each of this.open) {
      const image = closers.get(each.token.tokenType)!.PATTERN as string; // brackets are plain text
      if (text.includes(image)) each.isExcused = true;
    }
  }
}

function isClosingRound(token: IToken | undefined): boolean {
  return token !== undefined && closingRound.has(token.tokenType);
}

/** A token that nobody wrote. */
export function virtual(type: TokenType, offset: number): IToken {
  return createTokenInstance(type, "", offset, offset - 1, -1, -1, -1, -1);
}
