import { constant } from "../ir/constant.ts";
import type { OpKind } from "../ir/op_set.ts";
import { buildFor, type Origin } from "../ir/origin.ts";
import { sameShape, type Shape, tensor } from "../ir/tensor.ts";
import {
  type Constant,
  isOpCall,
  type OpCall,
  type Outputs,
  topologicalOrder,
  type Value,
} from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { applyAgain } from "../ops/apply_again.ts";
import { concat } from "../ops/concat.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { reshape } from "../ops/reshape.ts";
import { replace, replaceInputs } from "./rewrite.ts";

/** A piece of a vector: a tensor of its own. */
export interface VectorPiece {
  /** Where it begins in the vector. */
  readonly offset: number;
  readonly size: number;
  /** Its shape as a tensor. */
  readonly shape: readonly number[];
  /** What it is of. */
  readonly origin?: Origin;
}

/** Neighbours of the pieces, from one on, and a tensor for each. */
export interface Apart {
  readonly first: number;
  readonly tensors: readonly Value[];
}

/**
 * A graph without its packed vectors: what is done to a vector of many tensors, element by element, is done to
 * each of them. What cannot be is done to the tensors side by side, as before.
 * @param pieces Of all vectors, side by side from 0 on.
 * @param vectors The inputs that are vectors, and what takes their places.
 * @returns The outputs, of which vectors are apart.
 */
export function takeApart(
  outputs: Outputs,
  pieces: readonly VectorPiece[],
  vectors: ReadonlyMap<Value, Apart>,
): Readonly<Record<string, Value | Apart>> {
  const apart = new Map<Value, Apart>(vectors);
  const whole = new Map<Value, Value>();
  // Values come after their inputs, so that these are one or the other.
  const wholeOf = (value: Value) => whole.get(value) ?? joined(apart.get(value)!);
  const context = { pieces, apart, wholeOf };
  for (const value of topologicalOrder(Object.values(outputs))) {
    if (apart.has(value)) continue;
    if (!isOpCall(value)) {
      whole.set(value, value);
      continue;
    }
    buildFor(value.origin, () => {
      const found = partsOf(value, context);
      if (found) apart.set(value, found);
      else whole.set(value, wholeAgain(value, context) ?? replaceInputs(value, wholeOf));
    });
  }
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, apart.get(value) ?? wholeOf(value)]),
  );
}

/** The vector that tensors are side by side. @param pieces Whose each is, where that is to be told. */
export function joined({ first, tensors }: Apart, pieces: readonly VectorPiece[] = []): Value {
  const vectors = tensors.map((each, at) =>
    buildFor(pieces[first + at]?.origin, () => shaped(each, [elementsOf(each)]))
  );
  return concat(vectors, -1);
}

interface Context {
  readonly pieces: readonly VectorPiece[];
  readonly apart: ReadonlyMap<Value, Apart>;
  wholeOf(value: Value): Value;
}

/** The vector that an op gives, apart; nothing where it gives none, or cannot be told piece by piece. */
function partsOf(call: OpCall, context: Context): Apart | undefined {
  if (call.type.shape.length !== 1) return undefined;
  if (call.kind === "concat") return concatenated(call, context);
  if (call.kind === "slice") return sliced(call, context);
  return isElementwise(call) ? elementwise(call, context) : undefined;
}

function sliced({ inputs: [x], attributes }: OpCall<"slice">, context: Context): Apart | undefined {
  const { pieces, apart } = context;
  const from = apart.get(x);
  if (!from) return undefined;
  const base = pieces[from.first].offset;
  const first = pieces.findIndex(({ offset }) => offset === base + attributes.start);
  const last = pieces.findIndex(({ offset, size }) => offset + size === base + attributes.end);
  if (first < 0 || last < first) return undefined;
  return { first, tensors: from.tensors.slice(first - from.first, last - from.first + 1) };
}

