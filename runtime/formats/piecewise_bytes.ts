const lineFeed = 0x0a;

/** Bytes that come in pieces; those that are still to be read stay at hand. */
export class PiecewiseBytes {
  /** What is at hand, up to `end`; a line feed stands there, so that every search in a line ends. */
  bytes: Uint8Array = Uint8Array.of(lineFeed);
  /** Behind the last byte at hand. */
  end = 0;
  /** The next byte to read. */
  at = 0;
  /** Whether nothing follows what is at hand. */
  isLast = false;
  /** Where `bytes` starts in the whole. */
  #base: number;
  /** How many bytes must be at hand before it is worth reading on. */
  #wanted = 0;

  /** @param offset Where in the whole the first piece starts. */
  constructor(offset: number) {
    this.#base = offset;
  }

  /** Where in the whole the next byte to read stands. */
  get offset(): number {
    return this.#base + this.at;
  }

  /** Adds a piece, which is copied; whether it is worth reading on. */
  push(piece: Uint8Array): boolean {
    const rest = this.end - this.at;
    const length = rest + piece.length;
    const held = this.bytes.subarray(this.at, this.end);
    if (length >= this.bytes.length) this.bytes = new Uint8Array(2 * length + 1);
    this.bytes.set(held);
    this.bytes.set(piece, rest);
    this.bytes[length] = lineFeed;
    this.#base += this.at;
    [this.at, this.end] = [0, length];
    return length >= this.#wanted;
  }

  /** Says that no piece follows. */
  finish(): void {
    this.isLast = true;
  }

  /** Says that what starts at the next byte is not all at hand. */
  wait(): void {
    // Twice as much: something long is not begun again with every piece.
    this.#wanted = 2 * (this.end - this.at);
  }
}
