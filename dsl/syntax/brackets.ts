import { createTokenInstance, type IToken, type TokenType } from "chevrotain";
import type { Diagnostic } from "../text/diagnostic.ts";
import { emptySpan, type Mended, retyped, spanOf } from "./lex.ts";
import type { Source } from "../text/span.ts";
import { keywordTokens, Name, Newline, signs, UnclosedString } from "./tokens.ts";
import {
  closerOf,
  isClosing,
  isClosingRound,
  isGlue,
  isOpening,
  opensVariant,
  startsStage,
} from "./token_roles.ts";
import {
  mismatchedBracket,
  missingBracket,
  missingOpening,
  strayBracket,
} from "./syntax_diagnostics.ts";

/** How many `{` there are more than `}`. */
export function unmatchedBraces(tokens: readonly IToken[]): number {
  const count = (type: TokenType) => tokens.filter(({ tokenType }) => tokenType === type).length;
  return count(signs.leftBrace) - count(signs.rightBrace);
}

const openers = new Set([keywordTokens.model, keywordTokens.block, keywordTokens.variant]);

/** Whether a line may have a block: a layer that is a name alone or `repeat(...)`, or `model`. */
function mayOpenBlock(
  line: readonly IToken[],
  { isInBlock }: { readonly isInBlock: boolean },
): boolean {
  if (!isInBlock) return line[0] !== undefined && openers.has(line[0].tokenType);
  if (line[0]?.tokenType === keywordTokens.repeat) return true;
  const [name, ...rest] = line[1]?.tokenType === signs.colon ? line.slice(2) : line;
  return name?.tokenType === Name && rest.length === 0;
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

/** A line that is read. */
interface Line {
  readonly indent: number;
  readonly tokens: readonly IToken[];
}

/** An open bracket: where a missing partner would belong, and whether its lack is explained. */
interface Open {
  readonly token: IToken;
  readonly line: number;
  readonly indent: number;
  readonly isVariant: boolean;
  end?: number;
  /** How far the first line in it is indented. */
  innerIndent?: number;
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
  /** The first token of the line. */
  private lineIndex = 0;
  private readonly isBalanced: boolean;
  /** How many `}` are missing, or `{` below 0: then the indentation tells where. */
  private missing: number;

  constructor(private readonly source: Source, private readonly tokens: readonly IToken[]) {
    this.isBalanced = isBalanced(tokens);
    this.missing = unmatchedBraces(tokens);
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
    if (isOpening(token)) {
      if (tokenType === signs.leftBrace) this.closeBeforeBlock(index);
      const { line, indent } = this;
      const isVariant = opensVariant(this.tokens, index);
      this.open.push({ token, line, indent, isVariant, isExcused: false });
    } else if (isClosing(token)) this.close(token, index);
    else if (tokenType === UnclosedString) this.excuseBracketsIn(token.image);
  }

  private endLine(token: IToken, index: number): void {
    const next = this.tokens[index + 1];
    const before = { indent: this.indent, tokens: this.tokens.slice(this.lineIndex, index) };
    this.line++;
    this.lineStart = token.startOffset + token.image.length;
    this.lineIndex = index + 1;
    this.indent = next ? next.startOffset - this.lineStart : 0;
    if (this.open.length === 0) this.stageEnd ??= index;
    if (next && next.tokenType !== Newline) this.followIndent(index, before);
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

  /** Where a brace is missing, a line that stands further left ends a block, further right begins one. */
  private followIndent(
    index: number,
    before: Line,
  ): void {
    const isEnd = isClosing(this.tokens[index + 1]);
    if (!isEnd) this.closeIndented(index, (top) => this.indent <= top.indent);
    const top = this.open.at(-1);
    if (isEnd || (top && top.token.tokenType !== signs.leftBrace)) return;
    const isDeeper = this.missing < 0 && this.indent > before.indent;
    if (isDeeper && mayOpenBlock(before.tokens, { isInBlock: top !== undefined })) {
      this.openIndented(index, before);
    } else if (top) top.innerIndent ??= this.indent;
  }

  /** Closes blocks whose lines are indented, as long as a `}` is missing. */
  private closeIndented(index: number, isOver: (top: Open) => boolean): void {
    for (let top = this.open.at(-1); top && this.missing > 0; top = this.open.at(-1)) {
      const isIndented = top.innerIndent !== undefined && top.innerIndent > top.indent;
      if (top.token.tokenType !== signs.leftBrace || !isIndented || !isOver(top)) return;
      this.closeForUser(index);
    }
  }

  private openIndented(index: number, { indent, tokens }: Line): void {
    this.missing++;
    const isVariant = tokens[0]?.tokenType === keywordTokens.variant;
    const token = virtual(signs.leftBrace, this.endBefore(index));
    this.added.set(index, [...this.added.get(index) ?? [], token]);
    this.open.push({ token, line: this.line, indent, isVariant, isExcused: false });
  }

  /** No block stands in parentheses. */
  private closeBeforeBlock(index: number): void {
    const isRound = () =>
      (this.open.at(-1)?.token.tokenType ?? signs.leftBrace) !== signs.leftBrace;
    while (!this.isBalanced && isRound()) this.closeForUser(index);
  }

  private close(token: IToken, index: number): void {
    if (index === this.lineIndex) this.closeIndented(index, (top) => this.indent < top.indent);
    const top = this.open.at(-1);
    if (top && top.token.image === "" && token.tokenType === signs.rightBrace) {
      const place = emptySpan(this.source, top.token.startOffset);
      this.diagnostics.push(missingOpening(place, spanOf(this.source, token)));
    }
    if (top && closerOf(top.token) === token.tokenType) {
      this.open.pop();
      return;
    }
    const partner = this.open.findLast((each) => closerOf(each.token) === token.tokenType);
    if (top && top.line === this.line && partner?.line !== this.line) {
      this.correct(top, token, index, partner);
    } else if (partner) {
      while (this.open.at(-1) !== partner) this.closeForUser(index);
      this.open.pop();
    } else this.dropStray(token, index);
  }

  private correct(top: Open, token: IToken, index: number, partner?: Open): void {
    const { source } = this;
    const wanted = closerOf(top.token)!; // only what opens is on the stack
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
    const isBrace = token.tokenType === signs.leftBrace;
    const place = isBrace ? index : end;
    if (isBrace) this.missing--;
    const type = closerOf(token)!; // as above
    const span = emptySpan(this.source, this.endBefore(place));
    if (token.image === "") {
      this.diagnostics.push(missingOpening(emptySpan(this.source, token.startOffset)));
    } else if (!isExcused) {
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
      const image = closerOf(each.token)!.PATTERN as string; // brackets are plain text
      if (text.includes(image)) each.isExcused = true;
    }
  }
}

/** A token that nobody wrote. */
export function virtual(type: TokenType, offset: number): IToken {
  return createTokenInstance(type, "", offset, offset - 1, -1, -1, -1, -1);
}
