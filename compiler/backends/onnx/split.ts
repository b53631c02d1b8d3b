import { sizeOf } from "../../ir/tensor.ts";
import type { Value } from "../../ir/value.ts";
import { type SliceAttributes, sliceOp } from "../../ops/slice.ts";
import type { Scope } from "./lower.ts";
import { intAttribute, type OnnxNode } from "./model.ts";

/**
 * The values in order, one a group, except that slices which cut a whole axis into neighbours form one
 * group: they become one `Split`. The packed parameters are read this way, in one node.
 */
export function groupParts(order: readonly Value[]): Value[][] {
  const partsOf = new Map<Value, Value[]>();
  for (const parts of slicesByInput(order)) {
    if (coversAxis(parts)) parts.forEach((part) => partsOf.set(part, parts));
  }
  return order.flatMap((value) => {
    const parts = partsOf.get(value);
    if (!parts) return [[value]];
    // Parts need nothing but their common input, so all of them may stand where the first one is needed.
    return value === firstOf(order, parts) ? [parts] : [];
  });
}

/** The one node that computes all parts. */
export function splitNode(parts: readonly Value[], scope: Scope): OnnxNode {
  const sizes = parts.map((part) => BigInt(attributesOf(part).end - attributesOf(part).start));
  const split = scope.constant({
    elementType: "int64",
    shape: [sizes.length],
    data: BigInt64Array.from(sizes),
  });
  const outputs = parts.map((part) => scope.nameOf(part));
  return {
    opType: "Split",
    name: outputs[0]!,
    inputs: [scope.nameOf(parts[0]!.inputs[0]!), split],
    outputs,
    attributes: { axis: intAttribute(attributesOf(parts[0]!).axis) },
  };
}

function slicesByInput(order: readonly Value[]): Value[][] {
  const groups = new Map<Value, Map<number, Value[]>>();
  for (const value of order.filter((each) => each.op === sliceOp)) {
    const byAxis = groups.get(value.inputs[0]!) ?? new Map<number, Value[]>();
    groups.set(value.inputs[0]!, byAxis);
    const axis = attributesOf(value).axis;
    byAxis.set(axis, [...(byAxis.get(axis) ?? []), value]);
  }
  return [...groups.values()].flatMap((byAxis) => [...byAxis.values()]).map(sortByStart);
}

function sortByStart(parts: Value[]): Value[] {
  return parts.toSorted((a, b) => attributesOf(a).start - attributesOf(b).start);
}

function coversAxis(parts: readonly Value[]): boolean {
  const end = parts.reduce(
    (at, part) => attributesOf(part).start === at ? attributesOf(part).end : NaN,
    0,
  );
  const { axis } = attributesOf(parts[0]!);
  return parts.length > 1 && end === sizeOf(parts[0]!.inputs[0]!.type.shape.at(axis));
}

function firstOf(order: readonly Value[], parts: readonly Value[]): Value {
  return parts.reduce((first, part) => order.indexOf(part) < order.indexOf(first) ? part : first);
}

function attributesOf(value: Value): SliceAttributes {
  return value.attributes as SliceAttributes;
}
