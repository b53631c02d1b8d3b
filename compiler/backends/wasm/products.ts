import type { OpCall, Value } from "../../ir/value.ts";
import { elementBytes, knownSizes } from "./buffers.ts";
import type { Local } from "./code.ts";
import type { WasmContext } from "./elementwise.ts";
import {
  add,
  type Expression,
  f32,
  i32,
  load,
  loadSplat,
  loadV128,
  mul,
  v128OfF32,
} from "./expression.ts";
import type { FloatLanes } from "./pointwise.ts";

/** A matrix in memory: an address, and how many elements lie between two rows, and between two columns. */
interface Matrix {
  readonly address: Expression<"i32">;
  readonly base: number;
  readonly row: number;
  readonly column: number;
}

/** alpha · A B + beta · C. */
interface Product {
  readonly rows: number;
  readonly columns: number;
  readonly shared: number;
  readonly a: Matrix;
  readonly b: Matrix;
  readonly to: Matrix;
  readonly alpha: number;
  readonly added?: Matrix & { readonly beta: number };
}

/** Rows and vectors of columns that are computed together: their sums stay in locals. */
const block = { rows: 4, vectors: 2 };
const width = 4;

/** A product of matrices, plus another. */
export function lowerGemm(call: OpCall<"gemm">, context: WasmContext): void {
  const { inputs: [a, b, c], attributes: { alpha = 1, beta = 1, ...transposed } } = call;
  const { buffers } = context;
  const [rows, columns] = knownSizes(call.type);
  const [sizeRow = 1, sizeColumn = 1] = [...new Array<number>(2).fill(1), ...knownSizes(c.type)]
    .slice(
      -2,
    );
  const added = {
    ...{ address: i32(0), base: buffers.of(c), beta },
    row: sizeRow === 1 ? 0 : sizeColumn,
    column: sizeColumn === 1 ? 0 : 1,
  };
  const product = productOf({ a, b, ...transposed }, { rows, columns }, context);
  lowerProduct({ ...product, to: plain(call, columns, context), alpha, added }, context);
}

/** Products of matrices, one for each place of the axes before the last two. */
export function lowerMatmul(call: OpCall<"matmul">, context: WasmContext): void {
  const { inputs: [a, b], attributes } = call;
  const shape = knownSizes(call.type);
  const [rows, columns] = shape.slice(-2);
  const product = productOf({ a, b, ...attributes }, { rows, columns }, context);
  const to = plain(call, columns, context);
  const batches = shape.slice(0, -2);
  overBatches(
    batches,
    [knownSizes(a.type), knownSizes(b.type), shape],
    context,
    ([fromA, fromB, into]) => {
      lowerProduct({
        ...product,
        a: { ...product.a, address: fromA },
        b: { ...product.b, address: fromB },
        to: { ...to, address: into },
        alpha: 1,
      }, context);
    },
  );
}

function overBatches(
  batches: readonly number[],
  shapes: readonly (readonly number[])[],
  { code }: WasmContext,
  body: (addresses: readonly Expression<"i32">[]) => void,
): void {
  const strides = shapes.map((shape) => batchStrides(shape, batches.length));
  const nest = (axis: number, addresses: readonly Expression<"i32">[]): void => {
    if (axis === batches.length) return body(addresses);
    code.loop({ count: batches[axis] }, (index) => {
      nest(
        axis + 1,
        addresses.map((address, at) =>
          code.bind(add(address, mul(index, i32(strides[at][axis] * elementBytes))))
        ),
      );
    });
  };
  nest(0, shapes.map(() => i32(0)));
}

/** How many elements lie between two matrices along each axis of batches; 0 where there is one for all. */
function batchStrides(shape: readonly number[], rank: number): readonly number[] {
  const [own, matrix] = [shape.slice(0, -2), shape.slice(-2)];
  let stride = matrix[0] * matrix[1];
  const strides = own.toReversed().map((size) => {
    const each = size === 1 ? 0 : stride;
    stride *= size;
    return each;
  }).toReversed();
  return [...new Array<number>(rank - own.length).fill(0), ...strides];
}

