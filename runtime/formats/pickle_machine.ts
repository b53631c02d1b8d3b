/** The last operation. */
const stop = 0x2e;
/** Where a list of items on the stack starts. */
const mark = Symbol("mark");

/**
 * The stack, the memo and the bytes of a pickle; what the items are is left to others. Reading past the end and
 * taking what is not there are a RangeError.
 */
export class PickleMachine<Item> {
  readonly #view: DataView;
  readonly #stack: (Item | typeof mark)[] = [];
  readonly #memo = new Map<number, Item>();
  #at = 0;

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Follows the operations to the last one, and gives what they leave. */
  run(stepOf: (code: number) => (machine: PickleMachine<Item>) => void): Item {
    for (let code = this.uint(1); code !== stop; code = this.uint(1)) stepOf(code)(this);
    return this.pop();
  }

  /** Adds an item. */
  push(item: Item): void {
    this.#stack.push(item);
  }

  /** Takes the last item. */
  pop(): Item {
    const item = this.#stack.pop();
    if (item === undefined || item === mark) throw new RangeError();
    return item;
  }

  /** The last item, which stays. */
  top(): Item {
    const item = this.pop();
    this.push(item);
    return item;
  }

  /** Marks the place where a list of items starts. */
  mark(): void {
    this.#stack.push(mark);
  }

  /** Takes the items down to the last mark. */
  popMarked(): Item[] {
    const start = this.#stack.lastIndexOf(mark);
    if (start < 0) throw new RangeError();
    return this.#stack.splice(start).filter((item): item is Item => item !== mark);
  }

  /** A whole number of 1, 2, 4 or 8 bytes. */
  uint(size: number): number {
    let value = 0;
    for (let at = size - 1; at >= 0; at--) value = 256 * value + this.#view.getUint8(this.#at + at);
    this.#at += size;
    return value;
  }

  /** A whole number of four bytes, which may be negative. */
  int32(): number {
    this.#at += 4;
    return this.#view.getInt32(this.#at - 4, true);
  }

  /** Its bytes stand the other way round. */
  float64(): number {
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, false);
  }

  /** So many bytes. */
  take(length: number): Uint8Array {
    if (this.#at + length > this.bytes.length) throw new RangeError();
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }

  /** So many bytes of UTF-8. */
  text(length: number): string {
    return new TextDecoder().decode(this.take(length));
  }

  /** Text up to the end of the line. */
  line(): string {
    const end = this.bytes.indexOf(0x0a, this.#at);
    if (end < 0) throw new RangeError();
    const text = this.text(end - this.#at);
    this.#at += 1;
    return text;
  }

  /** A whole number of any length, two's complement. */
  long(length: number): number {
    const bytes = this.take(length);
    const value = bytes.reduceRight((sum, byte) => 256n * sum + BigInt(byte), 0n);
    return Number(BigInt.asIntN(8 * length, value));
  }

  /** Remembers the last item under a number. */
  memoize(place: number): void {
    this.#memo.set(place, this.top());
  }

  /** The same under the next one. */
  memoizeNext(): void {
    this.memoize(this.#memo.size);
  }

  /** Adds what was remembered. */
  recall(place: number): void {
    const item = this.#memo.get(place);
    if (item === undefined) throw new RangeError();
    this.push(item);
  }
}
