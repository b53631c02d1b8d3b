import type { IToken } from "chevrotain";
import { isClosing, isGlue, isOpening } from "../syntax/token_roles.ts";
import { signs } from "../syntax/tokens.ts";
import type { TextLine } from "./token_lines.ts";

/** A comment on a line of its own. */
export interface Comment {
  readonly text: string;
  /** Whether a blank line stands before it. */
  readonly blank: boolean;
}

/** A token with the comments and line breaks around it. */
export interface Piece {
  readonly kind: "piece";
  readonly token: IToken;
  /** The lines of comments before it. */
  readonly comments: readonly Comment[];
  /** Whether a blank line stands before it. */
  readonly blank: boolean;
  readonly isFirstOfLine: boolean;
  /** The comment after it on its line. */
  readonly trailing?: string;
}

/** What stands between two commas, or on one line of a block. */
export interface TokenItem {
  readonly nodes: readonly Node[];
  readonly comma?: Piece;
}

/** A pair of brackets and what is in it. */
export interface Bracket {
  readonly kind: "bracket";
  readonly open: Piece;
  readonly items: readonly TokenItem[];
  readonly close: Piece;
}

export type Node = Piece | Bracket;

/** The tokens of lines without mistakes as a tree of brackets. */
export function treeOf(lines: readonly TextLine[]): Node[] {
  return new TreeBuilder(piecesOf(lines)).all();
}

/** The first token of a node. */
export function firstPiece(node: Node): Piece {
  return node.kind === "piece" ? node : node.open;
}

/** The last token of a node. */
export function lastPiece(node: Node): Piece {
  return node.kind === "piece" ? node : node.close;
}

/** Whether a node is a block in braces. */
export function isBlock(node: Node): node is Bracket {
  return node.kind === "bracket" && node.open.token.tokenType === signs.leftBrace;
}

function piecesOf(lines: readonly TextLine[]): Piece[] {
  const pieces: Piece[] = [];
  let comments: Comment[] = [];
  let blank = false;
  for (const { kind, tokens, comment } of lines) {
    if (kind === "blank") blank = true;
    else if (kind === "comment") {
      comments.push({ text: comment!, blank }); // a line without tokens is a comment
      blank = false;
    }
    tokens.forEach((token, index) => {
      const isLast = index === tokens.length - 1;
      const trailing = isLast && comment !== undefined ? { trailing: comment } : {};
      pieces.push({
        kind: "piece",
        token,
        comments,
        blank,
        isFirstOfLine: index === 0,
        ...trailing,
      });
      [comments, blank] = [[], false];
    });
  }
  return pieces;
}

class TreeBuilder {
  private index = 0;

  constructor(private readonly pieces: readonly Piece[]) {}

  all(): Node[] {
    const nodes: Node[] = [];
    while (this.index < this.pieces.length) nodes.push(this.node());
    return nodes;
  }

  private node(): Node {
    const open = this.pieces[this.index++];
    if (!isOpening(open.token)) return open;
    const items: TokenItem[] = [];
    const isBlock = open.token.tokenType === signs.leftBrace;
    while (!this.isAtClosing()) items.push(isBlock ? this.line() : this.item());
    return { kind: "bracket", open, items, close: this.pieces[this.index++] };
  }

  private item(): TokenItem {
    const nodes: Node[] = [];
    while (!this.isAtClosing()) {
      if (this.pieces[this.index].token.tokenType === signs.comma) {
        return { nodes, comma: this.pieces[this.index++] };
      }
      nodes.push(this.node());
    }
    return { nodes };
  }

  private line(): TokenItem {
    const nodes = [this.node()];
    while (!this.isAtClosing() && !this.isAtNewLine()) nodes.push(this.node());
    return { nodes };
  }

  private isAtClosing(): boolean {
    return isClosing(this.pieces[this.index].token);
  }

  private isAtNewLine(): boolean {
    return this.pieces[this.index].isFirstOfLine && !isGlue(this.pieces[this.index - 1].token);
  }
}
