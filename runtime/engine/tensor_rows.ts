import { countOf } from "../../compiler/ir/tensor.ts";
import type { HostTensor, Tensors } from "./tensor.ts";

/** A tensor of numbers. */
export type HostNumbers = Exclude<HostTensor, { readonly type: "string" }>;

/** A tensor that is known to be of numbers. @throws {TypeError} If it is of strings. */
export function numeric(tensor: HostTensor): HostNumbers {
  if (tensor.type === "string") throw new TypeError("Numbers expected, not strings");
  return tensor;
}

/** How many bytes the numbers of tensors take. */
export function bytesOf(tensors: Tensors): number {
  return Object.values(tensors).reduce((sum, tensor) => sum + numeric(tensor).data.byteLength, 0);
}

/** Each of some tensors as something else. */
export function mapTensors<T>(
  tensors: Tensors,
  make: (tensor: HostTensor, name: string) => T,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, make(tensor, name)]),
  );
}

/** Rows one after the other, as they lie in memory. */
export function rowsBetween(tensor: HostTensor, start: number, end: number): HostTensor {
  const { data, shape: [, ...row] } = numeric(tensor);
  const width = countOf(row);
  return withRows(tensor, end - start, data.subarray(start * width, end * width));
}

/** Some rows, in an order of their own, as a copy. */
export function rowsAt(tensor: HostTensor, rows: Int32Array): HostTensor {
  const { data, shape: [, ...row] } = numeric(tensor);
  const width = countOf(row);
  const copy = emptyLike(data, rows.length * width);
  rows.forEach((from, to) => copy.set(data.subarray(from * width, (from + 1) * width), to * width));
  return withRows(tensor, rows.length, copy);
}

/** The rows of tensors one below the other. @throws {RangeError} If there are none. */
export function joinedRows(tensors: readonly HostTensor[]): HostTensor {
  const [first, ...others] = tensors;
  if (!first) throw new RangeError("There are no tensors to join");
  if (others.length === 0) return first;
  const all = emptyLike(
    numeric(first).data,
    tensors.reduce((sum, { data }) => sum + data.length, 0),
  );
  let at = 0;
  for (const { data } of tensors.map(numeric)) {
    all.set(data, at);
    at += data.length;
  }
  return withRows(first, tensors.reduce((sum, { shape: [rows = 0] }) => sum + rows, 0), all);
}

type Numbers = HostNumbers["data"];

function emptyLike(data: Numbers, length: number): Numbers {
  if (data instanceof Float32Array) return new Float32Array(length);
  if (data instanceof Float64Array) return new Float64Array(length);
  return data instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length);
}

function withRows(tensor: HostTensor, rows: number, data: Numbers): HostTensor {
  // Whoever calls gives an array of the tensor's own kind.
  return { ...tensor, shape: tensor.shape.with(0, rows), data } as HostTensor;
}
