import { type IToken, tokenMatcher } from "chevrotain";
import { isClosing, isOpening, opensVariant, startsLine } from "./token_roles.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { emptySpan, type Mended, spanOf } from "./lex.ts";
import type { Source } from "../text/span.ts";
import * as say from "./line_diagnostics.ts";
import { missingBraces } from "./syntax_diagnostics.ts";
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

/** Lines that start as they should. */
export interface CheckedLines extends Mended {
  /** Whether no line was dropped. */
  readonly isComplete: boolean;
}

/**
 * Drops each line, with its block, that does not start with a stage, or in a block with a layer,
 * and says so. Expects settled newlines.
 */
export function checkLines(source: Source, tokens: readonly IToken[]): CheckedLines {
  const kept: IToken[] = [];
  const diagnostics: Diagnostic[] = [];
  const around: Place[] = ["file"];
  const bare = new BareModel(source);
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const mistake = startMistake(source, tokens, { index, place: around[around.length - 1] });
    if (mistake) {
      diagnostics.push(...bare.explain(mistake));
      index = endOfLine(tokens, index);
      continue;
    }
    if (startsLine(tokens, index)) bare.watch(token, tokens[index + 1]);
    if (isOpening(token)) around.push(opensVariant(tokens, index) ? "variant" : "layers");
    if (isClosing(token)) around.pop();
    // The line between a newline and this bracket may be gone.
    if (isClosing(token) && kept.at(-1)?.tokenType === Newline) kept.pop();
    kept.push(token);
  }
  if (kept.at(-1)?.tokenType === Newline) kept.pop();
  const isComplete = diagnostics.length === 0;
  diagnostics.push(...versionMistakes(source, tokens));
  return { tokens: kept, diagnostics, isComplete };
}

/** Layers after `model` without braces are one mistake, not one each. */
class BareModel {
  private model: IToken | undefined;
  private isTold = false;

  constructor(private readonly source: Source) {}

  /** Called with the first two tokens of each line that starts as it should. */
  watch(first: IToken, second: IToken | undefined): void {
    const isBare = first.tokenType === keywordTokens.model && second?.tokenType === Newline;
    this.model = isBare ? first : undefined;
    this.isTold = false;
  }

  /** What to say of a line that does not. */
  explain(mistake: Diagnostic): Diagnostic[] {
    if (!this.model || this.isTold) return this.model ? [] : [mistake];
    this.isTold = true;
    return [missingBraces(emptySpan(this.source, spanOf(this.source, this.model).end))];
  }
}

/** What the lines at a place are: of the file, of a variant, or layers. */
type Place = "file" | "variant" | "layers";

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
  { index, place }: { index: number; place: Place },
): Diagnostic | undefined {
  if (!startsLine(tokens, index)) return undefined;
  const [first, second, third] = tokens.slice(index, index + 3);
  if (place !== "file" && first.tokenType === signs.rightBrace) return undefined;
  const isNamed = second?.tokenType === signs.colon;
  if (place === "layers") {
    const named = isNamed ? tokens[index + 2] : undefined;
    if (named?.tokenType === keywordTokens.repeat) return say.namedRepeat(spanOf(source, first));
    if (first.tokenType === keywordTokens.repeat && second?.tokenType !== signs.leftParenthesis) {
      return say.uncountedRepeat(spanOf(source, first));
    }
    return layerMistake(source, first, { isLabel: isNamed });
  }
  const isOverride = place === "file" && first.tokenType === keywordTokens.override;
  const word = isOverride && second && tokenMatcher(second, Word) ? second : first;
  return stageMistake(source, word, {
    assigned: second?.tokenType === signs.equals ? third?.image ?? "" : undefined,
    place,
    isOverridden: word !== first,
  });
}

/** What `override` cannot stand before. */
const once: readonly string[] = ["pipe", "use", "override"];
/** What a variant cannot say. */
const fileOnly: readonly string[] = [...once, "variant", "block"];

interface StageLine {
  readonly place: Place;
  /** What is written after a "=" behind the word. */
  readonly assigned: string | undefined;
  readonly isOverridden: boolean;
}

function stageMistake(
  source: Source,
  word: IToken,
  { place, assigned, isOverridden }: StageLine,
): Diagnostic | undefined {
  const span = spanOf(source, word);
  if (!tokenMatcher(word, Word)) return say.lineWithoutStage(span);
  if (!tokenMatcher(word, KeywordToken)) return say.unknownStage(span, assigned);
  const { role } = keywords[word.image as KeywordName];
  if (role === "layer") return say.layerOutside(span);
  if (isOverridden && once.includes(word.image)) return say.badOverride(span);
  if (place === "variant" && fileOnly.includes(word.image)) return say.notInVariant(span);
}

function layerMistake(
  source: Source,
  first: IToken,
  { isLabel }: { isLabel: boolean },
): Diagnostic | undefined {
  const span = spanOf(source, first);
  if (tokenMatcher(first, KeywordToken)) {
    const { role } = keywords[first.image as KeywordName];
    return role === "layer" || isLabel ? undefined : say.stageInBlock(span);
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
