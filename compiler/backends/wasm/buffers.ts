import { countOf, sizeOf, type TensorType } from "../../ir/tensor.ts";
import { isOpCall, type Value } from "../../ir/value.ts";

/** Bytes of an element: whatever it is, so that four of them fill a vector. */
export const elementBytes = 4;
/** Buffers begin where vectors may. */
const alignment = 16;

/** Where the elements of each value lie in memory, row-major. */
export class Buffers {
  readonly #addresses = new Map<Value, number>();
  #end: number;

  /** @param start The first address that is free. */
  constructor(start: number) {
    this.#end = aligned(start);
  }

  /** The first address behind all buffers. */
  get end(): number {
    return this.#end;
  }

  /** Where a value lies; it gets a place the first time. A value in another shape lies where it lay. */
  of(value: Value): number {
    if (isOpCall(value) && value.kind === "reshape") return this.of(value.inputs[0]);
    const known = this.#addresses.get(value);
    if (known !== undefined) return known;
    const address = this.take(countOf(value.type.shape));
    this.#addresses.set(value, address);
    return address;
  }

  /** Says where a value lies that is not computed. */
  put(value: Value, address: number): void {
    this.#addresses.set(value, address);
  }

  /** Room for so many elements. */
  take(elements: number): number {
    const address = this.#end;
    this.#end = aligned(address + elementBytes * elements);
    return address;
  }
}

function aligned(address: number): number {
  return Math.ceil(address / alignment) * alignment;
}

/** The sizes of a tensor whose every dim is known. */
export function knownSizes({ shape }: TensorType): readonly number[] {
  return shape.map(sizeOf);
}
