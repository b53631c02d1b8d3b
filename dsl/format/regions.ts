import type { TokenType } from "chevrotain";
import { closerOf, isClosing, isGlue, isOpening, startsStage } from "../syntax/token_roles.ts";
import { signs } from "../syntax/tokens.ts";
import type { TextLine } from "./token_lines.ts";

/** A stage or a layer with its block, which is right or wrong by itself. */
export interface Region {
  readonly kind: "region";
  readonly lines: readonly TextLine[];
  /** Whether every bracket has a partner in the region, be it a wrong one. */
  readonly isBalanced: boolean;
}

/** What a text is made of, line by line. */
export type Chunk =
  | Region
  | { readonly kind: "comment"; readonly lines: readonly [TextLine] }
  | { readonly kind: "blank"; readonly lines: readonly [TextLine] };

/**
 * Cuts lines into regions. A region ends where its brackets are closed; one that lacks a bracket
 * ends before the next stage, so that a mistake does not swallow the rest of the file.
 */
export function regionsOf(lines: readonly TextLine[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (let index = 0; index < lines.length;) {
    const line = lines[index];
    if (line.kind === "code") {
      const region = regionAt(lines, index);
      chunks.push(region);
      index += region.lines.length;
    } else {
      chunks.push({ kind: line.kind, lines: [line] });
      index++;
    }
  }
  return chunks;
}

/** An open bracket and its line. */
interface Open {
  readonly closer: TokenType | undefined;
  readonly line: TextLine;
}

function regionAt(lines: readonly TextLine[], start: number): Region {
  const open: Open[] = [];
  for (let index = start; index < lines.length; index++) {
    const line = lines[index];
    if (line.kind !== "code") continue;
    if (index > start && endsBefore(lines, index, { open, first: lines[start] })) {
      return broken(lines, start, index);
    }
    if (!follow(line, open)) return broken(lines, start, nextStage(lines, index + 1, start));
    if (open.length === 0 && !isContinued(lines, index)) {
      return { kind: "region", lines: lines.slice(start, index + 1), isBalanced: true };
    }
  }
  return broken(lines, start, lines.length);
}

/** Whether a stage starts here in spite of open brackets: the rule of `balanceBrackets`. */
function endsBefore(
  lines: readonly TextLine[],
  index: number,
  { open, first }: { readonly open: readonly Open[]; readonly first: TextLine },
): boolean {
  const { indent } = lines[index];
  const top = open.at(-1);
  if (!top || !isStageAt(lines, index)) return false;
  return top.closer !== signs.rightBrace || indent <= Math.max(top.line.indent, first.indent);
}

/**
 * Opens and closes the brackets of a line. A wrong or missing partner is made up for, as in
 * `balanceBrackets`, so that the mistake stays small.
 * @returns Whether that was possible.
 */
function follow(line: TextLine, open: Open[]): boolean {
  for (const token of line.tokens) {
    if (isOpening(token)) open.push({ closer: closerOf(token), line });
    else if (isClosing(token) && !close(token.tokenType, line, open)) return false;
  }
  return true;
}

function close(closer: TokenType, line: TextLine, open: Open[]): boolean {
  const top = open.at(-1);
  const partner = open.findLastIndex((each) => each.closer === closer);
  const isNear = partner >= 0 && (open[partner].line === line || top?.line !== line);
  if (isNear) open.length = partner;
  else if (top?.line === line) open.pop();
  return isNear || top?.line === line;
}

/** Whether a block begins at the end of the first line and ends with the last, which is `}`. */
export function isOneBlock(lines: readonly TextLine[]): boolean {
  const [first, last] = [lines[0], lines[lines.length - 1]];
  if (first.tokens.at(-1)?.tokenType !== signs.leftBrace) return false;
  if (last.tokens.length !== 1 || last.tokens[0].tokenType !== signs.rightBrace) return false;
  const open: Open[] = [];
  return lines.every((line, index) => {
    const isFollowed = follow(line, open);
    const isInside = index === 0 ? open.length === 1 : open.length > 0;
    return isFollowed && (isInside || index === lines.length - 1);
  }) && open.length === 0;
}

/** Whether the line ends in a comma or an operator and the next one goes on. */
function isContinued(lines: readonly TextLine[], index: number): boolean {
  const last = lines[index].tokens.at(-1);
  if (last === undefined || !isGlue(last)) return false;
  let next = index + 1;
  while (next < lines.length && lines[next].kind !== "code") next++;
  return next < lines.length && !isStageAt(lines, next);
}

/** Whether a stage starts with a line; what follows it may tell. */
function isStageAt(lines: readonly TextLine[], index: number): boolean {
  let next = index + 1;
  while (next < lines.length && lines[next].kind !== "code") next++;
  return startsStage([...lines[index].tokens, ...lines[next]?.tokens.slice(0, 1) ?? []], 0);
}

function nextStage(lines: readonly TextLine[], from: number, start: number): number {
  const { indent } = lines[start];
  for (let index = from; index < lines.length; index++) {
    if (lines[index].indent <= indent && isStageAt(lines, index)) return index;
  }
  return lines.length;
}

/** The lines up to `end`, without blank lines and comments before the next region. */
function broken(lines: readonly TextLine[], start: number, end: number): Region {
  while (lines[end - 1].kind !== "code") end--;
  return { kind: "region", lines: lines.slice(start, end), isBalanced: false };
}
