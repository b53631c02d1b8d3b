import { tokenMatcher } from "chevrotain";
import {
  In,
  type KeywordName,
  keywords,
  KeywordToken,
  NumberToken,
  On,
  Percent,
  signs,
  Text,
  Word,
} from "../syntax/tokens.ts";
import { type Document, group, hard, indent, line } from "./printer.ts";
import {
  type Bracket,
  type Comment,
  firstPiece,
  isBlock,
  lastPiece,
  type Node,
  type Piece,
  type TokenItem,
} from "./token_tree.ts";

/** A stage or a layer with its block, and the comment after it. */
export function layout(nodes: readonly Node[]): Document {
  return [statement(nodes), trailingOf(nodes)];
}

function statement(nodes: readonly Node[]): Document {
  const parts: Document[] = [];
  let head: Document[] = [];
  nodes.forEach((node, index) => {
    if (index > 0) head.push(gap(nodes, index));
    if (isBlock(node)) {
      parts.push(group(head), block(node));
      head = [];
    } else head.push(node.kind === "piece" ? node.token.image : list(node));
  });
  return [...parts, group(head)];
}

function trailingOf(nodes: readonly Node[]): Document {
  const { trailing } = lastPiece(nodes[nodes.length - 1]);
  return commentAfter(trailing);
}

function commentAfter(text: string | undefined): Document {
  return text === undefined ? [] : { kind: "comment", text };
}

/** What stands between a node and the one before it. */
function gap(nodes: readonly Node[], index: number): Document {
  const [before, after] = [lastPiece(nodes[index - 1]), firstPiece(nodes[index])];
  if (before.trailing !== undefined || after.comments.length > 0) {
    return indent([
      commentAfter(before.trailing),
      commentLines(after.comments, { isFirst: false }),
      hard({ blank: after.blank }),
    ]);
  }
  // A keyword at the start of a line would start a stage.
  const mayBreak = before.token.tokenType === signs.comma && !isKeyword(after);
  return mayBreak ? indent(line(" ")) : spaceBetween(nodes, index);
}

/** `( ... )` or `[ ... ]`: on one line, or one item a line with a comma after each. */
function list({ open, items, close }: Bracket): Document {
  if (items.length === 0 && isBare(open, close)) return [open.token.image, close.token.image];
  const rows = items.map((item, index) => [
    before(item, { isFirst: index === 0, flat: index === 0 ? "" : " " }),
    statement(item.nodes),
    index < items.length - 1 ? "," : { kind: "ifBroken", text: "," } as const,
    trailingOf(item.nodes),
    commentAfter(item.comma?.trailing),
  ]);
  return group([
    open.token.image,
    commentAfter(open.trailing),
    indent([rows, commentLines(close.comments, { isFirst: items.length === 0 })]),
    line(""),
    close.token.image,
  ]);
}

/** `{ ... }`: one line each, unless a single one was written beside its braces. */
function block(bracket: Bracket): Document {
  const { open, items, close } = bracket;
  if (items.length === 0 && isBare(open, close)) return "{}";
  if (isInline(bracket)) {
    return group(["{", indent([line(" "), statement(items[0].nodes)]), line(" "), "}"]);
  }
  const rows = items.map((item, index) => [
    before(item, { isFirst: index === 0 }),
    layout(item.nodes),
  ]);
  return [
    "{",
    commentAfter(open.trailing),
    indent([rows, commentLines(close.comments, { isFirst: items.length === 0 })]),
    hard(),
    "}",
  ];
}

function isBare(open: Piece, close: Piece): boolean {
  return open.trailing === undefined && close.comments.length === 0;
}

function isInline({ items: [item, ...others], close }: Bracket): boolean {
  if (item === undefined || others.length > 0 || close.isFirstOfLine) return false;
  return !firstPiece(item.nodes[0]).isFirstOfLine && !item.nodes.some(isBlock);
}

/** The line break before an item and the comments above it. */
function before(
  { nodes }: TokenItem,
  { isFirst, flat }: { isFirst: boolean; flat?: string },
): Document {
  const { comments, blank } = firstPiece(nodes[0]);
  const isTop = isFirst && comments.length === 0;
  const options = { blank: blank && !isTop };
  const end = flat === undefined ? hard(options) : line(flat, options);
  return [commentLines(comments, { isFirst }), end];
}

/** Comments on lines of their own; blank lines stay between lines only. */
function commentLines(comments: readonly Comment[], { isFirst }: { isFirst: boolean }): Document {
  return comments.map(({ text, blank }, index) => [
    hard({ blank: blank && !(isFirst && index === 0) }),
    text,
  ]);
}

function spaceBetween(nodes: readonly Node[], index: number): string {
  const [before, after] = [nodes[index - 1], nodes[index]];
  if ([signs.comma, signs.colon, signs.dots].some((each) => isSign(after, each))) return "";
  if (isSign(before, signs.dots)) return "";
  if (isSign(before, signs.minus) && !endsValue(nodes, index - 2)) return "";
  const isCalled = isSign(firstPiece(after), signs.leftParenthesis) && isCallable(nodes, index - 1);
  return isCalled ? "" : " ";
}

function isSign(node: Node, sign: Piece["token"]["tokenType"]): boolean {
  return node.kind === "piece" && node.token.tokenType === sign;
}

function isKeyword({ token }: Piece): boolean {
  return tokenMatcher(token, KeywordToken);
}

/** Whether arguments may follow: a name or a text, or a keyword of a stage or a layer. */
function isCallable(nodes: readonly Node[], index: number): boolean {
  const node = nodes[index];
  if (node.kind === "bracket" || isPreposition(nodes, index)) return false;
  if (isKeyword(node)) return keywords[node.token.image as KeywordName].role !== "structure";
  return tokenMatcher(node.token, Word) || tokenMatcher(node.token, Text);
}

/** Whether a value ends here, so that a minus after it subtracts. */
function endsValue(nodes: readonly Node[], index: number): boolean {
  const node = nodes[index];
  if (node === undefined) return false;
  if (node.kind === "bracket") return true;
  if (isKeyword(node) || isPreposition(nodes, index)) return false;
  return [Word, Text, NumberToken, Percent].some((each) => tokenMatcher(node.token, each));
}

/** `in` and `on` after a name: elsewhere they are names themselves. */
function isPreposition(nodes: readonly Node[], index: number): boolean {
  if (index < 1 || !(isSign(nodes[index], In) || isSign(nodes[index], On))) return false;
  const before = nodes[index - 1];
  return endsValue(nodes, index - 1) ||
    (index > 1 && before.kind === "piece" && isKeyword(before));
}
