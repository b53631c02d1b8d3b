import type { AttributeValue, OnnxGraph, OnnxInitializer, OnnxNode } from "./model.ts";

/**
 * The sizes of the values of a finished model, by the rules of ONNX for those operators that the lowering of
 * one emits: with them it is known before a model is run how much it takes. @see ONNX operators, opset 18;
 * `LabelEncoder` of ai.onnx.ml 3.
 */

/** A size: so many, or so many for each row. */
export interface Size {
  readonly count: number;
  readonly isPerRow: boolean;
}

type Sizes = readonly Size[];

/** A row of a model has no more numbers than this in any value: 16 million, 64 MB. */
const mostPerRow = 2 ** 24;
const mostNodes = 100_000;
const mostAxes = 16;

/** What is known of a value. */
interface Known {
  readonly sizes: Sizes;
  /** Where it is stored. */
  readonly stored?: OnnxInitializer;
}

type Rule = (node: NodeView) => readonly Sizes[];

/** A node with what is known of its inputs. */
interface NodeView {
  readonly inputs: readonly Known[];
  readonly outputs: number;
  int(name: string, otherwise: number): number;
  ints(name: string): readonly number[] | undefined;
}

/**
 * The sizes of the outputs of a graph, all of whose values are of known and bounded size.
 * @throws {RangeError} With the reason, where one is not, or an operator is none of those.
 */
export function boundedOutputs(graph: OnnxGraph): ReadonlyMap<string, readonly Size[]> {
  if (graph.nodes.length > mostNodes) throw new RangeError("it has more nodes than any of ours");
  const known = new Map<string, Known>();
  for (const { name, shape } of graph.inputs) {
    known.set(name, {
      sizes: shape.map((dim) =>
        typeof dim === "number" ? fixed(dim) : { count: 1, isPerRow: true }
      ),
    });
  }
  for (const stored of graph.initializers) {
    known.set(stored.name, { sizes: stored.shape.map(fixed), stored });
  }
  for (const node of graph.nodes) {
    const results = sizesOf(node, known);
    node.outputs.forEach((name, at) => {
      if (name === "") return;
      if (known.has(name)) throw new RangeError(`it gives "${name}" twice`);
      const sizes = results[at];
      if (!sizes) throw new RangeError(`${node.opType} gives more than it can`);
      known.set(name, { sizes: bounded(sizes, node.opType) });
    });
  }
  return new Map(graph.outputs.map(({ name }) => {
    const given = known.get(name) ?? fail(`nothing gives its output "${name}"`);
    return [name, given.sizes];
  }));
}

function sizesOf(node: OnnxNode, known: ReadonlyMap<string, Known>): readonly Sizes[] {
  const rule = Object.hasOwn(rules, node.opType) ? rules[node.opType] : undefined;
  const isForeign = (node.domain ?? "") !== (node.opType === "LabelEncoder" ? "ai.onnx.ml" : "");
  if (!rule || isForeign) throw new RangeError(`it has the operator ${node.opType}`);
  const attributes: Readonly<Record<string, AttributeValue>> = node.attributes ?? {};
  const hasGraph = Object.values(attributes).some(({ kind }) => kind === "graph");
  if (hasGraph) throw new RangeError("it has a graph inside");
  const inputs = node.inputs.filter((name) => name !== "").map((name) =>
    known.get(name) ?? fail(`${node.opType} reads "${name}", which nothing gives`)
  );
  if (inputs.length === 0) throw new RangeError(`${node.opType} reads nothing`);
  return rule({
    inputs,
    outputs: node.outputs.length,
    int(name, otherwise) {
      const value = attributes[name];
      return value?.kind === "int" ? Number(value.value) : otherwise;
    },
    ints(name) {
      const value = attributes[name];
      return value?.kind === "ints" ? value.value : undefined;
    },
  });
}

function fail(reason: string): never {
  throw new RangeError(reason);
}

