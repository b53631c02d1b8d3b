import { describeType } from "../language/describe_type.ts";
import { foreignHelp } from "../language/foreign_names.ts";
import type { ValueType } from "../language/signature.ts";
import { didYouMean } from "../text/nearest.ts";
import { textOf } from "../text/span.ts";
import type { Environment, Evaluated } from "./evaluated.ts";
import { isCall } from "./suggestions.ts";

/** What a word may have meant. */
export type KnownNames = Partial<Pick<Environment, "names" | "vocabulary" | "isOutside">>;

type Given<K extends Evaluated["kind"]> = Extract<Evaluated, { kind: K }>;

/** What to write for a value that is of another type than is wanted. */
export function valueHelp(given: Evaluated, type: ValueType, known: KnownNames): string {
  const types = type.kind === "either" ? type.types : [type];
  return helpForKind(given, types, known) ?? bracketsHelp(given, types) ??
    `Write ${describeType(type)}`;
}

function helpForKind(
  given: Evaluated,
  types: readonly ValueType[],
  known: KnownNames,
): string | undefined {
  switch (given.kind) {
    case "word":
      return wordHelp(given, types, known);
    case "string":
      return stringHelp(given, types, known);
    case "number":
      return numberHelp(given, types);
    case "percent":
      return has(types, "int", "float")
        ? `Write it as a number: ${Number((given.percent / 100).toPrecision(12))}`
        : undefined;
    default:
      return undefined;
  }
}

function has(types: readonly ValueType[], ...kinds: readonly ValueType["kind"][]): boolean {
  return types.some(({ kind }) => kinds.includes(kind));
}

function wordHelp(
  { word }: Given<"word">,
  types: readonly ValueType[],
  { names = new Map(), vocabulary, isOutside }: KnownNames,
): string | undefined {
  const numbers = has(types, "int", "float") ? [...names.keys()] : [];
  const flags = has(types, "boolean") ? ["true", "false"] : [];
  const foreign = foreignHelp("value", word, [...flags, ...numbers]);
  if (foreign) return foreign;
  if (has(types, "string", "path")) return `Write it in double quotes: "${word}"`;
  if (vocabulary?.model.some(({ name }) => name === word)) {
    return `Write ${word} as a layer of its own, on the next line`;
  }
  const number = types.find((each) => each.kind === "int" || each.kind === "float");
  if (!number) return undefined;
  const mayDeclare = !isOutside && !/^(nan|inf|infinity)$/i.test(word) && !isCall(word, vocabulary);
  return didYouMean(word, names.keys()) ?? (mayDeclare ? declareHelp(word, number) : undefined);
}

/** A number may go by a name that is declared before. */
function declareHelp(word: string, type: Extract<ValueType, { kind: "int" | "float" }>): string {
  const usual = type.kind === "int" ? 8 : 0.1;
  const value = Math.min(Math.max(usual, type.min), type.max);
  return `Write ${describeType(type)}, or declare it on a line before: ` +
    `param ${word}: ${type.kind} = ${value}`;
}

function stringHelp(
  { value }: Given<"string">,
  types: readonly ValueType[],
  { names }: KnownNames,
): string | undefined {
  const isBare = (has(types, "boolean") && ["true", "false"].includes(value)) ||
    (has(types, "int", "float") &&
      (Number.isFinite(Number(value || NaN)) || names?.has(value))) ||
    (has(types, "share") && /^\d+(\.\d+)?%?$/.test(value)) ||
    types.some((each) => each.kind === "call" && each.of.some(({ name }) => name === value));
  return isBare ? `Write it without quotes: ${value}` : undefined;
}

function numberHelp({ span }: Given<"number">, types: readonly ValueType[]) {
  const isText = has(types, "string", "path", "column");
  return isText ? `Write it in double quotes: "${textOf(span)}"` : undefined;
}

/** A single value where there may be several. */
function bracketsHelp(given: Evaluated, types: readonly ValueType[]): string | undefined {
  const list = types.find((each) => each.kind === "list");
  if (list?.kind !== "list" || !isOf(given, list.of)) return undefined;
  return `Write it in square brackets: [${textOf(given.span)}]`;
}

function isOf(given: Evaluated, type: ValueType): boolean {
  switch (given.kind) {
    case "word":
      return type.kind === "column" || type.kind === "cell" ||
        (type.kind === "word" && type.words.includes(given.word));
    case "string":
      return ["column", "cell", "string"].includes(type.kind);
    case "number":
      return type.kind === "float" || type.kind === "cell" || (type.kind === "int" && given.isInt);
    default:
      return false;
  }
}
