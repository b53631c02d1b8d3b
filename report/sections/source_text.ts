import { lex } from "../../dsl/syntax/lex.ts";
import { KeywordToken, NumberToken, Percent, Text } from "../../dsl/syntax/tokens.ts";
import { type Content, markup } from "../markup/markup.ts";

type Token = ReturnType<typeof lex>["tokens"][number];

/** A piece of a text, and how it looks. */
interface Piece {
  readonly text: string;
  readonly look: "plain" | "keyword" | "value" | "comment";
}

/** The lines of a text of the language, coloured; as it stands where it is not quite of the language. */
export function sourceLines(text: string): readonly Content[] {
  const lines: Content[][] = [[]];
  for (const { text: piece, look } of piecesOf(text)) {
    for (const [nth, part] of piece.split(/\r?\n/).entries()) {
      if (nth > 0) lines.push([]);
      if (part !== "") lines[lines.length - 1].push(looking(part, look));
    }
  }
  // What ends with a line break has no line behind it.
  if (lines.length > 1 && lines[lines.length - 1].length === 0) lines.pop();
  return lines;
}

function looking(text: string, look: Piece["look"]): Content {
  switch (look) {
    case "plain":
      return text;
    case "keyword":
      return markup`<b>${text}</b>`;
    case "value":
      return markup`<span class="value">${text}</span>`;
    case "comment":
      return markup`<i>${text}</i>`;
  }
}

function piecesOf(text: string): readonly Piece[] {
  const { tokens, diagnostics } = lex({ name: "source", text });
  if (diagnostics.length > 0) return [{ text, look: "plain" }];
  const pieces: Piece[] = [];
  let end = 0;
  let before: Token | undefined;
  for (const token of tokens) {
    // The lexer skips blanks and comments.
    pieces.push(skipped(text.slice(end, token.startOffset)), {
      ...{ text: token.image, look: lookOf(token, before) },
    });
    end = token.startOffset + token.image.length;
    before = token;
  }
  return [...pieces, skipped(text.slice(end))];
}

function skipped(text: string): Piece {
  return { text, look: text.trim() === "" ? "plain" : "comment" };
}

/** A keyword is one where a line begins or behind another one, as in `override model`. */
function lookOf(token: Token, before: Token | undefined): Piece["look"] {
  const is = (type: typeof Text, each: Token | undefined) =>
    each?.tokenType === type || each?.tokenType.CATEGORIES?.includes(type);
  if ([NumberToken, Percent, Text].some((type) => is(type, token))) return "value";
  const begins = !before || before.image.includes("\n") || before.image === "{" ||
    is(KeywordToken, before);
  return is(KeywordToken, token) && begins ? "keyword" : "plain";
}
