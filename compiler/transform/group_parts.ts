import { InternalError } from "../../dsl/text/diagnostic.ts";
import { type Dim, sizeOf } from "../ir/tensor.ts";
import type { OpCall, Value } from "../ir/value.ts";

/** Whether a tensor is taken apart, or joined, by a node for each piece. @param sizes Of the pieces, along their axis. */
export type CutRule = (sizes: readonly Dim[]) => boolean;

/** One node takes a tensor apart, or joins it. */
export const neverCut: CutRule = () => false;

type Slice = OpCall<"slice">;

/** Slices of one value that cut a whole axis into neighbours, in their order along it. */
export interface SplitParts {
  readonly kind: "parts";
  readonly of: Value;
  readonly axis: number;
  readonly parts: readonly Slice[];
}

/** What is computed in one go. */
export type Group = SplitParts | { readonly kind: "single"; readonly value: Value };

/**
 * The values in order, except that slices which cut a whole axis into neighbours form one group: they
 * are computed in one go. The packed parameters are read this way.
 * @param isCut What is not to be one group.
 */
export function groupParts(order: readonly Value[], isCut: CutRule = neverCut): Group[] {
  const partsOf = new Map<Value, SplitParts>();
  for (const group of slicesByInput(order).filter(coversAxis)) {
    if (isCut(group.parts.map((part) => sizeAlong(part, group.axis)))) continue;
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

/** The size of a value along an axis, counted from the end. */
export function sizeAlong({ type: { shape } }: Pick<Value, "type">, axis: number): Dim {
  const size = shape.at(axis);
  if (size === undefined) {
    throw new InternalError(`A tensor of rank ${shape.length} has no axis ${axis}`);
  }
  return size;
}
