import { match } from "ts-pattern";
import type { ValueType } from "./signature.ts";

/** A type in words, for messages and the reference: `a whole number in 1..4096`. */
export function describeType(type: ValueType): string {
  return match(type)
    .with({ kind: "int" }, (each) => `a whole number${describeRange(each)}`)
    .with({ kind: "float" }, (each) => `a number${describeRange(each)}`)
    .with({ kind: "boolean" }, () => "true or false")
    .with({ kind: "string" }, () => "a text in double quotes")
    .with({ kind: "path" }, () => "a path in double quotes")
    .with({ kind: "word" }, ({ words }) => oneOf(words))
    .with({ kind: "column" }, () => "the name of a column")
    .with({ kind: "cell" }, () => "a number, a word or a text in double quotes")
    .with(
      { kind: "share" },
      () =>
        "a percent of the rows between 0% and 100%, a fraction such as 0.2, or a number of rows",
    )
    .with({ kind: "list" }, ({ of }) => `a list of ${plural(of)}`)
    .with({ kind: "call" }, ({ of }) => oneOf(of.map(({ name }) => name)))
    .with({ kind: "either" }, ({ types }) => types.map(describeType).join(", or "))
    .exhaustive();
}

function oneOf(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `one of ${names.join(", ")}`;
}

function plural(type: ValueType): string {
  return match(type)
    .with({ kind: "int" }, () => "whole numbers")
    .with({ kind: "float" }, () => "numbers")
    .with({ kind: "boolean" }, () => "true or false")
    .with({ kind: "string" }, { kind: "path" }, () => "texts")
    .with({ kind: "word" }, ({ words }) => `words (${words.join(", ")})`)
    .with({ kind: "column" }, () => "column names")
    .with({ kind: "cell" }, () => "numbers, words or texts")
    .with({ kind: "share" }, () => "shares")
    .with({ kind: "list" }, ({ of }) => `lists of ${plural(of)}`)
    .with({ kind: "call" }, ({ of }) => `calls of ${of.map(({ name }) => name).join(", ")}`)
    .with({ kind: "either" }, ({ types }) => types.map(plural).join(" or "))
    .exhaustive();
}

/** ` in 1..4096`, ` above 0`, or nothing. */
function describeRange(type: Extract<ValueType, { kind: "int" | "float" }>): string {
  const { min, max } = type;
  const open = type.kind === "float" ? type.open : { min: false, max: false };
  const hasMin = type.kind === "int" ? min > Number.MIN_SAFE_INTEGER : min > -Infinity;
  const hasMax = type.kind === "int" ? max < Number.MAX_SAFE_INTEGER : max < Infinity;
  if (hasMin && hasMax && !open.min && !open.max) return ` in ${min}..${max}`;
  const low = hasMin ? [open.min ? `above ${min}` : `at least ${min}`] : [];
  const high = hasMax ? [open.max ? `below ${max}` : `at most ${max}`] : [];
  const bounds = [...low, ...high].join(" and ");
  return bounds ? ` ${bounds}` : "";
}

/**
 * The bounds of a type in words, as in "it must be above 0".
 * @param value Of a whole number, the bound that it breaks is told alone: the other is often without end.
 */
export function boundsInWords(type: ValueType, value?: number): string {
  if (type.kind === "share") {
    return value === undefined ? "above 0% and below 100%" : "at least 1 row";
  }
  if (type.kind === "int") {
    const isBelow = value !== undefined && value < type.min;
    return isBelow ? `at least ${type.min}` : `at most ${type.max}`;
  }
  if (type.kind !== "float") return describeType(type);
  return describeRange(type).trim().replace(/^in (.*)\.\.(.*)$/, "between $1 and $2");
}
