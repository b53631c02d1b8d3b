import type { OpKind } from "../../ir/op_set.ts";
import { type Origin, placeOfOrigin } from "../../ir/origin.ts";
import type { TensorType } from "../../ir/tensor.ts";
import {
  mapInputs,
  type OpCall,
  type Outputs,
  topologicalOrder,
  type Value,
} from "../../ir/value.ts";
import { lowerings } from "./lowerings.ts";
import type { OnnxInitializer, OnnxNode } from "./model.ts";
import { type CutRule, groupParts, neverCut } from "../../transform/group_parts.ts";
import { Scope, type SettledNames } from "./scope.ts";
import { splitNode } from "./pieces.ts";
import { toTensorData } from "./tensor_data.ts";

/** ONNX nodes and constants that compute a graph; the names depend on the graph alone. */
export interface Lowered {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  /** The ONNX name of a value of the graph. */
  nameOf(value: Value): string;
}

/** How a graph is lowered. */
export interface LowerOptions extends SettledNames {
  /** Which tensors are taken apart and joined by a node for each piece; none unless given. */
  readonly isCut?: CutRule;
}

/** Lowers a graph op by op. Whoever calls declares inputs and outputs. */
export function lower(
  outputs: Outputs,
  { isCut = neverCut, ...settled }: LowerOptions = {},
): Lowered {
  const order = topologicalOrder(Object.values(outputs));
  const scope = new Scope(order, settled);
  const nodes: OnnxNode[] = [];
  for (const group of groupParts(order, isCut)) {
    if (group.kind === "parts") {
      group.parts.forEach((part) => scope.name(part));
      nodes.push({ ...splitNode(group, scope), ...docOf(group.parts) });
    } else {
      scope.name(group.value);
      nodes.push(...lowerValue(group.value, scope, isCut));
    }
  }
  return { nodes, initializers: scope.initializers, nameOf: (value) => scope.nameOf(value) };
}

function lowerValue(
  value: Value,
  scope: Scope,
  isCut: CutRule,
): readonly OnnxNode[] {
  if (value.kind === "input") return [];
  if (value.kind !== "constant") {
    const doc = docOf([value]);
    return lowerCall(value, { output: scope.nameOf(value), scope, isCut }).map((node) => ({
      ...node,
      ...doc,
    }));
  }
  scope.initializers.push({ ...toTensorData(value.tensor), name: scope.nameOf(value) });
  return [];
}

interface CallOptions {
  readonly output: string;
  readonly scope: Scope;
  readonly isCut: CutRule;
}

function lowerCall<K extends OpKind>(
  { kind, inputs, attributes, type }: OpCall<K>,
  { output, scope, isCut }: CallOptions,
): readonly OnnxNode[] {
  const nodes = lowerings[kind]({
    inputs: mapInputs<K, Value, string>(inputs, (input) => scope.nameOf(input)),
    output,
    types: { inputs: mapInputs<K, Value, TensorType>(inputs, (each) => each.type), output: type },
    attributes,
    isCut,
    constant: (data) => scope.constant(data),
    temporary: () => scope.fresh(`${kind}_part`),
  });
  return nodes.map((node) => ({ ...node, name: node.outputs[0] }));
}

/** A node that many calls need names so many of them. */
const toldOrigins = 4;

/** Which lines a node is computed for, as in `iris.pipe:11 relu, gradient`. @param values Those it gives. */
function docOf(values: readonly OpCall[]): Pick<OnnxNode, "doc"> {
  const origins = values.flatMap(({ origin }) => origin ? [toText(origin)] : []);
  const all = [...new Set(origins)];
  if (all.length === 0) return {};
  const told = all.length > toldOrigins ? [...all.slice(0, toldOrigins), "..."] : all;
  return { doc: told.join("; ") };
}

function toText(origin: Origin): string {
  const { file, line, text } = placeOfOrigin(origin);
  return `${file}:${line} ${text}${origin.isGradient ? ", gradient" : ""}`;
}
