import { match } from "ts-pattern";
import { type Diagnostic, InternalError } from "../text/diagnostic.ts";
import * as problem from "./value_diagnostics.ts";
import type { Environment, Evaluated } from "./evaluated.ts";
import type { ValueType } from "../language/signature.ts";

/** A value of the wanted type, a reason why not, or neither yet (`pending`). */
export type Coerced =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "pending" }
  | { readonly kind: "problem"; readonly diagnostic?: Diagnostic };

/** What a value is coerced with; what could have been meant by a name. */
export interface CoerceOptions extends Pick<Environment, "names" | "vocabulary" | "isOutside"> {
  /** Checks a value that is a call; arguments alone can be that. */
  checkCalled?(given: Called, type: Of<"call">): Coerced;
}

/** A call, or its bare name. */
export type Called = Extract<Evaluated, { kind: "call" | "word" }>;

/** An evaluated expression as a value of `type`. */
export function coerce(given: Evaluated, type: ValueType, options: CoerceOptions): Coerced {
  if (given.kind === "pending") return { kind: "pending" };
  if (given.kind === "error") return { kind: "problem" };
  return match(type)
    .returnType<Coerced>()
    .with({ kind: "int" }, { kind: "float" }, (wanted) => coerceNumber(given, wanted, options))
    .with({ kind: "boolean" }, (wanted) => coerceBoolean(given, wanted, options))
    .with(
      { kind: "string" },
      (wanted) => given.kind === "string" ? value(given.value) : mismatch(given, wanted, options),
    )
    .with(
      { kind: "path" },
      (wanted) => given.kind === "string" ? coercePath(given) : mismatch(given, wanted, options),
    )
    .with({ kind: "word" }, (wanted) => coerceWord(given, wanted, options))
    .with({ kind: "column" }, (wanted) => {
      const text = textOf(given);
      // Readers give names in this form, too.
      return text === undefined ? mismatch(given, wanted, options) : value(text.normalize("NFC"));
    })
    .with({ kind: "cell" }, (wanted) => {
      if (given.kind === "number") return value(given.value);
      const text = textOf(given);
      return text === undefined ? mismatch(given, wanted, options) : value(text);
    })
    .with({ kind: "share" }, (wanted) => coerceShare(given, wanted, options))
    .with({ kind: "list" }, (wanted) => coerceList(given, wanted, options))
    .with({ kind: "either" }, (wanted) => coerceEither(given, wanted, options))
    .with({ kind: "call" }, (wanted) => coerceCall(given, wanted, options))
    .exhaustive();
}

type Of<K extends ValueType["kind"]> = Extract<ValueType, { kind: K }>;

function value(value: unknown): Coerced {
  return { kind: "value", value };
}

function wrong(diagnostic: Diagnostic): Coerced {
  return { kind: "problem", diagnostic };
}

function mismatch(given: Evaluated, type: ValueType, known: CoerceOptions): Coerced {
  return wrong(problem.wrongType(given, type, known));
}

function coerceNumber(
  given: Evaluated,
  type: Of<"int"> | Of<"float">,
  options: CoerceOptions,
): Coerced {
  if (given.kind !== "number" || (type.kind === "int" && !Number.isInteger(given.value))) {
    return mismatch(given, type, options);
  }
  if (!isInRange(given.value, type)) return wrong(problem.outOfRange(given, type));
  const isLost = type.kind === "float" && !Number.isFinite(Math.fround(given.value));
  return isLost ? wrong(problem.beyondFloat32(given)) : value(given.value);
}

function isInRange(value: number, type: Of<"int"> | Of<"float">): boolean {
  const open = type.kind === "float" ? type.open : { min: false, max: false };
  const isAbove = open.min ? value > type.min : value >= type.min;
  const isBelow = open.max ? value < type.max : value <= type.max;
  return isAbove && isBelow;
}

function coerceBoolean(given: Evaluated, type: ValueType, options: CoerceOptions): Coerced {
  if (given.kind !== "word" || !["true", "false"].includes(given.word)) {
    return mismatch(given, type, options);
  }
  return value(given.word === "true");
}

