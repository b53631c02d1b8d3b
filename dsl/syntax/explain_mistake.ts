import { EOF, type IRecognitionException, type IToken, tokenMatcher } from "chevrotain";
import { isOpening } from "./brackets.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { endOfLine } from "./error_messages.ts";
import { emptySpan, spanOf } from "./lex.ts";
import type { Source } from "../text/span.ts";
import * as say from "./syntax_diagnostics.ts";
import {
  KeywordToken,
  Name,
  Newline,
  NumberToken,
  Percent,
  signs,
  StageKeyword,
  Text,
  Word,
} from "./tokens.ts";

/** A mistake as the parser met it. */
interface Mistake {
  readonly source: Source;
  /** What was expected, as a noun. */
  readonly expected: string;
  /** The rule that was at work. */
  readonly rule: string;
  readonly previous: IToken;
  readonly found: IToken;
  readonly next: IToken | undefined;
}

/** Says in the words of the language what the parser says in its own. */
export function explainMistake(
  source: Source,
  tokens: readonly IToken[],
  errors: readonly IRecognitionException[],
): Diagnostic[] {
  if (errors.length === 0) return [];
  const places = new Map(tokens.map((token, index) => [token, index]));
  return errors.map((error) => {
    const index = places.get(error.token) ?? tokens.length;
    const found = tokens[index] ?? error.token;
    const previous = tokens[index - 1] ?? tokens[0] ?? error.token;
    const rule = error.context.ruleStack.at(-1) ?? "file";
    // A stage alone on its line is complete, but whoever writes more means a name.
    const isAlone = error.message === endOfLine && tokenMatcher(previous, StageKeyword);
    const expected = isAlone ? "a name" : error.message;
    return diagnose({ source, expected, rule, previous, found, next: tokens[index + 1] });
  });
}

function diagnose(mistake: Mistake): Diagnostic {
  return keywordMistake(mistake) ?? signMistake(mistake) ?? listMistake(mistake) ??
    plainMistake(mistake);
}

/** Rules in which a new name stands. */
const naming: readonly string[] = ["param", "variant", "namedBlock", "parameter"];

/** A keyword in a wrong place. */
function keywordMistake(mistake: Mistake): Diagnostic | undefined {
  const { source, rule, previous, found } = mistake;
  if (rule === "argument" && tokenMatcher(previous, KeywordToken)) {
    return say.keywordAsValue(spanOf(source, previous));
  }
  if (!tokenMatcher(found, KeywordToken)) return undefined;
  const span = spanOf(source, found);
  if (naming.includes(rule)) return say.keywordAsName(span);
  if (rule === "argumentList" || rule === "list") return undefined;
  return endsValue(previous) ? say.missingNewline(span) : say.keywordAsValue(span);
}

/** `=` or `:` where none belongs. */
function signMistake({ source, previous, found, next }: Mistake): Diagnostic | undefined {
  const span = spanOf(source, found);
  const isSign = found.tokenType === signs.equals || found.tokenType === signs.colon;
  if (isSign && tokenMatcher(previous, KeywordToken)) {
    return say.signAfterStage(span, previous.image);
  }
  if (next?.tokenType === signs.equals && previous.tokenType === Name && found.tokenType === Name) {
    return say.missingParentheses(span, previous.image);
  }
}

/** Two things side by side. */
function listMistake({ source, rule, previous, found, expected }: Mistake): Diagnostic | undefined {
  if (!startsValue(found) || !endsValue(previous)) return undefined;
  const span = spanOf(source, found);
  if (rule === "argumentList" && tokenMatcher(previous, Word) && !tokenMatcher(found, Word)) {
    return say.missingEquals(span, previous.image);
  }
  if (rule === "argumentList" || rule === "list") return say.missingComma(span, previous.image);
  if (rule === "block") return say.missingNewline(span);
  if (expected === endOfLine && tokenMatcher(found, Word)) {
    return say.missingComma(span, previous.image);
  }
}

function plainMistake({ source, expected, previous, found }: Mistake): Diagnostic {
  const end = previous.startOffset + previous.image.length;
  const isMissing = found.tokenType === Newline || found.tokenType === EOF ||
    found.image === "" || /^[)\]},]$/.test(found.image);
  return isMissing
    ? say.missingPiece(emptySpan(source, end), expected, previous.image)
    : say.unexpectedText(spanOf(source, found), expected, previous.image);
}

function startsValue(token: IToken): boolean {
  return [Word, NumberToken, Percent, Text].some((type) => tokenMatcher(token, type)) ||
    isOpening(token);
}

function endsValue(token: IToken): boolean {
  const isClosing = [signs.rightParenthesis, signs.rightSquare, signs.rightBrace]
    .includes(token.tokenType);
  const isPlain = [Name, NumberToken, Percent, Text].some((type) => tokenMatcher(token, type));
  return isClosing || isPlain;
}
