import { EOF, type IRecognitionException, type IToken, tokenMatcher } from "chevrotain";
import { isOpening, operators } from "./token_roles.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { endOfLine } from "./error_messages.ts";
import { emptySpan, spanOf } from "./lex.ts";
import { factNames, partNames } from "../language/pipeline.ts";
import { type Source, spanOver, textOf } from "../text/span.ts";
import { assignmentInBlock, missingNewline } from "./line_diagnostics.ts";
import * as say from "./syntax_diagnostics.ts";
import {
  In,
  KeywordToken,
  keywordTokens,
  Name,
  Newline,
  NumberToken,
  On,
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
  /** What stands on the same line, or between the braces around it. */
  readonly line: readonly IToken[];
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
    const [next, line] = [tokens[index + 1], lineAround(tokens, index)];
    return diagnose({ source, expected, rule, previous, found, next, line });
  });
}

const lineEnds = new Set([Newline, signs.leftBrace, signs.rightBrace]);

function lineAround(tokens: readonly IToken[], index: number): readonly IToken[] {
  const isEnd = (at: number) => at < 0 || at >= tokens.length || lineEnds.has(tokens[at].tokenType);
  let [start, end] = [index, index];
  while (!isEnd(start - 1)) start--;
  while (!isEnd(end)) end++;
  return tokens.slice(start, end);
}

function diagnose(mistake: Mistake): Diagnostic {
  return keywordMistake(mistake) ?? signMistake(mistake) ?? besideMistake(mistake) ??
    listMistake(mistake) ?? orderMistake(mistake) ?? plainMistake(mistake);
}

/** Rules in which a new name stands. */
const naming: readonly string[] = ["param", "variant", "namedBlock", "parameter"];

/** A keyword in a wrong place. */
function keywordMistake(mistake: Mistake): Diagnostic | undefined {
  const { source, rule, previous, found } = mistake;
  if (!tokenMatcher(found, KeywordToken)) return undefined;
  const span = spanOf(source, found);
  if (naming.includes(rule)) return say.keywordAsName(span);
  if (rule === "argumentList" || rule === "list") return undefined;
  return endsValue(previous)
    ? missingNewline(span)
    : say.keywordAsValue(span, mistake.line[0]?.image ?? "");
}

/** Stages whose arguments people write without the call that has them. */
const withArguments = new Set([
  keywordTokens.load,
  keywordTokens.split,
  keywordTokens.optimizer,
  keywordTokens.schedule,
  keywordTokens.train,
]);

/** `=` or `:` where none belongs. */
function signMistake(mistake: Mistake): Diagnostic | undefined {
  const { source, rule, previous, found, next } = mistake;
  const span = spanOf(source, found);
  const isSign = found.tokenType === signs.equals || found.tokenType === signs.colon;
  if (isSign && tokenMatcher(previous, KeywordToken)) {
    return say.signAfterStage(span, previous.image);
  }
  if (found.tokenType === signs.equals) return equalsMistake(mistake);
  const isArgument = next?.tokenType === signs.equals && rule !== "param";
  if (isArgument && previous.tokenType === Name && found.tokenType === Name) {
    return say.missingParentheses(span, { callee: previous.image });
  }
}

/** `hidden = 5` in a model, `optimizer lr = 0.1`, `metric accuracy = 0.9`. */
function equalsMistake(
  { source, rule, expected, previous, found, line }: Mistake,
): Diagnostic | undefined {
  const before = spanOf(source, previous);
  if (rule === "block" && line[0] === previous) {
    return assignmentInBlock(before, textAfter(source, line, found));
  }
  const stage = line[0]?.tokenType;
  if (stage && withArguments.has(stage) && line[1] === previous) {
    return say.missingParentheses(before, { stage: line[0].image });
  }
  if (stage === keywordTokens.metric && expected === endOfLine) {
    return say.wishedMetric(spanOf(source, found), previous.image);
  }
}

