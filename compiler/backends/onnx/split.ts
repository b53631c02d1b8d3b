import { sizeOf } from "../../ir/tensor.ts";
import type { OpCall, Value } from "../../ir/value.ts";
import { intAttribute } from "./attributes.ts";
import type { OnnxNode } from "./model.ts";
import type { Scope } from "./scope.ts";
import { int64s } from "./tensor_data.ts";

type Slice = OpCall<"slice">;

/** Slices of one value that cut a whole axis into neighbours, in their order along it. */
export interface SplitParts {
  readonly kind: "parts";
  readonly of: Value;
  readonly axis: number;
  readonly parts: readonly Slice[];
}

/** What is lowered in one go. */
export type Group = SplitParts | { readonly kind: "single"; readonly value: Value };

/**
 * The values in order, except that slices which cut a whole axis into neighbours form one group: they
 * become one `Split`. The packed parameters are read this way, in one node.
 */
export function groupParts(order: readonly Value[]): Group[] {
  const partsOf = new Map<Value, SplitParts>();
  for (const group of slicesByInput(order).filter(coversAxis)) {
    group.parts.forEach((part) => partsOf.set(part, group));
  }
  const done = new Set<SplitParts>();
  return order.flatMap((value): Group[] => {
    const group = partsOf.get(value);
    if (!group) return [{ kind: "single", value }];
    // Parts need nothing but their common input, so all of them may stand where the first one is needed.
    if (done.has(group)) return [];
    done.add(group);
    return [group];
  });
}

/** The one node that computes all parts. */
export function splitNode({ of, axis, parts }: SplitParts, scope: Scope): OnnxNode {
  const sizes = parts.map(({ attributes: { start, end } }) => end - start);
  const outputs = parts.map((part) => scope.nameOf(part));
  return {
    opType: "Split",
    name: outputs[0],
    inputs: [scope.nameOf(of), scope.constant(int64s(sizes))],
    outputs,
    attributes: { axis: intAttribute(axis) },
  };
}

/** All slices of one value along one axis, in the order in which values and axes are first cut. */
function slicesByInput(order: readonly Value[]): SplitParts[] {
  const groups = new Map<Value, Map<number, Slice[]>>();
  for (const value of order) {
    if (value.kind !== "slice") continue;
    const byAxis = groups.get(value.inputs[0]) ?? new Map<number, Slice[]>();
    groups.set(value.inputs[0], byAxis);
    const { axis } = value.attributes;
    byAxis.set(axis, [...(byAxis.get(axis) ?? []), value]);
  }
  return [...groups].flatMap(([of, byAxis]) =>
    [...byAxis].map(([axis, slices]): SplitParts => ({
      kind: "parts",
      of,
      axis,
      parts: slices.toSorted((a, b) => a.attributes.start - b.attributes.start),
    }))
  );
}

function coversAxis({ of, axis, parts }: SplitParts): boolean {
  const end = parts.reduce(
    (at, { attributes: { start, end } }) => start === at ? end : NaN,
    0,
  );
  return parts.length > 1 && end === sizeOf(of.type.shape.at(axis));
}
