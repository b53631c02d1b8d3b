import { createToken, type CustomPatternMatcherFunc, Lexer, type TokenType } from "chevrotain";

/** A word that starts a line: what it is for, and who reads the line. */
export interface Keyword {
  /** `structure` lines have rules of their own, `stage` lines share one, `layer` ones stand in blocks. */
  readonly role: "structure" | "stage" | "layer";
  /** One line for help texts and the language reference. */
  readonly doc: string;
}

/** Every reserved word of the language. */
export const keywords = {
  pipe: { role: "structure", doc: "the first line: the language version" },
  seed: { role: "structure", doc: "the number that every random choice derives from" },
  param: { role: "structure", doc: "a value that can be set from outside" },
  expect: { role: "structure", doc: "the range that a metric must end in" },
  load: { role: "stage", doc: "where the rows come from" },
  split: { role: "stage", doc: "which rows train, validate and test" },
  column: { role: "stage", doc: "what a column of the data is" },
  impute: { role: "stage", doc: "what stands where a value is missing" },
  encode: { role: "stage", doc: "how words become numbers" },
  // Before the word that it starts with: the lexer takes the first that fits.
  scale_target: { role: "stage", doc: "how targets are scaled, which every answer undoes" },
  scale: { role: "stage", doc: "how numbers are scaled" },
  model: { role: "stage", doc: "the layers of the network" },
  loss: { role: "stage", doc: "what training makes small" },
  optimizer: { role: "stage", doc: "how a gradient changes the parameters" },
  train: { role: "stage", doc: "how long and in which batches to train" },
  metric: { role: "stage", doc: "what to report about the result" },
  device: { role: "stage", doc: "where to train" },
  use: { role: "structure", doc: "brings in another file's stages" },
  override: { role: "structure", doc: "writes a stage again" },
  variant: { role: "structure", doc: "varies shared stages" },
  block: { role: "structure", doc: "names a group of layers" },
  repeat: { role: "layer", doc: "repeats a group of layers" },
  schedule: { role: "stage", doc: "changes the learning rate, or other numbers, while training" },
} as const satisfies Record<string, Keyword>;

/** One of the reserved words. */
export type KeywordName = keyof typeof keywords;