function fixed(count: number): Size {
  return { count, isPerRow: false };
}

function bounded(sizes: Sizes, operator: string): Sizes {
  const count = sizes.reduce((product, size) => product * size.count, 1);
  const perRow = sizes.filter(({ isPerRow }) => isPerRow).length;
  const isBounded = count <= mostPerRow && perRow <= 1 && sizes.length <= mostAxes &&
    sizes.every((size) => Number.isSafeInteger(size.count) && size.count >= 0);
  if (!isBounded) throw new RangeError(`${operator} makes more of a row than any model of ours`);
  return sizes;
}

const same: Rule = ({ inputs: [x], outputs }) => Array(outputs).fill(x.sizes);
const broadcast: Rule = ({ inputs }) => [inputs.map(({ sizes }) => sizes).reduce(broadcastSizes)];

function broadcastSizes(one: Sizes, other: Sizes): Sizes {
  const length = Math.max(one.length, other.length);
  const padded = [one, other].map((sizes) => [
    ...Array.from({ length: length - sizes.length }, () => fixed(1)),
    ...sizes,
  ]);
  return padded[0].map((size, at) => {
    const [left, right] = [size, padded[1][at]];
    if (isOne(left)) return right;
    if (isOne(right) || isSame(left, right)) return left;
    return fail("it brings sizes together that do not fit");
  });
}

function isOne({ count, isPerRow }: Size): boolean {
  return count === 1 && !isPerRow;
}

function isSame(one: Size, other: Size): boolean {
  return one.count === other.count && one.isPerRow === other.isPerRow;
}

/** Where an axis is, counted from the front. */
function axisIn(axis: number, length: number): number {
  const place = axis < 0 ? axis + length : axis;
  return place >= 0 && place < length ? place : fail("it names an axis that is not there");
}

/** The whole numbers that are stored under an input. */
function numbersIn(known: Known | undefined): readonly number[] {
  const data = known?.stored?.data;
  const isWhole = data instanceof BigInt64Array || data instanceof Int32Array;
  return isWhole ? Array.from(data, Number) : fail("a size of it is computed");
}

function sizeAt(sizes: Sizes, axis: number): Size {
  return sizes[axisIn(axis, sizes.length)];
}

const reduce: Rule = ({ inputs: [x, given], int }) => {
  const axes = given ? numbersIn(given) : [];
  const isNone = axes.length === 0 && int("noop_with_empty_axes", 0) === 1;
  const places = axes.length === 0 && !isNone
    ? x.sizes.map((_, at) => at)
    : axes.map((axis) => axisIn(axis, x.sizes.length));
  const kept = x.sizes.map((size, at) => places.includes(at) ? fixed(1) : size);
  return [int("keepdims", 1) === 1 ? kept : x.sizes.filter((_, at) => !places.includes(at))];
};

const reshape: Rule = ({ inputs: [x, shape] }) => {
  const wanted = numbersIn(shape);
  const all = x.sizes.reduce((product, { count }) => product * count, 1);
  const hasRows = x.sizes.some(({ isPerRow }) => isPerRow);
  const given = wanted.map((size, at) =>
    size === 0 ? x.sizes[at] ?? fail("it keeps an axis that is not there") : fixed(size)
  );
  const rest = given.reduce(
    (product, { count }, at) => wanted[at] < 0 ? product : product * count,
    1,
  );
  const keepsRows = given.some(({ isPerRow }, at) => isPerRow && wanted[at] >= 0);
  return [
    given.map((size, at) =>
      wanted[at] < 0 ? { count: all / rest, isPerRow: hasRows && !keepsRows } : size
    ),
  ];
};

