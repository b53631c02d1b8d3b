import { maxRowBytes } from "../files/limits.ts";
import { PiecewiseBytes } from "./piecewise_bytes.ts";

/** How records and cells are told apart. */
export interface CsvDialect {
  /** Between two cells; "," unless given. `whitespace` is any run of blanks and tabs. */
  readonly separator?: string;
  /** Around a cell that holds a separator; a double quote unless given, nothing where it is empty. */
  readonly quote?: string;
  /** Lines that are skipped wherever they stand, from 0. */
  readonly linesLeftOut?: ReadonlySet<number>;
  /** What lines that are skipped start with. */
  readonly comment?: string;
}

/** Where bytes begin in a text, and who is told of quotes that do not pair up. */
export interface CsvStart {
  /** In bytes. */
  readonly offset?: number;
  /** From 1. */
  readonly line?: number;
  /** @param line That of the record which cannot be read. */
  readonly fail: (reason: string, line: number) => never;
}

/** What `separatedByBlanks` puts in the place of a run of blanks: a character that no table holds. */
export const blankRun = "\u001f";

/** What is given instead of a place where the bytes at hand end too early. */
export const incomplete = -1;
/** No byte has this value. */
const none = -1;

const [lineFeed, carriageReturn] = [0x0a, 0x0d];
const blankBytes = [0x20, 0x09, 0x0c];
const byteOrderMark = [0xef, 0xbb, 0xbf];
const encoder = new TextEncoder();
// A mark inside the text is a character like another.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * A CSV text that comes in pieces, cut into records and cells: RFC 4180, with any kind of line end.
 * Blanks before a cell do not belong to it, unless tabs separate cells. Blank lines and comments are no
 * records.
 *
 * Where the bytes at hand end inside a record, nothing has moved; it is read again when more are there.
 */
export class CsvTokens extends PiecewiseBytes {
  /** The line of the next record, from 1. */
  line: number;
  /** The cell that was read last: the bytes of `cell` from `start` to `stop`, without its quotes. */
  cell: Uint8Array = this.bytes;
  start = 0;
  stop = 0;
  /** Of the separator, in bytes. */
  readonly separatorLength: number;
  /** Its first byte; -1 where nothing separates cells. */
  readonly separatorByte: number;
  /** Whether it could be part of a number. */
  readonly isSeparatorNumeric: boolean;

  readonly #separator: Uint8Array;
  readonly #quote: number;
  /** The quote that stands for one inside quotes, written twice. */
  readonly #quoteText: string;
  readonly #linesLeftOut: ReadonlySet<number>;
  readonly #comment: Uint8Array;
  /** By byte: whether it may end a cell without quotes, or is out of place in it. */
  readonly #stops = new Uint8Array(256);
  /** By byte: whether it may stand before a cell, and in a blank line. */
  readonly #blanks = new Uint8Array(256);
  readonly #lineBlanks = new Uint8Array(256);
  readonly #fail: CsvStart["fail"];
  /** Whether quotes in the cell are written twice. */
  #isEscaped = false;
  /** Line breaks inside quotes of the record. */
  #innerBreaks = 0;

