import { axisIndex, countOf } from "../../ir/tensor.ts";
import type { OpCall, Value } from "../../ir/value.ts";
import { elementBytes, knownSizes } from "./buffers.ts";
import type { WasmContext } from "./elementwise.ts";
import {
  add,
  div,
  type Expression,
  f32,
  gt,
  i32,
  load,
  loadV128,
  max,
  mul,
  neg,
  select,
  splat,
  sub,
  sumLanes,
  v128OfF32,
} from "./expression.ts";
import { exp, log } from "./math.ts";
import { nestOver } from "./nest.ts";

const width = 4;

/** A sum, or a mean, over some axes. */
export function lowerReduce(
  call: OpCall<"reduce_sum"> | OpCall<"reduce_mean">,
  context: WasmContext,
): void {
  const { inputs: [x], attributes: { axes } } = call;
  const { code, buffers } = context;
  const shape = knownSizes(x.type);
  const kept = shape.map((size, axis) => axes.includes(axis - shape.length) ? 1 : size);
  const to = buffers.of(call);
  const count = countOf(kept);
  fill(context, to, count);
  const turns = nestOver(shape, [kept]);
  const places = axes.map((axis) => axisIndex(shape, axis));
  const isLast = places.includes(shape.length - 1) && turns.at(-1)?.strides[1] === 0;
  const nest = (at: number, from: Expression<"i32">, into: Expression<"i32">): void => {
    const turn = turns[at];
    if (!turn) {
      return code.store(
        "f32",
        into,
        add(load("f32", into, to), load("f32", from, buffers.of(x))),
        to,
      );
    }
    if (at === turns.length - 1 && isLast) {
      return addRow(context, { x, to, from, into, size: turn.size });
    }
    if (at === turns.length - 1 && turn.strides[1] === 1) {
      return addColumns(context, { x, to, from, into, size: turn.size });
    }
    code.loop({ count: turn.size }, (index) => {
      const [stepFrom, stepInto] = turn.strides.map((stride) => i32(stride * elementBytes));
      nest(
        at + 1,
        code.bind(add(from, mul(index, stepFrom))),
        code.bind(add(into, mul(index, stepInto))),
      );
    });
  };
  nest(0, i32(0), i32(0));
  if (call.kind === "reduce_mean") scale(context, { to, count, factor: count / countOf(shape) });
}

interface Summands {
  readonly x: Value;
  readonly to: number;
  readonly from: Expression<"i32">;
  readonly into: Expression<"i32">;
  readonly size: number;
}

/** Numbers side by side come to one. */
function addRow({ code, buffers }: WasmContext, { x, to, from, into, size }: Summands): void {
  const base = buffers.of(x);
  const wide = size - size % width;
  const sum = code.bind(load("f32", into, to));
  if (wide > 0) {
    const sums = code.bind(v128OfF32(0));
    code.loop(
      { count: wide / width, step: width * elementBytes },
      (at) => code.set(sums, add(sums, loadV128(add(from, at), base))),
    );
    code.set(sum, add(sum, sumLanes(sums)));
  }
  code.loop(
    { from: wide * elementBytes, count: size - wide, step: elementBytes },
    (at) => code.set(sum, add(sum, load("f32", add(from, at), base))),
  );
  code.store("f32", into, sum, to);
}

/** Numbers side by side come each to its own. */
function addColumns({ code, buffers }: WasmContext, { x, to, from, into, size }: Summands): void {
  const base = buffers.of(x);
  const wide = size - size % width;
  code.loop({ count: wide / width, step: width * elementBytes }, (at) => {
    const address = code.bind(add(into, at));
    code.store("v128", address, add(loadV128(address, to), loadV128(add(from, at), base)), to);
  });
  code.loop({ from: wide * elementBytes, count: size - wide, step: elementBytes }, (at) => {
    const address = code.bind(add(into, at));
    code.store("f32", address, add(load("f32", address, to), load("f32", add(from, at), base)), to);
  });
}

/** Sets elements to 0. */
function fill({ code }: WasmContext, to: number, count: number): void {
  code.loop({ count, step: elementBytes }, (at) => code.store("f32", at, f32(0), to));
}

function scale(
  { code }: WasmContext,
  { to, count, factor }: { readonly to: number; readonly count: number; readonly factor: number },
): void {
  code.loop(
    { count, step: elementBytes },
    (at) => code.store("f32", at, mul(load("f32", at, to), f32(factor)), to),
  );
}

