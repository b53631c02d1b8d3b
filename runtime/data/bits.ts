/** A set of row numbers, one bit a row. */
export class Bits {
  #words = new Uint32Array(32);
  #count = 0;

  /** How many rows are in it. */
  get count(): number {
    return this.#count;
  }

  /** Whether a row is in it. */
  has(row: number): boolean {
    return (this.#words[row >>> 5] >>> (row & 31) & 1) === 1;
  }

  /** Puts a row in, once. */
  add(row: number): void {
    const word = row >>> 5;
    if (word >= this.#words.length) this.#grow(word + 1);
    if (this.has(row)) return;
    this.#words[word] |= 1 << (row & 31);
    this.#count += 1;
  }

  #grow(words: number): void {
    const grown = new Uint32Array(Math.max(words, 2 * this.#words.length));
    grown.set(this.#words);
    this.#words = grown;
  }
}
