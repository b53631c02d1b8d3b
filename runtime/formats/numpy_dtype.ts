/** The elements of an array: numbers in the smallest type of three that holds them, or texts. */
export type Elements =
  | { readonly kind: "numbers"; readonly data: Uint8Array | Float32Array | Float64Array }
  | { readonly kind: "texts"; readonly texts: readonly string[] };

/** What a dtype says of an element. */
interface Dtype {
  readonly size: number;
  /** From bytes in the machine's order, which start at a multiple of eight. */
  read(bytes: Uint8Array<ArrayBuffer>): Elements;
}

/** Bytes are swapped in pieces of this size; 1 where there is no order. */
type Swapped = Dtype & { readonly unit: number };

const numbers = (data: Uint8Array | Float32Array | Float64Array): Elements => ({
  kind: "numbers",
  data,
});

const readBytes = (bytes: Uint8Array): Elements => numbers(bytes);

const kinds: Readonly<Record<string, Dtype>> = {
  b1: { size: 1, read: readBytes },
  u1: { size: 1, read: readBytes },
  i1: { size: 1, read: ({ buffer }) => numbers(Float32Array.from(new Int8Array(buffer))) },
  i2: { size: 2, read: ({ buffer }) => numbers(Float32Array.from(new Int16Array(buffer))) },
  u2: { size: 2, read: ({ buffer }) => numbers(Float32Array.from(new Uint16Array(buffer))) },
  i4: { size: 4, read: ({ buffer }) => numbers(Float64Array.from(new Int32Array(buffer))) },
  u4: { size: 4, read: ({ buffer }) => numbers(Float64Array.from(new Uint32Array(buffer))) },
  i8: { size: 8, read: ({ buffer }) => numbers(wholeNumbers(new BigInt64Array(buffer))) },
  u8: { size: 8, read: ({ buffer }) => numbers(wholeNumbers(new BigUint64Array(buffer))) },
  f2: { size: 2, read: ({ buffer }) => numbers(halves(new DataView(buffer))) },
  f4: { size: 4, read: ({ buffer }) => numbers(new Float32Array(buffer)) },
  f8: { size: 8, read: ({ buffer }) => numbers(new Float64Array(buffer)) },
};

/**
 * Elements as they lie in memory.
 * @param descr As NumPy writes a dtype: `<f8`, `|u1`, `>i4`, `<U12`.
 * @throws {RangeError} If it is none that can be read or there are not so many bytes, in plain words.
 */
export function readElements(
  descr: string,
  { bytes, count }: { readonly bytes: Uint8Array; readonly count: number },
): Elements {
  const { size, unit, read } = dtypeOf(descr);
  if (bytes.length !== count * size) {
    throw new RangeError(`it should hold ${count} elements, and has ${bytes.length} bytes`);
  }
  if (read === readBytes) return numbers(bytes);
  // A copy: views need an aligned start, and the bytes may be part of a larger file.
  const own = new Uint8Array(bytes);
  if (isBigEndian(descr)) swap(own, unit);
  return read(own);
}

function dtypeOf(descr: string): Swapped {
  const [, kind, letter, digits] = /^[<>|=]?((.)(\d*))$/.exec(descr) ?? [];
  const number = kind === undefined ? undefined : kinds[kind === "?" ? "b1" : kind];
  if (number) return { ...number, unit: number.size };
  const size = Number(digits);
  if (letter === "U" && size > 0) {
    return { size: 4 * size, unit: 4, read: (bytes) => texts(bytes, 4 * size, utf32) };
  }
  if (letter === "S" && size > 0) {
    return { size, unit: 1, read: (bytes) => texts(bytes, size, utf8) };
  }
  throw new RangeError(whyNot(descr, letter));
}

function whyNot(descr: string, letter: string | undefined): string {
  if (letter === "O") return "it holds Python objects, not numbers";
  if (letter === "V") return "it holds records, not numbers";
  return `it holds ${descr}; whole numbers, floats to float64, bool and text can be read`;
}

function isBigEndian(descr: string): boolean {
  return descr.startsWith(">");
}

function swap(bytes: Uint8Array, unit: number): void {
  if (unit === 1) return;
  for (let at = 0; at < bytes.length; at += unit) bytes.subarray(at, at + unit).reverse();
}

/** @throws {RangeError} If float64 would merge some of them. */
function wholeNumbers(values: BigInt64Array | BigUint64Array): Float64Array {
  const read = Float64Array.from(values, Number);
  const odd = read.findIndex((value) => !Number.isSafeInteger(value));
  if (odd < 0) return read;
  throw new RangeError(`it holds ${values[odd]}, and float64 does not keep such numbers apart`);
}

function halves(view: DataView): Float32Array {
  return Float32Array.from(
    { length: view.byteLength / 2 },
    (_, at) => view.getFloat16(2 * at, true),
  );
}

function texts(bytes: Uint8Array, size: number, read: (element: Uint8Array) => string): Elements {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    texts.push(read(bytes.subarray(at, at + size)).replace(/\0+$/, ""));
  }
  return { kind: "texts", texts };
}

function utf32(element: Uint8Array): string {
  const view = new DataView(element.buffer, element.byteOffset, element.length);
  const points = Array.from(
    { length: element.length / 4 },
    (_, at) => view.getUint32(4 * at, true),
  );
  return String.fromCodePoint(...points);
}

function utf8(element: Uint8Array): string {
  return new TextDecoder().decode(element);
}