  /** Tokens of a text, or of what follows a place in it. */
  constructor(dialect: CsvDialect, start: CsvStart) {
    super(start.offset ?? 0);
    const { comment = "", quote: quoteText = '"', linesLeftOut = new Set() } = dialect;
    const separator = dialect.separator === "whitespace" ? blankRun : dialect.separator ?? ",";
    this.line = start.line ?? 1;
    this.#fail = start.fail;
    this.#comment = encoder.encode(comment);
    this.#separator = encoder.encode(separator);
    this.separatorLength = Math.max(1, this.#separator.length);
    this.isSeparatorNumeric = /^[-+.\deE]/.test(separator);
    // A line ends with its line break, whatever separates cells.
    this.separatorByte = /^[\r\n]?$/.test(separator) ? none : this.#separator[0];
    this.#quoteText = quoteText;
    this.#linesLeftOut = linesLeftOut;
    this.#quote = quoteText === "" || separator === quoteText ? none : encoder.encode(quoteText)[0];
    for (const byte of [this.separatorByte, this.#quote, lineFeed, carriageReturn]) {
      if (byte !== none) this.#stops[byte] = 1;
    }
    if (separator === "\t") return;
    for (const byte of blankBytes) {
      this.#lineBlanks[byte] = 1;
      this.#blanks[byte] = byte === this.separatorByte ? 0 : 1;
    }
  }

  /** Says that the next record is not all at hand. Fails where it is longer than a row can be. */
  override wait(): void {
    if (this.end - this.at > maxRowBytes) {
      const reason = `it is longer than ${maxRowBytes / 2 ** 20} MB; is a quote never closed?`;
      this.#fail(reason, this.line);
    }
    super.wait();
  }

  /** Moves over a byte order mark; `false` where it is not all at hand. */
  skipMark(): boolean {
    if (!this.isLast && this.end - this.at < byteOrderMark.length) return false;
    if (byteOrderMark.every((byte, at) => this.bytes[this.at + at] === byte)) {
      this.at += byteOrderMark.length;
    }
    return true;
  }

  /** Moves over a line, whatever is in it; `false` where its end is not at hand. */
  skipLine(): boolean {
    let at = this.at;
    while (!isLineBreak(this.bytes[at])) at++;
    return this.#endLine(at);
  }

  /** Moves over blank lines and comments to the next record. */
  nextRecord(): "record" | "incomplete" | "end" {
    this.#innerBreaks = 0;
    for (;;) {
      let first = this.at;
      while (this.#lineBlanks[this.bytes[first]] === 1) first++;
      if (first === this.end && !this.isLast) return "incomplete";
      if (this.at === this.end) return "end";
      const isSkipped = isLineBreak(this.bytes[first]) || this.#linesLeftOut.has(this.line - 1) ||
        this.#isComment(first);
      if (isSkipped === undefined) return "incomplete";
      if (!isSkipped) return "record";
      if (!this.skipLine()) return "incomplete";
    }
  }

  /** Whether a comment starts at a place; `undefined` where too little is at hand. */
  #isComment(first: number): boolean | undefined {
    const comment = this.#comment;
    if (comment.length === 0) return false;
    if (!this.isLast && this.end - first < comment.length) return undefined;
    return comment.every((byte, at) => this.bytes[first + at] === byte);
  }

  /** The texts of the next record, which is then behind; `undefined` where it is not all at hand. */
  readRecord(): readonly string[] | undefined {
    const texts: string[] = [];
    let at = this.at;
    for (;;) {
      const end = this.readCell(at);
      if (end === incomplete) return undefined;
      texts.push(this.text());
      if (!this.isSeparator(end)) return this.endRecord(end) ? texts : undefined;
      at = end + this.separatorLength;
    }
  }

  /** How many cells the next record has, which stays the next; `incomplete` where it is not all at hand. */
  countCells(): number {
    let count = 0;
    for (let at = this.at;;) {
      const end = this.readCell(at);
      if (end === incomplete) return incomplete;
      count += 1;
      if (!this.isSeparator(end)) {
        this.#innerBreaks = 0;
        return count;
      }
      at = end + this.separatorLength;
    }
  }

  /** Moves behind the record whose last cell ends at a place; `false` where more bytes are needed. */
  endRecord(end: number): boolean {
    if (!this.#endLine(end)) return false;
    this.line += this.#innerBreaks;
    return true;
  }

  /** Reads the cell that starts at a place. @returns Where it ends, or `incomplete`. */
  readCell(at: number): number {
    const first = this.skipBlanks(at);
    return this.bytes[first] === this.#quote ? this.#readQuoted(first) : this.#readPlain(first);
  }

  /** The place behind the blanks that do not belong to a cell. */
  skipBlanks(at: number): number {
    let first = at;
    while (this.#blanks[this.bytes[first]] === 1) first++;
    return first;
  }

  /** Whether a cell can end at a place, and that is all at hand. */
  isCellEnd(at: number): boolean {
    return this.isSeparator(at) ||
      isLineBreak(this.bytes[at]) && (at < this.end || this.isLast);
  }

  /** Whether a separator stands at a place. */
  isSeparator(at: number): boolean {
    if (this.bytes[at] !== this.separatorByte) return false;
    return this.separatorLength === 1 ||
      this.#separator.every((byte, next) => this.bytes[at + next] === byte);
  }

  /** The text of the cell. */
  text(): string {
    const text = decoder.decode(this.cell.subarray(this.start, this.stop));
    const mark = this.#quoteText;
    return this.#isEscaped ? text.replaceAll(mark + mark, mark) : text;
  }

  /** Takes the blanks around the cell off, and the second of two quotes. */
  trim(): void {
    const { cell } = this;
    while (this.start < this.stop && isAsciiBlank(cell[this.start])) this.start++;
    while (this.start < this.stop && isAsciiBlank(cell[this.stop - 1])) this.stop--;
    const isPlain = !this.#isEscaped && !this.isSeparatorNumeric &&
      (this.start === this.stop || cell[this.start] < 0x80 && cell[this.stop - 1] < 0x80);
    if (isPlain) return;
    // There are blanks beyond ASCII; and what is no number must stand behind one.
    this.cell = encoder.encode(`${this.text().trim()}\n`);
    this.start = 0;
    this.stop = this.cell.length - 1;
    this.#isEscaped = false;
  }

  #readPlain(first: number): number {
    let at = first;
    for (;;) {
      while (this.#stops[this.bytes[at]] === 0) at++;
      if (this.bytes[at] === this.#quote) {
        this.#fail("a quote stands inside an unquoted cell", this.line);
      }
      if (isLineBreak(this.bytes[at]) || this.isSeparator(at)) break;
      // The first byte of the separator, and then another character.
      at++;
    }
    this.#keepCell(first, at);
    return at === this.end && !this.isLast ? incomplete : at;
  }

  #readQuoted(first: number): number {
    let stop = first + 1;
    let isEscaped = false;
    for (;;) {
      stop = this.bytes.indexOf(this.#quote, stop);
      if (stop < 0 || stop >= this.end) return this.#unclosed();
      if (stop + this.separatorLength >= this.end && !this.isLast) return incomplete;
      if (this.bytes[stop + 1] !== this.#quote) break;
      isEscaped = true;
      stop += 2;
    }
    if (!this.isCellEnd(stop + 1)) this.#fail("text follows a closing quote", this.line);
    this.#keepCell(first + 1, stop);
    this.#isEscaped = isEscaped;
    this.#innerBreaks += lineBreaksIn(this.bytes, first, stop);
    return stop + 1;
  }

  #unclosed(): number {
    return this.isLast ? this.#fail("a quote is opened and never closed", this.line) : incomplete;
  }

  #keepCell(start: number, stop: number): void {
    this.cell = this.bytes;
    this.start = start;
    this.stop = stop;
    this.#isEscaped = false;
  }

  /** Moves behind the line break at a place, or to the end of the text. */
  #endLine(at: number): boolean {
    const isReturn = this.bytes[at] === carriageReturn;
    // A line feed may follow the return.
    if (!this.isLast && at + (isReturn ? 1 : 0) >= this.end) return false;
    const next = isReturn && this.bytes[at + 1] === lineFeed ? at + 2 : at + 1;
    this.at = Math.min(next, this.end);
    this.line += 1;
    return true;
  }
}

function isLineBreak(byte: number): boolean {
  return byte === lineFeed || byte === carriageReturn;
}

function isAsciiBlank(byte: number): boolean {
  return byte === 0x20 || byte >= 0x09 && byte <= 0x0d;
}

function lineBreaksIn(bytes: Uint8Array, start: number, stop: number): number {
  let count = 0;
  for (let at = start; at < stop; at++) {
    const isSecond = bytes[at] === lineFeed && bytes[at - 1] === carriageReturn;
    if (isLineBreak(bytes[at]) && !isSecond) count++;
  }
  return count;
}