interface Factors {
  readonly a: Value;
  readonly b: Value;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

function productOf(
  { a, b, transposeA, transposeB }: Factors,
  { rows, columns }: Pick<Product, "rows" | "columns">,
  { buffers }: WasmContext,
): Pick<Product, "rows" | "columns" | "shared" | "a" | "b"> {
  const shared = knownSizes(a.type).at(transposeA ? -2 : -1) ?? 1;
  const matrix = (
    value: Value,
    isTransposed: boolean,
    [down, across]: readonly [number, number],
  ) => ({
    ...{ address: i32(0), base: buffers.of(value) },
    ...isTransposed ? { row: 1, column: down } : { row: across, column: 1 },
  });
  return {
    ...{ rows, columns, shared },
    a: matrix(a, transposeA, [rows, shared]),
    b: matrix(b, transposeB, [shared, columns]),
  };
}

function plain(value: Value, columns: number, { buffers }: WasmContext): Matrix {
  return { address: i32(0), base: buffers.of(value), row: columns, column: 1 };
}

function lowerProduct(product: Product, context: WasmContext): void {
  const { rows, columns } = product;
  const whole = rows - rows % block.rows;
  const rowBlocks = [
    { from: 0, blocks: whole / block.rows, size: block.rows },
    { from: whole, blocks: Number(rows > whole), size: rows - whole },
  ];
  const b = sideBySide(product, context);
  const tile = block.vectors * width;
  const [tiles, vectors] = [columns - columns % tile, columns - columns % width];
  const columnBlocks = [
    { from: 0, blocks: tiles / tile, size: block.vectors, lanes: "v128" as const },
    { from: tiles, blocks: (vectors - tiles) / width, size: 1, lanes: "v128" as const },
    { from: vectors, blocks: columns - vectors, size: 1, lanes: "f32" as const },
  ];
  for (const { from, blocks, size } of rowBlocks) {
    context.code.loop({ from, count: blocks, step: size }, (row) => {
      for (const across of columnBlocks) {
        const step = across.size * (across.lanes === "v128" ? width : 1);
        context.code.loop({ from: across.from, count: across.blocks, step }, (column) => {
          lowerTile({ ...product, b }, context, { row, column, rows: size, ...across });
        });
      }
    });
  }
}

/** The second factor with its columns side by side: as it is, or copied so. */
function sideBySide({ b, shared, columns }: Product, { code, buffers }: WasmContext): Matrix {
  if (b.column === 1 || columns < width) return b;
  const copy = { address: i32(0), base: buffers.take(shared * columns), row: columns, column: 1 };
  code.loop({ count: shared }, (row) => {
    code.loop({ count: columns }, (column) => {
      code.store(
        "f32",
        placeIn(copy, row, column),
        load("f32", placeIn(b, row, column), b.base),
        copy.base,
      );
    });
  });
  return copy;
}

interface Tile {
  readonly row: Local<"i32">;
  readonly column: Local<"i32">;
  readonly rows: number;
  /** How many vectors, or columns. */
  readonly size: number;
  readonly lanes: FloatLanes;
}

/** A few rows and columns of a product. */
function lowerTile(
  { a, b, to, shared, alpha, added }: Product,
  { code }: WasmContext,
  { row, column, rows, size, lanes }: Tile,
): void {
  const zero: Expression<FloatLanes> = lanes === "v128" ? v128OfF32(0) : f32(0);
  const sums = Array.from(
    { length: rows },
    () => Array.from({ length: size }, () => code.bind(zero)),
  );
  const [fromA, fromB] = [
    code.bind(placeIn(a, row, i32(0))),
    code.bind(placeIn(b, i32(0), column)),
  ];
  code.loop({ count: shared }, (at) => {
    const [inA, inB] = [a.column, b.row].map((stride) => mul(at, i32(stride * elementBytes)));
    const addressA = code.bind(add(fromA, inA));
    const addressB = code.bind(add(fromB, inB));
    const right = Array.from({ length: size }, (_, each) => {
      const offset = b.base + each * width * elementBytes;
      const value: Expression<FloatLanes> = lanes === "v128"
        ? loadV128(addressB, offset)
        : load("f32", addressB, b.base);
      return code.bind(value);
    });
    for (let down = 0; down < rows; down++) {
      const offset = a.base + down * a.row * elementBytes;
      const left: Expression<FloatLanes> = code.bind<FloatLanes>(
        lanes === "v128" ? loadSplat(addressA, offset) : load("f32", addressA, offset),
      );
      right.forEach((value, each) => {
        const sum = sums[down][each];
        code.set<FloatLanes>(sum, add<FloatLanes>(sum, mul<FloatLanes>(left, value)));
      });
    }
  });
  const factor = (value: Expression<FloatLanes>, number: number): Expression<FloatLanes> =>
    number === 1
      ? value
      : mul<FloatLanes>(value, lanes === "v128" ? v128OfF32(number) : f32(number));
  const into = code.bind(placeIn(to, row, column));
  const fromAdded = added && code.bind(placeIn(added, row, column));
  sums.forEach((each, down) => {
    each.forEach((sum, across) => {
      const value = factor(sum, alpha);
      const place = (matrix: Matrix) =>
        matrix.base + (down * matrix.row + across * width * matrix.column) * elementBytes;
      const isSplat = lanes === "v128" && added?.column === 0;
      const more = added && fromAdded &&
        (isSplat
          ? loadSplat(fromAdded, place(added))
          : load<FloatLanes>(lanes, fromAdded, place(added)));
      const all = more && added ? add<FloatLanes>(value, factor(more, added.beta)) : value;
      code.store<FloatLanes>(lanes, into, all, place(to));
    });
  });
}

/** The address of an element, besides that of its matrix. */
function placeIn(
  { address, row, column }: Matrix,
  down: Expression<"i32">,
  across: Expression<"i32">,
): Expression<"i32"> {
  const inRows = mul(down, i32(row * elementBytes));
  return add(address, add(inRows, mul(across, i32(column * elementBytes))));
}