/** What each row has beside others: exp(x - the greatest) over their sum, or its logarithm. */
export function lowerSoftmax(
  call: OpCall<"softmax"> | OpCall<"log_softmax">,
  context: WasmContext,
): void {
  const [x] = call.inputs;
  const { code, buffers } = context;
  const [from, to] = [buffers.of(x), buffers.of(call)];
  const { rows, size } = rowsOf(x);
  shift(context, { from, to, rows, size });
  const exps = call.kind === "softmax" ? to : buffers.take(rows * size);
  expAll(context, { from: to, to: exps, count: rows * size });
  code.loop({ count: rows, step: size * elementBytes }, (row) => {
    const sum = code.bind(f32(0));
    const each = (body: (at: Expression<"i32">) => void) =>
      code.loop({ count: size, step: elementBytes }, (at) => body(code.bind(add(row, at))));
    each((at) => code.set(sum, add(sum, load("f32", at, exps))));
    if (call.kind === "softmax") {
      return each((at) => code.store("f32", at, div(load("f32", at, to), sum), to));
    }
    const logOfSum = code.bind(log(code, sum));
    each((at) => code.store("f32", at, sub(load("f32", at, to), logOfSum), to));
  });
}

/** -Σ p log softmax(z) of each row. */
export function lowerSoftmaxCrossEntropy(
  call: OpCall<"softmax_cross_entropy">,
  context: WasmContext,
): void {
  const [z, p] = call.inputs;
  const { code, buffers } = context;
  const { rows, size } = rowsOf(z);
  const [shifted, exps] = [buffers.take(rows * size), buffers.take(rows * size)];
  shift(context, { from: buffers.of(z), to: shifted, rows, size });
  expAll(context, { from: shifted, to: exps, count: rows * size });
  code.loop({ count: rows }, (index) => {
    const row = code.bind(mul(index, i32(size * elementBytes)));
    const [sum, loss] = [code.bind(f32(0)), code.bind(f32(0))];
    const each = (body: (at: Expression<"i32">) => void) =>
      code.loop({ count: size, step: elementBytes }, (at) => body(code.bind(add(row, at))));
    each((at) => code.set(sum, add(sum, load("f32", at, exps))));
    const logOfSum = code.bind(log(code, sum));
    each((at) => {
      const own = sub(load("f32", at, shifted), logOfSum);
      code.set(loss, add(loss, mul(load("f32", at, buffers.of(p)), own)));
    });
    code.store("f32", mul(index, i32(elementBytes)), neg(loss), buffers.of(call));
  });
}

/** The place of the greatest number of each row, the first of equals. */
export function lowerArgmax(call: OpCall<"argmax">, { code, buffers }: WasmContext): void {
  const [x] = call.inputs;
  const { rows, size } = rowsOf(x);
  const from = buffers.of(x);
  code.loop({ count: rows }, (index) => {
    const row = code.bind(mul(index, i32(size * elementBytes)));
    const [greatest, place] = [code.bind(load("f32", row, from)), code.bind(i32(0))];
    code.loop({ from: 1, count: size - 1 }, (at) => {
      const value = code.bind(load("f32", add(row, mul(at, i32(elementBytes))), from));
      const isGreater = code.bind(gt(value, greatest));
      code.set(place, select(isGreater, at, place));
      code.set(greatest, select(isGreater, value, greatest));
    });
    code.storeI32(mul(index, i32(elementBytes)), place, buffers.of(call));
  });
}

function rowsOf({ type }: Value): { readonly rows: number; readonly size: number } {
  const shape = knownSizes(type);
  const size = shape.at(-1) ?? 1;
  return { rows: countOf(shape) / size, size };
}

interface Rows {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly size: number;
}

/** Takes from each row its greatest number. */
function shift({ code }: WasmContext, { from, to, rows, size }: Rows): void {
  code.loop({ count: rows, step: size * elementBytes }, (row) => {
    const greatest = code.bind(load("f32", row, from));
    code.loop(
      { from: elementBytes, count: size - 1, step: elementBytes },
      (at) => code.set(greatest, max(greatest, load("f32", add(row, at), from))),
    );
    const wide = size - size % width;
    code.loop({ count: wide / width, step: width * elementBytes }, (at) => {
      const address = code.bind(add(row, at));
      code.store("v128", address, sub(loadV128(address, from), splat(greatest)), to);
    });
    code.loop({ from: wide * elementBytes, count: size - wide, step: elementBytes }, (at) => {
      const address = code.bind(add(row, at));
      code.store("f32", address, sub(load("f32", address, from), greatest), to);
    });
  });
}

function expAll(
  { code }: WasmContext,
  { from, to, count }: { readonly from: number; readonly to: number; readonly count: number },
): void {
  const wide = count - count % width;
  code.loop(
    { count: wide / width, step: width * elementBytes },
    (at) => code.store("v128", at, exp(code, loadV128(at, from)), to),
  );
  code.loop(
    { from: wide * elementBytes, count: count - wide, step: elementBytes },
    (at) => code.store("f32", at, exp(code, load("f32", at, from)), to),
  );
}
