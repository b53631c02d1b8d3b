import { maxRowBytes } from "../files/limits.ts";

/** Some records of a text, each of them whole. */
export interface RecordBlock {
  readonly bytes: Uint8Array;
  /** The line of the first, from 1. */
  readonly line: number;
}

/** How a text is taken apart. */
export interface RecordBlocksOptions {
  /** Around a cell in which a line may break; an empty text for nothing. */
  readonly quote?: string;
  /** How many bytes a block has at least, but the last. */
  readonly size?: number;
}

const [lineFeed, carriageReturn] = [0x0a, 0x0d];
/** Enough rows for a call of a model, few enough that nobody minds the memory. */
const blockBytes = 2 ** 18;

/** A text that comes in pieces, in blocks of lines; a line break inside quotes ends none. */
export function* recordBlocks(
  pieces: Iterable<Uint8Array>,
  { quote = "", size = blockBytes }: RecordBlocksOptions = {},
): Iterable<RecordBlock> {
  const lines = new Lines(quote === "" ? -1 : quote.charCodeAt(0));
  let line = 1;
  for (const piece of pieces) {
    lines.push(piece);
    // A row that is longer than any is told of by who reads it.
    const isWanted = lines.length >= size && lines.whole > 0 || lines.length > maxRowBytes + size;
    if (!isWanted) continue;
    const bytes = lines.take();
    yield { bytes, line };
    line += lineBreaksIn(bytes);
  }
  const bytes = lines.end();
  if (bytes.length > 0) yield { bytes, line };
}

/** Bytes at hand, and how many of them are whole lines. */
class Lines {
  /** Of the bytes at hand. */
  length = 0;
  /** Of those that are whole lines. */
  whole = 0;
  #bytes = new Uint8Array(2 * blockBytes);
  #isQuoted = false;

  /** @param quote A byte; -1 for none. */
  constructor(readonly quote: number) {}

  push(piece: Uint8Array): void {
    const length = this.length + piece.length;
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#bytes.subarray(0, this.length));
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.length);
    this.#look(this.length, length);
    this.length = length;
  }

  /** The whole lines; all that is at hand where there is none. */
  take(): Uint8Array {
    const end = this.whole > 0 ? this.whole : this.length;
    const taken = this.#bytes.slice(0, end);
    this.#bytes.copyWithin(0, end, this.length);
    this.length -= end;
    this.whole = 0;
    return taken;
  }

  /** What is left. */
  end(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  /** Finds the last line break outside of quotes in some new bytes. */
  #look(start: number, end: number): void {
    for (let at = start; at < end;) {
      const quote = this.quote < 0 ? -1 : this.#bytes.indexOf(this.quote, at);
      const stop = quote < 0 ? end : Math.min(quote, end);
      if (!this.#isQuoted) {
        const last = this.#bytes.subarray(at, stop).lastIndexOf(lineFeed);
        if (last >= 0) this.whole = at + last + 1;
      }
      if (stop < end) this.#isQuoted = !this.#isQuoted;
      at = stop + 1;
    }
  }
}

/** Lines end in a line feed, a return, or both. */
function lineBreaksIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === lineFeed && bytes[at - 1] !== carriageReturn) count++;
    if (bytes[at] === carriageReturn) count++;
  }
  return count;
}