/** What is written on a line behind a token. */
function textAfter(source: Source, line: readonly IToken[], token: IToken): string {
  const rest = line.slice(line.indexOf(token) + 1);
  const [next, last] = [rest[0], rest.at(-1)];
  return next && last ? textOf(spanOver(spanOf(source, next), spanOf(source, last))) : "";
}

/** `dropout 0.5`, `sgd 0.1`: a value without parentheses around it. */
function besideMistake({ source, previous, found, line }: Mistake): Diagnostic | undefined {
  const isValue =
    [NumberToken, Percent, Text, signs.leftSquare].some((type) => tokenMatcher(found, type)) ||
    factNames.some((each) => each === found.image);
  const isCall = line[0] === previous ||
    (line[1] === previous && tokenMatcher(line[0], StageKeyword));
  if (!isValue || !isCall || previous.tokenType !== Name) return undefined;
  return say.valueOutside(spanOf(source, found), previous.image);
}

/** `expect test accuracy in 0.8..1.0`: the parts of an expectation in another order. */
function orderMistake(mistake: Mistake): Diagnostic | undefined {
  const { line, found } = mistake;
  const start = line.findIndex((each) => each.tokenType === keywordTokens.expect);
  if (start < 0 || line.indexOf(found) < 0) return undefined;
  const words = line.slice(start + 1);
  const part = words.find(({ image }) => partNames.some((each) => each === image));
  const dots = words.findIndex(({ tokenType }) => tokenType === signs.dots);
  const metric = words.find((each) =>
    tokenMatcher(each, Word) && each !== part && each.tokenType !== In && each.tokenType !== On
  );
  const [low, high] = [words[dots - 1], words[dots + 1]];
  if (!part || !metric || !low || !high) return undefined;
  const right = `expect ${metric.image} in ${low.image}..${high.image} on ${part.image}`;
  return { ...plainMistake(mistake), help: `Write it as: ${right}` };
}

/** Two things side by side. */
function listMistake(
  { source, rule, previous, found, next, expected }: Mistake,
): Diagnostic | undefined {
  if (!startsValue(found) || !endsValue(previous)) return undefined;
  const span = spanOf(source, found);
  if (rule === "argumentList" && tokenMatcher(previous, Word) && !tokenMatcher(found, Word)) {
    return say.missingEquals(span, previous.image);
  }
  if (rule === "argumentList" || rule === "list") {
    const mayBeName = tokenMatcher(found, Word) && next?.tokenType !== signs.equals;
    const mayBeOne = mayBeName && tokenMatcher(previous, Word);
    const isNumbered = mayBeName && tokenMatcher(previous, NumberToken) && rule === "argumentList";
    return say.missingComma(span, previous.image, { mayBeOne, isNumbered });
  }
  if (rule === "block") return missingNewline(span);
  if (expected === endOfLine && tokenMatcher(found, Word)) {
    return say.missingComma(span, previous.image);
  }
}

function plainMistake({ source, rule, expected, previous, found, line }: Mistake): Diagnostic {
  if (rule === "block" && operators.has(found.tokenType)) {
    return say.commaInBlock(spanOf(source, found));
  }
  if (line[0]?.tokenType === keywordTokens.param && isInType(found, line)) {
    return say.notAType(spanOf(source, found));
  }
  const end = previous.startOffset + previous.image.length;
  const isMissing = found.tokenType === Newline || found.tokenType === EOF ||
    found.image === "" || /^[)\]},]$/.test(found.image);
  return isMissing
    ? say.missingPiece(emptySpan(source, end), expected, previous.image)
    : say.unexpectedText(spanOf(source, found), expected, previous.image);
}

/** Whether a token stands behind the colon of a parameter and before its value. */
function isInType(found: IToken, line: readonly IToken[]): boolean {
  const [colon, equals, at] = [signs.colon, signs.equals].map((type) =>
    line.findIndex(({ tokenType }) => tokenType === type)
  ).concat(line.indexOf(found));
  return colon >= 0 && at > colon && (equals < 0 || at < equals);
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