const letters = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const numberRun = /(?:\d|\.\d)(?:[eE][+-](?=\d)|[\p{L}\p{N}_]|\.(?!\.))*%?/uy;
const wellFormedNumber = /^(?:\d+(?:\.\d+)?%|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

// Chevrotain drops the `u` flag of a plain regular expression, hence the custom patterns.
const matchName: CustomPatternMatcherFunc = (text, offset) => {
  letters.lastIndex = offset;
  return letters.exec(text);
};
const matchBadNumber: CustomPatternMatcherFunc = (text, offset) => {
  numberRun.lastIndex = offset;
  const found = numberRun.exec(text);
  return found && !wellFormedNumber.test(found[0]) ? found : null;
};

const asciiLetters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"];
// Chevrotain sorts characters from U+0100 up into buckets of 255: one of each is enough.
const beyondAscii = [
  ...Array.from({ length: 0x80 }, (_, index) => 0x80 + index),
  ...Array.from({ length: 0x3fc }, (_, index) => 0x100 + 64 * index),
];

/** Any name, keywords included: what may name an argument. */
export const Word: TokenType = createToken({ name: "Word", pattern: Lexer.NA, label: "a name" });
/** Any keyword. */
export const KeywordToken: TokenType = createToken({
  name: "Keyword",
  pattern: Lexer.NA,
  categories: [Word],
  label: "a stage",
});
/** A keyword whose line follows the generic rule of a stage. */
export const StageKeyword: TokenType = createToken({
  name: "StageKeyword",
  pattern: Lexer.NA,
  categories: [KeywordToken],
  label: "a stage",
});
/** A name that is no keyword. */
export const Name: TokenType = createToken({
  name: "Name",
  pattern: matchName,
  start_chars_hint: [...asciiLetters, ...beyondAscii],
  line_breaks: false,
  categories: [Word],
  label: "a name",
});

function keywordToken(name: string, { role }: Keyword): TokenType {
  const categories = role === "stage" ? [StageKeyword, KeywordToken, Word] : [KeywordToken, Word];
  return createToken({
    name: name[0].toUpperCase() + name.slice(1), // a rule may have the name in lower case
    pattern: name,
    longer_alt: Name,
    categories,
    label: `"${name}"`,
  });
}
/** The token of each keyword. */
export const keywordTokens = Object.fromEntries(
  Object.entries(keywords).map(([name, keyword]) => [name, keywordToken(name, keyword)]),
) as Record<KeywordName, TokenType>; // fromEntries forgets the keys

// `in` and `on` mean something only after `param` and `expect`; elsewhere they are plain names.
const contextual = { longer_alt: Name, categories: [Name, Word] };
/** `in`, before a range. */
export const In: TokenType = createToken({
  name: "In",
  pattern: "in",
  label: '"in"',
  ...contextual,
});
/** `on`, before a part of the rows. */
export const On: TokenType = createToken({
  name: "On",
  pattern: "on",
  label: '"on"',
  ...contextual,
});

/** A whole or decimal number. */
export const NumberToken: TokenType = createToken({
  name: "Number",
  pattern: Lexer.NA,
  label: "a number",
});
const number = { categories: [NumberToken], label: "a number" };
/** `12`. */
export const Int: TokenType = createToken({ name: "Int", pattern: /\d+/, ...number });
/** `0.5`, `1e-4`. */
export const Float: TokenType = createToken({
  name: "Float",
  pattern: /\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+/,
  ...number,
});
/** `.5`, `5.`, `1_000`, `10px`: reported, then read as a number. */
export const BadNumber: TokenType = createToken({
  name: "BadNumber",
  pattern: matchBadNumber,
  start_chars_hint: [...".0123456789"],
  line_breaks: false,
  ...number,
});
/** `20%`. */
export const Percent: TokenType = createToken({
  name: "Percent",
  pattern: /\d+(?:\.\d+)?%/,
  label: "a percentage",
});

/** Text in quotes. */
export const Text: TokenType = createToken({ name: "Text", pattern: Lexer.NA, label: "a string" });
const text = { categories: [Text], label: "a string" };
/** `"iris.csv"`. */
export const StringToken: TokenType = createToken({
  name: "String",
  pattern: /"[^"\\\n\r]*(?:\\[^\n\r][^"\\\n\r]*)*"/,
  ...text,
});
/** A `"` without its partner on the line: reported, then read as a string. */
export const UnclosedString: TokenType = createToken({
  name: "UnclosedString",
  pattern: /"[^\n\r]*/,
  ...text,
});
/** `'relu'` and typographic quotes: reported, then read as a string. */
export const WrongQuotes: TokenType = createToken({
  name: "WrongQuotes",
  pattern: /['`´‘’‚‛“”„‟«»][^'"`´‘’‚‛“”„‟«»\n\r]*['"`´‘’‚‛“”„‟«»]?/,
  ...text,
});

/** The end of a line. */
export const Newline: TokenType = createToken({
  name: "Newline",
  pattern: /\r?\n/,
  line_breaks: true,
  label: "the end of the line",
});
const Blank = createToken({
  name: "Blank",
  pattern: /[ \t\u00a0\ufeff]+/,
  group: Lexer.SKIPPED,
});
const Comment = createToken({ name: "Comment", pattern: /#[^\n\r]*/, group: Lexer.SKIPPED });
/** `// ...` and `/* ...`: reported, then skipped. */
export const SlashComment: TokenType = createToken({
  name: "SlashComment",
  pattern: /\/[/*][^\n\r]*/,
});
/** `;`: reported, then read as the end of a line. */
export const Semicolon: TokenType = createToken({ name: "Semicolon", pattern: ";" });

function sign(name: string, pattern: string): TokenType {
  return createToken({ name, pattern, label: `"${pattern}"` });
}
/** Brackets, separators and operators by name. */
export const signs = {
  leftParenthesis: sign("LeftParenthesis", "("),
  rightParenthesis: sign("RightParenthesis", ")"),
  leftSquare: sign("LeftSquare", "["),
  rightSquare: sign("RightSquare", "]"),
  leftBrace: sign("LeftBrace", "{"),
  rightBrace: sign("RightBrace", "}"),
  comma: sign("Comma", ","),
  colon: sign("Colon", ":"),
  equals: sign("Equals", "="),
  dots: sign("Dots", ".."),
  plus: sign("Plus", "+"),
  minus: sign("Minus", "-"),
  times: sign("Times", "*"),
  divide: sign("Divide", "/"),
  bar: sign("Bar", "|"),
};

/** Every token type; the first that matches wins. */
export const allTokens: TokenType[] = [
  Newline,
  Blank,
  Comment,
  ...Object.values(keywordTokens),
  In,
  On,
  Name,
  StringToken,
  UnclosedString,
  WrongQuotes,
  BadNumber,
  Percent,
  Float,
  Int,
  SlashComment,
  Semicolon,
  ...Object.values(signs),
  Word,
  KeywordToken,
  StageKeyword,
  NumberToken,
  Text,
];