/** Vectors side by side that are the pieces from the first on. */
function concatenated({ inputs }: OpCall<"concat">, context: Context): Apart | undefined {
  const { pieces, apart, wholeOf } = context;
  const tensors: Value[] = [];
  for (const input of inputs) {
    const known = apart.get(input);
    if (known) {
      if (known.first !== tensors.length) return undefined;
      tensors.push(...known.tensors);
      continue;
    }
    const piece = pieces[tensors.length];
    if (piece?.size !== input.type.shape[0]) return undefined;
    tensors.push(shaped(wholeOf(input), piece.shape));
  }
  return { first: 0, tensors };
}

function elementwise(call: OpCall<ElementwiseKind>, context: Context): Apart | undefined {
  const { pieces, apart, wholeOf } = context;
  const known = call.inputs.flatMap((input) => apart.get(input) ?? []);
  const [one] = known;
  if (!one || known.some(({ first, tensors }) => !isAlike(one, first, tensors.length))) {
    return undefined;
  }
  const others = call.inputs.filter((input) => !apart.has(input));
  const isNumber = ({ type }: Value) => type.shape.length === 0;
  if (!others.every((input) => isNumber(input) || isVectorConstant(input, call))) return undefined;
  const base = pieces[one.first].offset;
  return {
    first: one.first,
    tensors: one.tensors.map((_, at) => {
      const piece = pieces[one.first + at];
      return applyAgain(call, (input) => {
        const parts = apart.get(input);
        if (parts) return parts.tensors[at];
        return isVectorConstant(input, call) ? constantPart(input, piece, base) : wholeOf(input);
      });
    }),
  };
}

function isAlike(one: Apart, first: number, count: number): boolean {
  return one.first === first && one.tensors.length === count;
}

function isVectorConstant(value: Value, { type }: OpCall): value is Constant {
  return value.kind === "constant" && sameShape(value.type.shape, type.shape);
}

/** A number where all elements of the piece are the same. */
function constantPart(
  { tensor: { data, dtype } }: Constant,
  piece: VectorPiece,
  base: number,
): Value {
  const start = piece.offset - base;
  const own = Array.from<number | string>(data.slice(start, start + piece.size)).map(Number);
  const isSame = own.every((each) => Object.is(each, own[0]));
  return constant(isSame ? tensor([], own.slice(0, 1), dtype) : tensor(piece.shape, own, dtype));
}

/** What is read of vectors that are apart, without putting them side by side. */
function wholeAgain(call: OpCall, { apart }: Context): Value | undefined {
  const [input] = call.inputs;
  const parts = input && apart.get(input);
  if (!parts) return undefined;
  if (call.kind === "reshape" && parts.tensors.length === 1) {
    const [only] = parts.tensors;
    const own = shaped(only, call.type.shape);
    return own === only ? own : replace(call, own);
  }
  const isSum = call.kind === "reduce_sum" && !call.attributes.keepDims;
  return isSum ? parts.tensors.map((each) => reduceSum(each)).reduce(add) : undefined;
}

/** The same elements in another shape, without what was reshaped before. */
function shaped(value: Value, shape: Shape): Value {
  if (sameShape(value.type.shape, shape)) return value;
  if (value.kind === "reshape" && !value.name) return shaped(value.inputs[0], shape);
  return reshape(value, shape);
}

function elementsOf({ type: { shape } }: Value): number {
  return shape.reduce<number>((product, dim) => product * Number(dim), 1);
}

/** Ops that make each element of the elements in its place alone. */
const elementwiseKinds = [
  "abs",
  "add",
  "cast",
  "div",
  "equal",
  "exp",
  "greater",
  "maximum",
  "minimum",
  "mul",
  "neg",
  "sqrt",
  "sub",
  "where",
] as const satisfies readonly OpKind[];

type ElementwiseKind = (typeof elementwiseKinds)[number];

function isElementwise(call: OpCall): call is OpCall<ElementwiseKind> {
  return (elementwiseKinds as readonly OpKind[]).includes(call.kind);
}
