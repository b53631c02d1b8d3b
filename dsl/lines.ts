import { type IToken, tokenMatcher } from "chevrotain";
import { isClosing, isOpening } from "./brackets.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { emptySpan, type Mended, spanOf } from "./lex.ts";
import type { Source } from "./span.ts";
import * as say from "./syntax_diagnostics.ts";
import {
  type KeywordName,
  keywords,
  KeywordToken,
  keywordTokens,
  Newline,
  signs,
  Text,
  Word,
} from "./tokens.ts";

/**
 * Drops each line, with its block, that does not start with a stage, or in a block with a layer,
 * and says so. Expects settled newlines.
 */
export function checkLines(source: Source, tokens: readonly IToken[]): Mended {
  const kept: IToken[] = [];
  const diagnostics: Diagnostic[] = [];
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const mistake = startMistake(source, tokens, { index, isTop: depth === 0 });
    if (mistake) {
      diagnostics.push(mistake);
      index = endOfLine(tokens, index);
      continue;
    }
    if (isOpening(token)) depth++;
    if (isClosing(token)) depth--;
    // The line between a newline and this bracket may be gone.
    if (isClosing(token) && kept.at(-1)?.tokenType === Newline) kept.pop();
    kept.push(token);
  }
  if (kept.at(-1)?.tokenType === Newline) kept.pop();
  return { tokens: kept, diagnostics: [...diagnostics, ...versionMistakes(source, tokens)] };
}

/** The newline that ends the line at an index, or what stands before the `}` of its block. */
function endOfLine(tokens: readonly IToken[], index: number): number {
  let depth = 0;
  for (; index < tokens.length; index++) {
    if (isOpening(tokens[index])) depth++;
    else if (isClosing(tokens[index]) && --depth < 0) return index - 1;
    else if (depth === 0 && tokens[index].tokenType === Newline) return index;
  }
  return index;
}

function startMistake(
  source: Source,
  tokens: readonly IToken[],
  { index, isTop }: { index: number; isTop: boolean },
): Diagnostic | undefined {
  const before = tokens[index - 1]?.tokenType;
  if (before && before !== signs.leftBrace && before !== Newline) return undefined;
  const first = tokens[index];
  const span = spanOf(source, first);
  const next = tokens[index + 1]?.tokenType;
  if (!isTop) return layerMistake(source, first, { isLabel: next === signs.colon });
  if (!tokenMatcher(first, Word)) return say.lineWithoutStage(span);
  if (!tokenMatcher(first, KeywordToken)) {
    return say.unknownStage(span, { isAssigned: next === signs.equals });
  }
  const { role } = keywords[first.image as KeywordName];
  return role === "reserved" ? say.reservedStage(span) : undefined;
}

function layerMistake(
  source: Source,
  first: IToken,
  { isLabel }: { isLabel: boolean },
): Diagnostic | undefined {
  if (first.tokenType === signs.rightBrace) return undefined;
  const span = spanOf(source, first);
  if (tokenMatcher(first, KeywordToken)) {
    return isLabel ? say.keywordAsName(span) : say.stageInBlock(span);
  }
  const isName = tokenMatcher(first, Word) || tokenMatcher(first, Text);
  return isName ? undefined : say.lineWithoutLayer(span);
}

/** `pipe` must start the first line, and no other. */
function versionMistakes(source: Source, tokens: readonly IToken[]): Diagnostic[] {
  const starts = tokens.filter((_, index) =>
    index === 0 || tokens[index - 1].tokenType === Newline
  );
  const [first, ...rest] = starts;
  const isMissing = first !== undefined && tokenMatcher(first, KeywordToken) &&
    first.tokenType !== keywordTokens.pipe;
  const misplaced = rest.filter((each) => each.tokenType === keywordTokens.pipe);
  return [
    ...isMissing ? [say.missingVersion(emptySpan(source, first.startOffset))] : [],
    ...misplaced.map((each) => say.misplacedVersion(spanOf(source, each))),
  ];
}
