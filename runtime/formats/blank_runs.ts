import type { ByteSource } from "../files/byte_source.ts";
import { blankRun } from "./csv_tokens.ts";

const [tab, lineFeed, carriageReturn, blank] = [0x09, 0x0a, 0x0d, 0x20];
const mark = blankRun.charCodeAt(0);

/**
 * A text whose cells are separated by runs of blanks and tabs, with a mark in the place of the first blank
 * of each run that has cells on both sides: as many bytes, so that a place in the one is the same in the
 * other. Blanks inside quotes stay. @param quote Around a cell that holds blanks.
 */
export function separatedByBlanks({ size, chunks }: ByteSource, quote: string): ByteSource {
  return {
    size,
    *chunks(start = 0) {
      const marker = new BlankMarker(quote.charCodeAt(0));
      for (const piece of chunks(start)) yield marker.mark(piece);
      yield marker.end();
    },
  };
}

class BlankMarker {
  /** Bytes of a run whose end is not known yet. */
  #held = 0;
  #isQuoted = false;
  /** Whether a cell stands before in the line. */
  #isInside = false;

  constructor(private readonly quote: number) {}

  /** As many bytes as are known by now. */
  mark(piece: Uint8Array): Uint8Array {
    const result = new Uint8Array(this.#held + piece.length);
    let end = 0;
    for (const byte of piece) {
      if (!this.#isQuoted && (byte === blank || byte === tab)) {
        this.#held += 1;
        continue;
      }
      const isBreak = byte === lineFeed || byte === carriageReturn;
      end = this.#putRun(result, end, !isBreak && this.#isInside);
      if (byte === this.quote) this.#isQuoted = !this.#isQuoted;
      if (!this.#isQuoted) this.#isInside = !isBreak;
      result[end++] = byte;
    }
    return result.subarray(0, end);
  }

  /** What is left. */
  end(): Uint8Array {
    const result = new Uint8Array(this.#held);
    this.#putRun(result, 0, false);
    return result;
  }

  #putRun(result: Uint8Array, at: number, isSeparator: boolean): number {
    result.fill(blank, at, at + this.#held);
    if (this.#held > 0 && isSeparator) result[at] = mark;
    const end = at + this.#held;
    this.#held = 0;
    return end;
  }
}
