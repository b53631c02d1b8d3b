import type { ModelLayer } from "../input/records.ts";

/** What a layer gives for one row: `16 × 32`. */
export function rowShape({ shape }: Pick<ModelLayer, "shape">): string {
  const own = shape[0] === "N" ? shape.slice(1) : shape;
  return own.length === 0 ? "1" : own.join(" × ");
}