const slice: Rule = ({ inputs: [x, starts, ends, axes] }) => {
  const [from, to] = [numbersIn(starts), numbersIn(ends)];
  const places = (axes ? numbersIn(axes) : from.map((_, at) => at))
    .map((axis) => axisIn(axis, x.sizes.length));
  return [
    x.sizes.map((size, at) => {
      const which = places.indexOf(at);
      if (which < 0) return size;
      const end = Math.min(to[which], size.count);
      if (size.isPerRow) return fail("it leaves rows out");
      return fixed(Math.max(0, end - Math.max(0, from[which])));
    }),
  ];
};

/** A whole table, as those of the lowerings are. */
const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    [
      ...["Abs", "Cast", "CumSum", "Elu", "Erf", "Exp", "Floor", "Identity", "LabelEncoder"],
      ...["LeakyRelu", "Log", "LogSoftmax", "Neg", "Relu", "Sigmoid", "Softmax", "Softplus"],
      ...["Sqrt", "Tanh", "TopK"],
    ].map((name) => [name, same] as const),
  ),
  ...Object.fromEntries(
    ["Add", "Div", "Equal", "Greater", "Max", "Min", "Mul", "Sub", "Where"]
      .map((name) => [name, broadcast] as const),
  ),
  ReduceSum: reduce,
  ReduceMean: reduce,
  Reshape: reshape,
  Slice: slice,
  ArgMax: ({ inputs: [x], int }) => {
    const axis = axisIn(int("axis", 0), x.sizes.length);
    return [x.sizes.flatMap((size, at) => at === axis ? [] : [size])];
  },
  Concat: ({ inputs, int }) => {
    const [first] = inputs;
    const axis = axisIn(int("axis", 0), first.sizes.length);
    const count = inputs.reduce((sum, { sizes }) => sum + sizeAt(sizes, axis).count, 0);
    return [first.sizes.map((size, at) => at === axis ? { ...size, count } : size)];
  },
  Expand: ({ inputs: [x, shape] }) => [broadcastSizes(x.sizes, numbersIn(shape).map(fixed))],
  Gather: ({ inputs: [x, places], int }) => {
    const axis = axisIn(int("axis", 0), x.sizes.length);
    return [[...x.sizes.slice(0, axis), ...places.sizes, ...x.sizes.slice(axis + 1)]];
  },
  GatherElements: (
    { inputs: [, places] },
  ) => [places?.sizes ?? fail("GatherElements lacks places")],
  ScatterElements: same,
  Gemm: ({ inputs: [a, b], int }) => {
    const [rows, columns] = [int("transA", 0) === 1 ? 1 : 0, int("transB", 0) === 1 ? 0 : 1];
    if (a.sizes.length !== 2 || b?.sizes.length !== 2) return fail("Gemm takes two matrices");
    return [[a.sizes[rows], b.sizes[columns]]];
  },
  MatMul: ({ inputs: [a, b] }) => {
    if (a.sizes.length < 2 || !b || b.sizes.length < 2) return fail("MatMul takes matrices");
    const outer = broadcastSizes(a.sizes.slice(0, -2), b.sizes.slice(0, -2));
    return [[...outer, sizeAt(a.sizes, -2), sizeAt(b.sizes, -1)]];
  },
  OneHot: ({ inputs: [x, depth] }) => {
    const [count] = numbersIn(depth);
    return [[...x.sizes, fixed(count)]];
  },
  Shape: () => [[fixed(1)]],
  Split: ({ inputs: [x, parts], int }) => {
    const axis = axisIn(int("axis", 0), x.sizes.length);
    const counts = numbersIn(parts);
    const all = counts.reduce((sum, count) => sum + count, 0);
    if (x.sizes[axis].isPerRow || all !== x.sizes[axis].count) return fail("Split leaves some out");
    return counts.map((count) => x.sizes.map((size, at) => at === axis ? fixed(count) : size));
  },
  Transpose: ({ inputs: [x], ints }) => {
    const axes = ints("perm") ?? x.sizes.map((_, at) => x.sizes.length - 1 - at);
    return [axes.map((axis) => sizeAt(x.sizes, axis))];
  },
};
