import { InternalError } from "../../../dsl/text/diagnostic.ts";
import type { DType, Tensor, TensorType } from "../../ir/tensor.ts";
import { type Outputs, topologicalOrder, type Value } from "../../ir/value.ts";
import { constantOp } from "../../ir/constant.ts";
import { inputOp } from "../../ir/input.ts";
import type { ElementType, Initializer, OnnxNode, TensorData, ValueInfo } from "./model.ts";
import { groupParts, splitNode } from "./split.ts";

/** ONNX nodes and constants that compute a graph; the names depend on the graph alone. */
export interface Lowered {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly Initializer[];
  /** The ONNX name of each value. */
  readonly names: ReadonlyMap<Value, string>;
}

/** Names that are settled before a graph is lowered. */
export interface SettledNames {
  /** What some values are called. Inputs that are not among them keep their own names. */
  readonly given?: ReadonlyMap<Value, string>;
  /** What no value may be called besides. */
  readonly reserved?: Iterable<string>;
}

/** Lowers a graph op by op. Whoever calls declares inputs and outputs. */
export function lower(outputs: Outputs, settled: SettledNames = {}): Lowered {
  const order = topologicalOrder(Object.values(outputs));
  const scope = new Scope(order, settled);
  const nodes: OnnxNode[] = [];
  for (const group of groupParts(order)) {
    group.forEach((value) => scope.name(value));
    nodes.push(...(group.length > 1 ? [splitNode(group, scope)] : lowerValue(group[0]!, scope)));
  }
  return { nodes, initializers: scope.initializers, names: scope.names };
}

function lowerValue(value: Value, scope: Scope): readonly OnnxNode[] {
  if (value.op === inputOp) return [];
  const output = scope.nameOf(value);
  if (value.op === constantOp) {
    scope.initializers.push({ ...toTensorData(value.attributes.tensor as Tensor), name: output });
    return [];
  }
  const nodes = value.op.toOnnx({
    inputs: value.inputs.map((input) => scope.nameOf(input)),
    output,
    types: { inputs: value.inputs.map((input) => input.type), output: value.type },
    attributes: value.attributes,
    constant: (data) => scope.constant(data),
    temporary: () => scope.fresh(`${value.op.kind}_part`),
  });
  return nodes.map((node) => ({ ...node, name: node.outputs[0]! }));
}

/** The names given so far in one graph. */
export class Scope {
  readonly names = new Map<Value, string>();
  readonly initializers: Initializer[] = [];
  readonly #taken = new Set<string>();
  readonly #constants = new Map<string, string>();

  constructor(order: readonly Value[], { given, reserved = [] }: SettledNames) {
    // Before all others: layers are named by people, who cannot know which names are taken.
    for (const value of order) {
      const name = given?.get(value) ?? (value.op === inputOp ? value.name : undefined);
      if (name !== undefined) this.names.set(value, name);
    }
    for (const name of [...this.names.values(), ...reserved]) this.#taken.add(name);
  }

  /** Gives a value a name unless it has one: its own, or one made of its kind. */
  name(value: Value): void {
    if (!this.names.has(value)) this.names.set(value, this.fresh(value.name ?? value.op.kind));
  }

  nameOf(value: Value): string {
    const name = this.names.get(value);
    if (name === undefined) {
      throw new InternalError(`A ${value.op.kind} is read before it is named`);
    }
    return name;
  }

  /** `stem`, or `stem_2`, `stem_3`, ... if it is taken. */
  fresh(stem: string): string {
    let name = stem;
    for (let count = 2; this.#taken.has(name); count++) name = `${stem}_${count}`;
    this.#taken.add(name);
    return name;
  }

  /** The name of an initializer of small constant data, shared between ops. */
  constant(data: TensorData): string {
    const key = `${data.elementType} ${data.shape} ${[...data.data].join()}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.fresh("constant");
    this.#constants.set(key, name);
    this.initializers.push({ ...data, name });
    return name;
  }
}

/** A tensor as ONNX stores it. */
export function toTensorData({ dtype, shape, data }: Tensor): TensorData {
  const convert: Record<DType, () => TensorData["data"]> = {
    float32: () => Float32Array.from(data as Float64Array),
    int32: () => Int32Array.from(data as Float64Array),
    bool: () => Uint8Array.from(data as Float64Array),
    string: () => data as readonly string[],
  };
  return { elementType: elementTypeOf(dtype), shape, data: convert[dtype]() };
}

/** The declaration of a graph's input or output. */
export function declare(name: string, { dtype, shape }: TensorType): ValueInfo {
  return { name, elementType: elementTypeOf(dtype), shape };
}

function elementTypeOf(dtype: DType): ElementType {
  return dtype;
}
