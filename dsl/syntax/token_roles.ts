/**
 * What a token does where it stands: opens, closes, starts a line or a stage.
 * @module
 */
import { type IToken, tokenMatcher, type TokenType } from "chevrotain";
import {
  type KeywordName,
  keywords,
  KeywordToken,
  keywordTokens,
  Newline,
  signs,
} from "./tokens.ts";

const closers = new Map<TokenType, TokenType>([
  [signs.leftParenthesis, signs.rightParenthesis],
  [signs.leftSquare, signs.rightSquare],
  [signs.leftBrace, signs.rightBrace],
]);
const closing = new Set(closers.values());
/** What stands between two values that are calculated with. */
export const operators: ReadonlySet<TokenType> = new Set([
  signs.plus,
  signs.minus,
  signs.times,
  signs.divide,
]);
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

/** Whether a token closes a bracket within a line. */
export function isClosingRound(token: IToken | undefined): boolean {
  return token !== undefined && closingRound.has(token.tokenType);
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
  return !isClosingRound(tokens[next]);
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
