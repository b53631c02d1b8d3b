import { print, type PrintedLine } from "./printer.ts";
import { layout } from "./to_document.ts";
import { linesOf, normalize, type TextLine } from "./token_lines.ts";
import { type Chunk, isOneBlock, type Region, regionsOf } from "./regions.ts";
import { treeOf } from "./token_tree.ts";
import { unmatchedBraces } from "../syntax/brackets.ts";
import { startsStage } from "../syntax/token_roles.ts";
import { maxLength } from "../syntax/lexical_diagnostics.ts";
import { parse } from "../syntax/parse.ts";
import { maxMistakes } from "../syntax/limits.ts";
import type { Source } from "../text/span.ts";
import { keywordTokens } from "../syntax/tokens.ts";
import { displayWidth } from "../text/width.ts";

/**
 * The text of a `.pipe` file in the one style of the language: comments, groups of lines and
 * meaning stay, and a second time changes nothing. Lines with syntax mistakes stay as they are; a
 * text too large to parse does altogether, and so does one with half a line end or a `{` too few.
 */
export function format(source: Source): string {
  const text = normalize(source.text);
  if (text.length > maxLength || halfLineEnd.test(source.text)) return source.text;
  const lines = linesOf(text);
  // How the lines are indented is what tells where a "{" is missing.
  if (unmatchedBraces(lines.flatMap(({ tokens }) => tokens)) < 0) return source.text;
  const chunks = regionsOf(lines);
  return join(formatChunks(chunks, { depth: 0, opening: [], closing: [] }));
}

/** A mistake that a new line end behind it would hide. */
const halfLineEnd = /\r(?:\r\n|$)/;

/** The blocks around some lines, with nothing else in them. */
interface Place {
  readonly depth: number;
  readonly opening: readonly string[];
  readonly closing: readonly string[];
}

/** A line of the result; a kept one is shown as it was written. */
type Line = PrintedLine & { readonly isKept?: boolean };

function formatChunks(chunks: readonly Chunk[], place: Place): Line[] {
  const sound = soundChunks(chunks, place);
  const lines: Line[] = [];
  for (const chunk of chunks) {
    if (chunk.kind !== "blank") lines.push(...formatChunk(chunk, sound.has(chunk), place));
    else if (lines.length > 0 && !isBlank(lines[lines.length - 1])) lines.push({ text: "" });
  }
  if (lines.length > 0 && isBlank(lines[lines.length - 1])) lines.pop();
  return lines;
}

function isBlank({ text, isKept }: Line): boolean {
  return text === "" && !isKept;
}

function formatChunk(
  chunk: Exclude<Chunk, { kind: "blank" }>,
  isSound: boolean,
  place: Place,
): Line[] {
  if (!isSound) return (chunk.kind === "region" && formatAround(chunk, place)) || kept(chunk);
  // A chunk of this kind is a line with a comment and nothing else.
  if (chunk.kind === "comment") return print(chunk.lines[0].comment!, place.depth);
  return print(layout(treeOf(chunk.lines)), place.depth);
}

function kept({ lines }: Chunk): Line[] {
  return lines.map(({ text }) => ({ text, isKept: true }));
}

/** The chunks that parse where they stand. */
function soundChunks(chunks: readonly Chunk[], place: Place): Set<Chunk> {
  const candidates = chunks.filter((each) => each.kind !== "region" || each.isBalanced);
  return new Set(soundOnes(candidates, place));
}

/** Halving finds few wrong ones among many; many wrong ones are faster found one by one. */
function soundOnes(some: readonly Chunk[], place: Place): readonly Chunk[] {
  const mistakes = mistakesIn(some.flatMap(({ lines }) => lines), place);
  if (mistakes === 0) return some;
  const size = mistakes * 8 > some.length || mistakes >= maxMistakes ? 1 : some.length >> 1;
  if (some.length <= 1) return [];
  const parts = Array.from(
    { length: Math.ceil(some.length / size) },
    (_, index) => some.slice(index * size, (index + 1) * size),
  );
  return parts.flatMap((part) => soundOnes(part, place));
}

function mistakesIn(lines: readonly TextLine[], { opening, closing }: Place): number {
  const first = lines.find(({ tokens }) => tokens.length > 0)?.tokens[0];
  const hasVersion = opening.length === 0 && first?.tokenType === keywordTokens.pipe;
  const text = [
    ...hasVersion ? [] : ["pipe 1"],
    ...opening,
    ...lines.map((each) => each.text),
    ...closing,
  ].join("\n");
  const result = parse({ name: "", text });
  return result.ok ? 0 : result.diagnostics.length;
}

/** A block with mistakes inside: the braces and the lines without mistakes are formatted. */
function formatAround(region: Region, place: Place): Line[] | undefined {
  if (region.lines.length < 3 || !region.isBalanced || !isOneBlock(region.lines)) return undefined;
  const [first, ...rest] = region.lines;
  const last = rest.pop()!; // a region has a line
  if (mistakesIn([first, last], place) > 0) return undefined;
  const inner = formatChunks(regionsOf(rest), {
    depth: place.depth + 1,
    opening: [...place.opening, first.text],
    closing: [last.text, ...place.closing],
  });
  if (!staysInside(inner, place.depth)) return undefined;
  // A comment stands in for the lines of the block, so that its braces are set apart.
  const stand: TextLine = { kind: "comment", text: "#", comment: "#", tokens: [], indent: 0 };
  const frame = print(layout(treeOf([first, stand, last])), place.depth);
  return frame.flatMap((each) => each.text.trim() === "#" ? inner : [each]);
}

/** Whether the parser still sees kept lines as part of the block once its first line has moved. */
function staysInside(lines: readonly Line[], depth: number): boolean {
  return lines.filter(({ isKept }) => isKept).every(({ text }) => {
    const [{ tokens, indent }] = linesOf(text);
    return !startsStage(tokens, 0) || indent > 2 * depth;
  });
}

/** The lines as text, comments in a column where lines that follow each other have them. */
function join(lines: readonly Line[]): string {
  const texts: string[] = [];
  for (let start = 0; start < lines.length;) {
    let end = start + 1;
    while (hasComment(lines[start]) && end < lines.length && hasComment(lines[end])) end++;
    const run = lines.slice(start, end);
    const column = Math.max(...run.map(({ text }) => displayWidth(text))) + 2;
    texts.push(...run.map((each) => withComment(each, column)));
    start = end;
  }
  return texts.map((each) => each + "\n").join("");
}

function hasComment({ comment }: Line): boolean {
  return comment !== undefined;
}

function withComment({ text, comment }: Line, column: number): string {
  return comment === undefined ? text : text + " ".repeat(column - displayWidth(text)) + comment;
}
