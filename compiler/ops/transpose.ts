import type { Value } from "../ir/value.ts";
import { permute } from "./permute.ts";

/** x with its last two axes exchanged: [...d, m, n] -> [...d, n, m]. */
export function transpose(x: Value): Value {
  return permute(x, [-1, -2]);
}

/** A list with its last two items exchanged. */
export function swapLast<T>(items: readonly T[]): T[] {
  return [...items.slice(0, -2), ...items.slice(-2).reverse()];
}
