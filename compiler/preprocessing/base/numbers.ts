import { constant } from "../../ir/constant.ts";
import { tensor } from "../../ir/tensor.ts";
import type { Value } from "../../ir/value.ts";

/** Numbers in the dtype of x: one, [], or a row of them, [k]. */
export function numbersLike(x: Value, values: number | readonly number[]): Value {
  const { dtype } = x.type;
  return typeof values === "number"
    ? constant(tensor([], [values], dtype))
    : constant(tensor([values.length], values, dtype));
}

/** A number as formulas show it: six digits that count. */
export function shown(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** `x - 3`, `x + 3` or `x`. */
export function minus(x: string, value: number): string {
  if (value === 0) return x;
  return value < 0 ? `${x} + ${shown(-value)}` : `${x} - ${shown(value)}`;
}

/** `(x - 3) / 2`, with what need not be said left out. */
export function over(x: string, value: number): string {
  return value === 1 ? x : `${operand(x)} / ${shown(value)}`;
}

/** A text that can stand beside an operator. */
export function operand(text: string): string {
  return /^[\p{L}\p{N}_.]+$|^[\p{L}\p{N}_]*\([^()]*\)$|^"[^"]*"$/u.test(text) ? text : `(${text})`;
}
