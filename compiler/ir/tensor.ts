import { InternalError } from "../../dsl/text/diagnostic.ts";

/**
 * Element types of the IR. Class targets and row indices are int32; pixels are uint8, and raw numbers that
 * float32 would merge float64, until they are scaled.
 */
export type DType = "float32" | "float64" | "int32" | "uint8" | "bool" | "string";

/** A size, or the name of one that is known only at run time, such as the batch `"N"`. */
export type Dim = number | string;
export type Shape = readonly Dim[];

export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
}

/**
 * A tensor of known values. Numbers are kept in float64 whatever their dtype, so that the reference
 * evaluation and finite differences are not limited by float32; booleans are 0 and 1.
 *
 * @internal
 */
export interface Tensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Float64Array | readonly string[];
}

/**
 * A tensor of numbers: what the reference evaluation of an op takes and gives.
 *
 * @internal
 */
export interface NumericTensor extends Tensor {
  readonly data: Float64Array;
}

/** A float32 tensor (values still in float64) of the given shape. */
export function tensor(
  shape: readonly number[],
  values: Iterable<number>,
  dtype: DType = "float32",
): NumericTensor {
  const data = Float64Array.from(values);
  if (data.length !== countOf(shape)) {
    throw new RangeError(`${data.length} values do not fill the shape ${formatShape(shape)}`);
  }
  return { dtype, shape, data };
}

/** The number of elements of a shape without named dims. */
export function countOf(shape: Shape): number {
  return shape.reduce<number>((product, dim) => product * sizeOf(dim), 1);
}

/** A dim as a number; a named dim here is a mistake of ours. */
export function sizeOf(dim: Dim | undefined): number {
  if (typeof dim !== "number") throw new InternalError(`The dim ${dim} has no size yet`);
  return dim;
}

/** `[N, 4]` */
export function formatShape(shape: readonly (number | string)[]): string {
  return `[${shape.join(", ")}]`;
}

/** `float32[N, 4]` */
export function formatType(type: TensorType): string {
  return type.dtype + formatShape(type.shape);
}

/** Whether two shapes agree, dim by dim. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, index) => dim === b[index]);
}

/**
 * The shape two operands broadcast to: aligned at the last axis, a dim of 1 stretches.
 * @throws {RangeError} If a pair of dims disagrees.
 * @see NumPy and ONNX multidirectional broadcasting.
 */
export function broadcastShapes(
  a: readonly number[],
  b: readonly number[],
): readonly number[];
export function broadcastShapes(a: Shape, b: Shape): Shape;
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, index) => {
    const left = a[index - rank + a.length] ?? 1;
    const right = b[index - rank + b.length] ?? 1;
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    throw new RangeError(`Shapes ${formatShape(a)} and ${formatShape(b)} do not broadcast`);
  });
}

/** An axis counted from the end (-1 is the last) as an index from the front. */
export function axisIndex(shape: Shape, axis: number): number {
  const index = shape.length + axis;
  if (axis >= 0 || index < 0) {
    throw new RangeError(`Axis ${axis} is not in -${shape.length}..-1 of ${formatShape(shape)}`);
  }
  return index;
}

/** Row-major strides of a shape. */
export function stridesOf(shape: readonly number[]): number[] {
  let inner = 1;
  return shape.toReversed().map((dim) => {
    const stride = inner;
    inner *= dim;
    return stride;
  }).reverse();
}

/** The offset of the element at an index. @param strides One an axis. */
export function offsetOf(index: readonly number[], strides: readonly number[]): number {
  return index.reduce((sum, at, axis) => sum + at * sizeOf(strides[axis]), 0);
}

/** An element by its offset. @throws {InternalError} If there is none: a rule of ours is wrong. */
export function elementAt(data: ArrayLike<number>, offset: number): number {
  const element = data[offset];
  if (element === undefined) throw new InternalError(`There is no element ${offset}`);
  return element;
}

/** Calls `visit(offset, index)` for each element of a shape in row-major order. */
export function forEachIndex(
  shape: readonly number[],
  visit: (offset: number, index: readonly number[]) => void,
): void {
  const index = new Array<number>(shape.length).fill(0);
  const count = countOf(shape);
  for (let offset = 0; offset < count; offset++) {
    visit(offset, index);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = elementAt(index, axis) + 1;
      index[axis] = next < sizeOf(shape[axis]) ? next : 0;
      if (index[axis] !== 0) break;
    }
  }
}

/** A function from an index of `to` to the offset of the element of `from` that is broadcast there. */
export function broadcastOffset(
  from: readonly number[],
  to: readonly number[],
): (index: readonly number[]) => number {
  const lead = to.length - from.length;
  const strides = stridesOf(from).map((stride, axis) => from[axis] === 1 ? 0 : stride);
  return (index) => offsetOf(index.slice(lead), strides);
}
