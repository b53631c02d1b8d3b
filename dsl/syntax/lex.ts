import { type ILexerConfig, type IToken, Lexer } from "chevrotain";
import type { Diagnostic } from "../text/diagnostic.ts";
import type { Source, Span } from "../text/span.ts";
import {
  allTokens,
  BadNumber,
  Float,
  Int,
  Newline,
  Percent,
  Semicolon,
  SlashComment,
  StringToken,
  UnclosedString,
  WrongQuotes,
} from "./tokens.ts";
import {
  badEscape,
  badNumber,
  hiddenCharacter,
  numberTooLarge,
  semicolon,
  slashComment,
  unclosedString,
  unexpectedCharacter,
  wrongQuotes,
} from "./lexical_diagnostics.ts";

/** Tokens fit for the next phase, with what had to be mended on the way. */
export interface Mended {
  /** In the order of the text. */
  readonly tokens: readonly IToken[];
  /** In no particular order. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How texts are cut into tokens. */
export const lexerOptions: ILexerConfig = {
  positionTracking: "onlyOffset",
  ensureOptimizations: true,
};

// A test validates the tokens, which do not change from one start to the next.
const lexer = new Lexer(allTokens, { ...lexerOptions, skipValidations: true });

// Controls, lone surrogates, and characters that reorder or hide text.
const hidden =
  /(?![\t\r\n])\p{Cc}|\r(?!\n)|\p{Cs}|[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069]|(?<!^)\ufeff/gu;
const badEscapes = /\\(?:u[0-9a-fA-F]{4}|["\\nt])|\\./gsu;
const goodEscape = /^\\(?:u[0-9a-fA-F]{4}|["\\nt])$/;

/** What is not of the language, and can mean one thing only. */
const clear = new Set([WrongQuotes, Semicolon, SlashComment]);

/** The place of a token in its text. */
export function spanOf(source: Source, token: IToken): Span {
  return { source, start: token.startOffset, end: token.startOffset + token.image.length };
}

/** An empty place. */
export function emptySpan(source: Source, offset: number): Span {
  return { source, start: offset, end: offset };
}

/** The tokens of a text. */
export interface Lexed extends Mended {
  /** Whether there is no doubt of what was meant by any of them. */
  readonly isClear: boolean;
}

/** Cuts a text into tokens; what is not of the language is reported and read as what was meant. */
export function lex(source: Source): Lexed {
  const { tokens, errors } = lexer.tokenize(source.text);
  const unexpected = errors.map(({ offset, length }) =>
    unexpectedCharacter({ source, start: offset, end: offset + length })
  );
  const found = tokens.map((token) => ({ token, mistakes: mistakesIn(token, source) }));
  const doubtful = found.filter(({ token, mistakes }) =>
    mistakes.length > 0 && !clear.has(token.tokenType)
  );
  return {
    tokens: mend(tokens),
    diagnostics: [...unexpected, ...found.flatMap(({ mistakes }) => mistakes)],
    isClear: unexpected.length + doubtful.length === 0,
  };
}

/** Every invisible character, in comments and strings too. */
export function hiddenCharacters(source: Source): Diagnostic[] {
  return [...source.text.matchAll(hidden)].map(({ index, 0: { length } }) =>
    hiddenCharacter({ source, start: index, end: index + length })
  );
}

function mistakesIn(token: IToken, source: Source): Diagnostic[] {
  const span = spanOf(source, token);
  switch (token.tokenType) {
    case UnclosedString:
      return [unclosedString(span)];
    case WrongQuotes:
      return [wrongQuotes(span)];
    case BadNumber:
      return [badNumber(span)];
    case Semicolon:
      return [semicolon(span)];
    case SlashComment:
      return [slashComment(span)];
    case StringToken:
      return escapeMistakes(span, token.image);
    case Int:
      return Number.isSafeInteger(Number(token.image)) ? [] : [numberTooLarge(span)];
    case Float:
    case Percent:
      return Number.isFinite(parseFloat(token.image)) ? [] : [numberTooLarge(span)];
    default:
      return [];
  }
}

function escapeMistakes({ source, start }: Span, image: string): Diagnostic[] {
  return [...image.matchAll(badEscapes)]
    .filter(([escape]) => !goodEscape.test(escape))
    .map(({ index, 0: { length } }) =>
      badEscape({ source, start: start + index, end: start + index + length })
    );
}

function mend(tokens: readonly IToken[]): IToken[] {
  // The syntax tree adds up offsets of ends, which "onlyOffset" leaves out.
  for (const each of tokens) each.endOffset = each.startOffset + each.image.length - 1;
  return tokens
    .filter((each) => each.tokenType !== SlashComment)
    .map((each) => each.tokenType === Semicolon ? retyped(each, Newline) : each);
}

/** The same text in another role. */
export function retyped(token: IToken, tokenType: IToken["tokenType"]): IToken {
  // The lexer numbered every token type when it was made.
  return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx! };
}
