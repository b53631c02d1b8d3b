import { countOf } from "../../ir/tensor.ts";
import type { OpCall, Value } from "../../ir/value.ts";
import { permuted } from "../../ops/permute.ts";
import { elementBytes, knownSizes } from "./buffers.ts";
import type { WasmContext } from "./elementwise.ts";
import {
  add,
  type Expression,
  f32,
  i32,
  instruction,
  load,
  loadI32,
  mul,
  select,
} from "./expression.ts";
import { eqInteger } from "./integers.ts";

/** Rows of a table by their numbers. */
export function lowerGatherRows(call: OpCall<"gather_rows">, { code, buffers }: WasmContext): void {
  const { inputs: [table, rows] } = call;
  const count = countOf(rows.type.shape);
  const width = countOf(call.type.shape) / count;
  const [from, to, numbers] = [table, call, rows].map((each) => buffers.of(each));
  code.loop({ count }, (at) => {
    const row = code.bind(loadI32(mul(at, i32(elementBytes)), numbers));
    const [known] = table.type.shape;
    // The rows of the data are counted by us; the codes of an embedding are not.
    if (typeof known === "number") code.ifThen(isNotBelow(row, i32(known)), () => code.trap());
    const source = code.bind(mul(row, i32(width * elementBytes)));
    const target = code.bind(mul(at, i32(width * elementBytes)));
    copyElements({ code, count: width, from: source, to: target, bases: [from, to] });
  });
}

/** Whether a number is below 0, or not below a limit. */
function isNotBelow(number: Expression<"i32">, limit: Expression<"i32">): Expression<"i32"> {
  return instruction("i32", [0x4f], number, limit);
}

interface Copying extends Pick<WasmContext, "code"> {
  readonly count: number;
  readonly from: Expression<"i32">;
  readonly to: Expression<"i32">;
  readonly bases: readonly [from: number, to: number] | readonly number[];
}

/** Copies elements that lie side by side, four at once. */
export function copyElements({ code, count, from, to, bases: [source, target] }: Copying): void {
  const wide = count - count % 4;
  code.loop(
    { count: wide / 4, step: 4 * elementBytes },
    (at) => code.store("v128", add(to, at), load("v128", add(from, at), source), target),
  );
  code.loop(
    { from: wide * elementBytes, count: count - wide, step: elementBytes },
    (at) => code.store("i32", add(to, at), load("i32", add(from, at), source), target),
  );
}

/** 1 at the place of a code, 0 elsewhere. */
export function lowerOneHot(call: OpCall<"one_hot">, { code, buffers }: WasmContext): void {
  const { inputs: [codes], attributes: { classes } } = call;
  const [from, to] = [codes, call].map((each) => buffers.of(each));
  code.loop({ count: countOf(codes.type.shape) }, (at) => {
    const own = code.bind(loadI32(mul(at, i32(elementBytes)), from));
    const target = code.bind(mul(at, i32(classes * elementBytes)));
    code.loop({ count: classes }, (each) => {
      const value = select(eqInteger(own, each), f32(1), f32(0));
      code.store("f32", add(target, mul(each, i32(elementBytes))), value, to);
    });
  });
}

/** A range of an axis. */
export function lowerSlice(call: OpCall<"slice">, context: WasmContext): void {
  const { inputs: [x], attributes: { axis, start } } = call;
  const [size, whole] = [call, x].map(({ type }) => knownSizes(type).at(axis) ?? 1);
  copyParts(context, { call, x, axis, from: start, to: 0, size, sizes: [whole, size] });
}

/** Tensors one behind the other along an axis. */
export function lowerConcat(call: OpCall<"concat">, context: WasmContext): void {
  const { inputs, attributes: { axis } } = call;
  const whole = knownSizes(call.type).at(axis) ?? 1;
  let to = 0;
  for (const x of inputs) {
    const size = knownSizes(x.type).at(axis) ?? 1;
    copyParts(context, { call, x, axis, from: 0, to, size, sizes: [size, whole] });
    to += size;
  }
}

interface Parts {
  readonly call: Value;
  readonly x: Value;
  readonly axis: number;
  /** Where the part begins along the axis, there and here. */
  readonly from: number;
  readonly to: number;
  readonly size: number;
  /** How long the axis is, there and here. */
  readonly sizes: readonly [there: number, here: number];
}

function copyParts(
  { code, buffers }: WasmContext,
  { call, x, axis, from, to, size, sizes: [there, here] }: Parts,
): void {
  const shape = knownSizes(call.type);
  const at = axis + shape.length;
  const [outer, inner] = [shape.slice(0, at), shape.slice(at + 1)].map(countOf);
  const bytes = (elements: number) => elements * inner * elementBytes;
  code.loop({ count: outer }, (index) => {
    copyElements({
      ...{ code, count: size * inner },
      from: code.bind(mul(index, i32(bytes(there)))),
      to: code.bind(mul(index, i32(bytes(here)))),
      bases: [buffers.of(x) + bytes(from), buffers.of(call) + bytes(to)],
    });
  });
}

/** Axes in another order. */
export function lowerPermute(call: OpCall<"permute">, { code, buffers }: WasmContext): void {
  const { inputs: [x], attributes: { axes } } = call;
  const [shape, source] = [knownSizes(call.type), knownSizes(x.type)];
  const rank = shape.length;
  const order = permuted([...shape.keys()], axes);
  const strides = source.map((_, axis) => countOf(source.slice(axis + 1)));
  const own = shape.map((_, axis) => countOf(shape.slice(axis + 1)));
  const nest = (axis: number, from: Expression<"i32">, to: Expression<"i32">): void => {
    if (axis === rank) {
      return code.store("i32", to, loadI32(from, buffers.of(x)), buffers.of(call));
    }
    code.loop({ count: shape[axis] }, (index) => {
      const step = (address: Expression<"i32">, stride: number) =>
        code.bind(add(address, mul(index, i32(stride * elementBytes))));
      nest(axis + 1, step(from, strides[order[axis]]), step(to, own[axis]));
    });
  };
  nest(0, i32(0), i32(0));
}