/** A path as seen from the pipeline that is run, whichever file it was written in. */
function coercePath(given: Extract<Evaluated, { kind: "string" }>): Coerced {
  const { value: path, source } = given;
  if (/[\t\n]/.test(path)) return wrong(problem.escapeInPath(given));
  const isAbsolute = /^(?:[/\\]|[A-Za-z]:)/.test(path);
  return value(isAbsolute ? path : (source?.folder ?? "") + path);
}

/** A bare or quoted word. */
function textOf(given: Evaluated): string | undefined {
  if (given.kind === "word") return given.word;
  return given.kind === "string" ? given.value : undefined;
}

function coerceWord(given: Evaluated, type: Of<"word">, options: CoerceOptions): Coerced {
  const text = textOf(given);
  if (text === undefined) return mismatch(given, type, options);
  if (type.words.includes(text)) return value(text);
  const refused = type.refused && Object.hasOwn(type.refused, text) && type.refused[text];
  return wrong(
    refused ? problem.refusedWord(given, { word: text, ...refused }) : problem.unknownWord(given, {
      word: text,
      words: type.words,
      vocabulary: options.vocabulary,
    }),
  );
}

function coerceShare(given: Evaluated, type: ValueType, options: CoerceOptions): Coerced {
  if (given.kind === "percent") {
    const isShare = given.percent > 0 && given.percent < 100;
    return isShare ? value({ percent: given.percent }) : wrong(problem.outOfRange(given, type));
  }
  if (given.kind === "number" && given.value > 0 && given.value < 1) {
    return value({ fraction: given.value });
  }
  if (given.kind !== "number" || !given.isInt) return mismatch(given, type, options);
  return given.value >= 1 ? value({ rows: given.value }) : wrong(problem.outOfRange(given, type));
}

function coerceList(given: Evaluated, type: Of<"list">, options: CoerceOptions): Coerced {
  if (given.kind !== "list") return mismatch(given, type, options);
  // What stands in a list was not meant as a call.
  const within = { ...options, vocabulary: undefined };
  const items = given.items.map((item) => coerce(item, type.of, within));
  const failed = items.find((item) => item.kind === "problem");
  const pending = items.find((item) => item.kind === "pending");
  return failed ?? pending ??
    value(items.map((item) => item.kind === "value" ? item.value : undefined));
}

function coerceEither(
  given: Evaluated,
  type: Of<"either">,
  options: CoerceOptions,
): Coerced {
  const attempts = type.types.map((each) => coerce(given, each, options));
  const fitting = attempts.find((each) => each.kind !== "problem");
  if (fitting) return fitting;
  // What has no diagnostic was told where it was found: the argument of a call, the item of a list.
  const told = attempts.find((each) => each.kind === "problem" && !each.diagnostic);
  if (told) return told;
  const word = textOf(given);
  const names = type.types.map(namesIn);
  if (word !== undefined && names.every((each) => each !== undefined)) {
    return wrong(problem.unknownWord(given, { ...options, word, words: names.flat() }));
  }
  // A value of the right kind but out of range says more than "wrong type".
  const telling = attempts.find((each) =>
    each.kind === "problem" && each.diagnostic && !problem.isWrongType(each.diagnostic)
  );
  return telling ?? mismatch(given, type, options);
}

/** The names that can stand for a value; nothing where others can stand there as well. */
function namesIn(type: ValueType): readonly string[] | undefined {
  if (type.kind === "word" && !type.refused) return type.words;
  return type.kind === "call" ? type.of.map(({ name }) => name) : undefined;
}

function coerceCall(given: Evaluated, type: Of<"call">, options: CoerceOptions): Coerced {
  const { checkCalled } = options;
  // What is in quotes was meant as a name.
  const called = given.kind === "string" && !type.of.some(({ name }) => name === given.value)
    ? { kind: "word" as const, word: given.value, span: given.span }
    : given;
  if (called.kind !== "call" && called.kind !== "word") return mismatch(given, type, options);
  if (!checkCalled) throw new InternalError(`No ${type.what} can stand here`);
  return checkCalled(called, type);
}
