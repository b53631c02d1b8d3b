import { isAscii } from "node:buffer";

/** Tells of bytes that come in pieces whether they are UTF-8 text. */
export class Utf8Check {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  /** Whether a character may be cut by the end of the last piece. */
  #isOpen = false;

  /** Whether the bytes so far, with this piece, can be UTF-8. */
  accepts(piece: Uint8Array): boolean {
    // Much faster than decoding, and nearly all tables are ASCII.
    if (!this.#isOpen && isAscii(piece)) return true;
    this.#isOpen = (piece.at(-1) ?? 0) >= 0x80;
    return this.#decodes(piece, true);
  }

  /** Whether they are UTF-8 if nothing follows. */
  end(): boolean {
    return !this.#isOpen || this.#decodes(new Uint8Array(), false);
  }

  #decodes(piece: Uint8Array, stream: boolean): boolean {
    try {
      this.#decoder.decode(piece, { stream });
      return true;
    } catch {
      return false;
    }
  }
}
