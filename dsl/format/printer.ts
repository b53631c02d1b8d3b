import { displayWidth } from "../text/width.ts";

/** One line of output; the comment at its end is set apart, so that columns can be aligned. */
export interface PrintedLine {
  readonly text: string;
  readonly comment?: string;
}

/**
 * A text with choices of where to break it, after Wadler's "A prettier printer". A group stands on
 * one line if it fits, or else breaks at every `line` of its own.
 */
export type Document =
  | string
  | readonly Document[]
  | { readonly kind: "group"; readonly body: Document; readonly isBroken: boolean }
  | { readonly kind: "indent"; readonly body: Document }
  /** A line break, or `flat` where the group stands on one line. */
  | { readonly kind: "line"; readonly flat: string; readonly blank: boolean }
  /** A line break in any case; `blank` leaves an empty line. */
  | { readonly kind: "hard"; readonly blank: boolean }
  /** What only a broken group shows. */
  | { readonly kind: "ifBroken"; readonly text: string }
  /** A comment after the code of a line; a line break must follow. */
  | { readonly kind: "comment"; readonly text: string };

/** Text that stands on one line if it fits and holds no line break. */
export function group(body: Document): Document {
  return { kind: "group", body, isBroken: mustBreak(body) };
}

/** Text whose lines stand one step further to the right. */
export function indent(body: Document): Document {
  return { kind: "indent", body };
}

/** A line break where the group breaks. */
export function line(flat: string, { blank = false } = {}): Document {
  return { kind: "line", flat, blank };
}

/** A line break. */
export function hard({ blank = false } = {}): Document {
  return { kind: "hard", blank };
}

function mustBreak(body: Document): boolean {
  if (typeof body === "string") return false;
  if (isList(body)) return body.some(mustBreak);
  if (body.kind === "group") return body.isBroken;
  if (body.kind === "indent") return mustBreak(body.body);
  return body.kind === "hard" || body.kind === "comment";
}

function isList(body: Document): body is readonly Document[] {
  return Array.isArray(body); // which alone does not narrow readonly arrays
}

/** A part of the document that is yet to print. */
interface Pending {
  readonly body: Document;
  readonly depth: number;
  readonly isFlat: boolean;
}

const step = 2;
const maxWidth = 100;

/** The lines of a document whose outermost lines stand `depth` steps to the right. */
export function print(document: Document, depth: number): PrintedLine[] {
  return new Printer().print(document, depth);
}

class Printer {
  private readonly lines: PrintedLine[] = [];
  private readonly pending: Pending[] = [];
  private text = "";
  private comment?: string;
  private depth = 0;

  print(body: Document, depth: number): PrintedLine[] {
    this.depth = depth;
    this.pending.push({ body, depth, isFlat: false });
    for (let next = this.pending.pop(); next; next = this.pending.pop()) this.visit(next);
    this.endLine({ depth, blank: false });
    return this.lines;
  }

  private visit({ body, depth, isFlat }: Pending): void {
    if (typeof body === "string") return this.write(body);
    if (isList(body)) return void this.pending.push(...pendingOf({ body, depth, isFlat }));
    switch (body.kind) {
      case "indent":
        return void this.pending.push({ body: body.body, depth: depth + 1, isFlat });
      case "group": {
        const group = { body: body.body, depth, isFlat: true };
        const fits = isFlat || (!body.isBroken && this.fits(group));
        return void this.pending.push({ ...group, isFlat: fits });
      }
      case "line":
        return isFlat ? this.write(body.flat) : this.endLine({ depth, blank: body.blank });
      case "hard":
        return this.endLine({ depth, blank: body.blank });
      case "ifBroken":
        return isFlat ? undefined : this.write(body.text);
      case "comment":
        this.comment = body.text;
    }
  }

  private write(text: string): void {
    if (text !== "" && this.text === "") this.text = " ".repeat(step * this.depth);
    this.text += text;
  }

  private endLine({ depth, blank }: { depth: number; blank: boolean }): void {
    const { text, comment } = this;
    this.lines.push({ text, ...comment !== undefined && { comment } });
    if (blank) this.lines.push({ text: "" });
    [this.text, this.comment, this.depth] = ["", undefined, depth];
  }

  /** Whether a group and what follows it up to the next line break stay within the width. */
  private fits(group: Pending): boolean {
    let left = maxWidth - (this.text === "" ? step * this.depth : displayWidth(this.text));
    const ahead = [group];
    let rest = this.pending.length;
    while (left >= 0) {
      const next = ahead.pop() ?? this.pending[--rest];
      if (next === undefined) return true;
      const width = widthOf(next, ahead);
      if (width === "end") return true;
      left -= width;
    }
    return false;
  }
}

/** The parts of a list, the first one last, as on a stack. */
function pendingOf({ body, depth, isFlat }: Pending & { body: readonly Document[] }): Pending[] {
  return body.map((each) => ({ body: each, depth, isFlat })).reverse();
}

/** The width of what is surely on this line; what is yet to measure goes to `ahead`. */
function widthOf({ body, depth, isFlat }: Pending, ahead: Pending[]): number | "end" {
  if (typeof body === "string") return displayWidth(body);
  if (isList(body)) {
    ahead.push(...pendingOf({ body, depth, isFlat }));
    return 0;
  }
  switch (body.kind) {
    case "indent":
    case "group":
      ahead.push({ body: body.body, depth, isFlat });
      return 0;
    case "line":
      return isFlat ? body.flat.length : "end";
    case "ifBroken":
      return isFlat ? 0 : body.text.length;
    case "hard":
    case "comment":
      return "end";
  }
}
