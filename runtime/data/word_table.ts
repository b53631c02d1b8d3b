/** Different words, found by their UTF-8 bytes and numbered in the order in which they came. */
export class WordTable {
  /** Code + 1 of the word in each slot; 0 where it is free. At most half are taken. */
  #slots = new Int32Array(64);
  /** All words, one behind the other. */
  #bytes = new Uint8Array(1024);
  /** Where each word ends. */
  readonly #ends: number[] = [];

  /** The code of a word; -1 where it is not in the table. */
  find(bytes: Uint8Array, start: number, stop: number): number {
    return this.#slots[this.#slotOf(bytes, start, stop)] - 1;
  }

  /** The code of a word, which is put in where it is new. */
  codeOf(bytes: Uint8Array, start: number, stop: number): number {
    const slot = this.#slotOf(bytes, start, stop);
    const known = this.#slots[slot] - 1;
    if (known >= 0) return known;
    const code = this.#ends.length;
    this.#slots[slot] = code + 1;
    this.#keep(bytes.subarray(start, stop));
    if (2 * this.#ends.length > this.#slots.length) this.#rehash();
    return code;
  }

  /** The code of a word as a text. */
  add(word: string): number {
    const bytes = new TextEncoder().encode(word);
    return this.codeOf(bytes, 0, bytes.length);
  }

  /** The words by code. */
  words(): readonly string[] {
    const decoder = new TextDecoder();
    return this.#ends.map((end, code) =>
      decoder.decode(this.#bytes.subarray(this.#startOf(code), end))
    );
  }

  #startOf(code: number): number {
    return code === 0 ? 0 : this.#ends[code - 1];
  }

  /** The slot of a word, or the free one where it belongs. */
  #slotOf(bytes: Uint8Array, start: number, stop: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(bytes, start, stop) & mask;
    for (;;) {
      const code = this.#slots[slot] - 1;
      if (code < 0 || this.#isWord(code, bytes, start, stop)) return slot;
      slot = slot + 1 & mask;
    }
  }

  #isWord(code: number, bytes: Uint8Array, start: number, stop: number): boolean {
    const first = this.#startOf(code);
    if (this.#ends[code] - first !== stop - start) return false;
    for (let at = start, own = first; at < stop; at++, own++) {
      if (bytes[at] !== this.#bytes[own]) return false;
    }
    return true;
  }

  #keep(word: Uint8Array): void {
    const start = this.#startOf(this.#ends.length);
    const end = start + word.length;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(2 * end);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(word, start);
    this.#ends.push(end);
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    this.#ends.forEach((end, code) => {
      this.#slots[this.#slotOf(this.#bytes, this.#startOf(code), end)] = code + 1;
    });
  }
}

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array, start: number, stop: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < stop; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  return hash ^ hash >>> 16;
}
