import { match } from "ts-pattern";
import type { Diagnostic } from "./diagnostic.ts";
import * as problem from "./check_diagnostics.ts";
import type { Evaluated } from "./evaluate_expression.ts";
import type { ValueType } from "./signature.ts";

/** A value of the wanted type, a reason why not, or neither yet (`pending`). */
export type Coerced =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "pending" }
  | { readonly kind: "problem"; readonly diagnostic?: Diagnostic };

/** An evaluated expression as a value of `type`. */
export function coerce(given: Evaluated, type: ValueType): Coerced {
  if (given.kind === "pending") return { kind: "pending" };
  if (given.kind === "error") return { kind: "problem" };
  return match(type)
    .returnType<Coerced>()
    .with({ kind: "int" }, { kind: "float" }, (wanted) => coerceNumber(given, wanted))
    .with({ kind: "boolean" }, (wanted) => coerceBoolean(given, wanted))
    .with(
      { kind: "string" },
      { kind: "path" },
      (wanted) => given.kind === "string" ? value(given.value) : mismatch(given, wanted),
    )
    .with({ kind: "word" }, (wanted) => coerceWord(given, wanted))
    .with({ kind: "column" }, (wanted) => {
      const text = textOf(given);
      return text === undefined ? mismatch(given, wanted) : value(text);
    })
    .with({ kind: "share" }, (wanted) => coerceShare(given, wanted))
    .with({ kind: "list" }, (wanted) => coerceList(given, wanted))
    .with({ kind: "either" }, (wanted) => coerceEither(given, wanted))
    .exhaustive();
}

type Of<K extends ValueType["kind"]> = Extract<ValueType, { kind: K }>;

function value(value: unknown): Coerced {
  return { kind: "value", value };
}

function mismatch(given: Evaluated, type: ValueType): Coerced {
  return { kind: "problem", diagnostic: problem.wrongType(given, type) };
}

function coerceNumber(given: Evaluated, type: Of<"int"> | Of<"float">): Coerced {
  if (given.kind !== "number" || (type.kind === "int" && !Number.isInteger(given.value))) {
    return mismatch(given, type);
  }
  return isInRange(given.value, type)
    ? value(given.value)
    : { kind: "problem", diagnostic: problem.outOfRange(given, type) };
}

function isInRange(value: number, type: Of<"int"> | Of<"float">): boolean {
  const open = type.kind === "float" ? type.open : { min: false, max: false };
  const isAbove = open.min ? value > type.min : value >= type.min;
  const isBelow = open.max ? value < type.max : value <= type.max;
  return isAbove && isBelow;
}

function coerceBoolean(given: Evaluated, type: ValueType): Coerced {
  if (given.kind !== "word" || !["true", "false"].includes(given.word)) {
    return mismatch(given, type);
  }
  return value(given.word === "true");
}

/** A bare or quoted word. */
function textOf(given: Evaluated): string | undefined {
  if (given.kind === "word") return given.word;
  return given.kind === "string" ? given.value : undefined;
}

function coerceWord(given: Evaluated, type: Of<"word">): Coerced {
  const text = textOf(given);
  if (text === undefined) return mismatch(given, type);
  return type.words.includes(text)
    ? value(text)
    : { kind: "problem", diagnostic: problem.unknownWord(given, text, type.words) };
}

function coerceShare(given: Evaluated, type: ValueType): Coerced {
  if (given.kind === "percent") {
    const isShare = given.percent > 0 && given.percent < 100;
    return isShare
      ? value({ percent: given.percent })
      : { kind: "problem", diagnostic: problem.outOfRange(given, type) };
  }
  if (given.kind !== "number" || !given.isInt) return mismatch(given, type);
  return given.value >= 1
    ? value({ rows: given.value })
    : { kind: "problem", diagnostic: problem.outOfRange(given, type) };
}

function coerceList(given: Evaluated, type: Of<"list">): Coerced {
  if (given.kind !== "list") return mismatch(given, type);
  const items = given.items.map((item) => coerce(item, type.of));
  const failed = items.find((item) => item.kind !== "value");
  return failed ?? value(items.map((item) => item.kind === "value" ? item.value : undefined));
}

function coerceEither(given: Evaluated, type: Of<"either">): Coerced {
  const attempts = type.types.map((each) => coerce(given, each));
  const fitting = attempts.find((each) => each.kind !== "problem");
  if (fitting) return fitting;
  // A value of the right kind but out of range says more than "wrong type".
  const telling = attempts.find((each) =>
    each.kind === "problem" && each.diagnostic && !problem.isWrongType(each.diagnostic)
  );
  return telling ?? mismatch(given, type);
}
