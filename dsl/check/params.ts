import type { Choice, File, Param } from "../syntax/ast.ts";
import * as problem from "./check_diagnostics.ts";
import { coerce } from "./coerce.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { Pending } from "../language/draft.ts";
import { boundsOf, evaluateExpression } from "./evaluate.ts";
import { type Environment, type Evaluated, whenDiscovered } from "./evaluated.ts";
import {
  factNames,
  type Facts,
  type ResolvedParam,
  type Vocabulary,
} from "../language/pipeline.ts";
import type { Override } from "../syntax/override.ts";
import type { ValueType } from "../language/signature.ts";
import type { Span } from "../text/span.ts";

/** Names that have a meaning of their own. */
export const reservedNames: readonly string[] = [...factNames, "true", "false"];
const typeNames = ["int", "float", "boolean", "string"] as const;

/** What names stand for in a file: its parameters, after overrides, and the facts of the data. */
export interface Names {
  readonly environment: Environment;
  readonly params: readonly (ResolvedParam | Pending<ResolvedParam | undefined>)[];
  readonly declared: readonly DeclaredParam[];
}

/** A parameter as it is declared, with its value where that is known before the data. */
export interface DeclaredParam {
  /** As in the file. */
  readonly name: string;
  /**
   * What it takes.
   *
   * @internal
   */
  readonly type: ValueType;
  /** What the file says of it. */
  readonly doc?: string;
  /** Its value and where that came from; absent where it needs the data. */
  readonly resolved?: ResolvedParam;
}

/** Declares the parameters of a file in order, so that a later one may use an earlier one. */
export function declareParams(
  file: File,
  { overrides, report, vocabulary }: {
    readonly overrides: readonly Override[];
    readonly report: Environment["report"];
    readonly vocabulary?: Vocabulary;
  },
): Names {
  const names = new Map<string, Evaluated>(
    factNames.map((name) => [name, factOf(name, file.span)]),
  );
  const environment: Environment = { names, report, vocabulary };
  const declared = new Map<string, Param>();
  const results: Declaration[] = [];
  reportRepeatedOverrides(overrides, report);
  for (const param of file.items.filter((item) => item.kind === "param")) {
    if (!mayDeclare(param, declared, report)) continue;
    declared.set(param.name.text, param);
    const given = overrides.filter((each) => each.name === param.name.text);
    const declaration = declare(param, given, environment);
    names.set(param.name.text, declaration.evaluated);
    results.push(declaration);
  }
  for (const { name, nameSpan } of overrides) {
    if (!declared.has(name)) report(problem.unknownOverride(nameSpan, name, [...declared.keys()]));
  }
  return {
    environment,
    params: results.flatMap(({ value }) => value ?? []),
    declared: results.flatMap(({ declared }) => declared ?? []),
  };
}

function factOf(name: keyof Facts, span: Span): Evaluated {
  const later: Pending<Evaluated> = new Pending(({ facts }): Evaluated => (
    facts[name] === undefined
      ? { kind: "pending", later, span }
      : { kind: "number", value: facts[name], isInt: true, span }
  ));
  return { kind: "pending", later, span };
}

function reportRepeatedOverrides(
  overrides: readonly Override[],
  report: (diagnostic: Diagnostic) => void,
): void {
  overrides.forEach(({ name, nameSpan, origin }, index) => {
    const first = overrides.findIndex((each) => each.name === name && each.origin === origin);
    if (first < index) report(problem.repeatedOverride(nameSpan, name));
  });
}

function mayDeclare(
  { name }: Param,
  declared: ReadonlyMap<string, Param>,
  report: (diagnostic: Diagnostic) => void,
): boolean {
  const first = declared.get(name.text);
  const isReserved = reservedNames.includes(name.text);
  if (first) report(problem.repeatedParam(name, first.name.span));
  if (isReserved) report(problem.reservedParam(name));
  return !first && !isReserved;
}

/** What a parameter is found to be: nothing but an error where it is wrong. */
interface Declaration {
  readonly evaluated: Evaluated;
  readonly declared?: DeclaredParam;
  readonly value?: ResolvedParam | Pending<ResolvedParam | undefined>;
}

function declare(
  param: Param,
  given: readonly Override[],
  environment: Environment,
): Declaration {
  const failed: Evaluated = { kind: "error", span: param.name.span };
  const found = typeOf(param, environment);
  if (!found) return { evaluated: failed };
  const { type, isOpen } = found;
  // What is overridden is checked as well: each place must be right by itself.
  const candidates = [{ origin: "default" as const, value: param.default }, ...given]
    .map(({ origin, value: written }) => ({
      origin,
      span: written.span,
      ...valueOf(written, type, { ...environment, isOutside: origin !== "default" }),
    }));
  if (candidates.some(({ isWrong }) => isWrong)) return { evaluated: failed };
  const { origin, span, evaluated, value } = candidates.find((each) => each.origin === "--set") ??
    candidates.find((each) => each.origin === "file") ?? candidates[0];
  const { name: { text: name }, doc } = param;
  const resolved = value === undefined ? undefined : { name, value, origin, span, doc };
  const declared = { name, type, doc, ...resolved && { resolved } };
  const isKnown = !isOpen && candidates.every((each) => each.value !== undefined);
  if (isKnown) return { evaluated, declared, value: resolved };
  // Its range or one of its values follows from the data: then all of it is looked at again.
  const again = new Pending((discovered) =>
    declare(param, given, whenDiscovered(environment, discovered))
  );
  const later = new Pending((discovered) => again.resolve(discovered).evaluated);
  return {
    evaluated: resolved ? evaluated : { kind: "pending", later, span: param.name.span },
    declared,
    value: new Pending((discovered) => again.resolve(discovered).declared?.resolved),
  };
}

interface CandidateValue {
  readonly evaluated: Evaluated;
  readonly isWrong?: boolean;
  /** Absent where it follows from the data. */
  readonly value?: ResolvedParam["value"];
}

function valueOf(
  expression: Param["default"],
  type: ValueType,
  environment: Environment,
): CandidateValue {
  const evaluated = evaluateExpression(expression, environment);
  const coerced = coerce(evaluated, type, environment);
  if (coerced.kind === "problem" && coerced.diagnostic) environment.report(coerced.diagnostic);
  if (coerced.kind === "problem") return { evaluated, isWrong: true };
  if (coerced.kind === "pending") return { evaluated };
  return { evaluated, value: coerced.value as ResolvedParam["value"] }; // of one of `typeNames`
}

/** The type of a parameter; `isOpen` where its range follows from the data. */
function typeOf(
  { type, range }: Param,
  environment: Environment,
): { readonly type: ValueType; readonly isOpen: boolean } | undefined {
  if (type.kind === "choice") return choiceOf(type, range, environment);
  const kind = typeNames.find((each) => each === type.text);
  if (!kind) {
    environment.report(problem.unknownParamType(type, typeNames));
    return undefined;
  }
  if (!range) return { type: unbounded(kind), isOpen: false };
  const bounds = boundsOf(evaluateExpression(range, environment));
  if (bounds === undefined || (kind !== "int" && kind !== "float")) {
    environment.report(problem.badParamRange(range.span, kind));
    return undefined;
  }
  return bounds === "unknown"
    ? { type: unbounded(kind), isOpen: true }
    : { type: bounded(kind, bounds), isOpen: false };
}

function choiceOf(
  { words }: Choice,
  range: Param["range"],
  { report }: Environment,
): ReturnType<typeof typeOf> {
  const repeated = words.filter(({ text }, at) =>
    words.findIndex((each) => each.text === text) < at
  );
  const facts = words.filter(({ text }) => factNames.some((each) => each === text));
  for (const word of repeated) report(problem.repeatedChoice(word));
  for (const word of facts) report(problem.reservedParam(word, "a word to choose"));
  if (range) report(problem.badParamRange(range.span, "choice"));
  if (range || repeated.length > 0 || facts.length > 0) return undefined;
  return { type: { kind: "word", words: words.map(({ text }) => text) }, isOpen: false };
}

function bounded(
  kind: "int" | "float",
  { low: min, high: max }: { readonly low: number; readonly high: number },
): ValueType {
  return kind === "int" ? { kind, min, max } : { kind, min, max, open: { min: false, max: false } };
}

function unbounded(kind: typeof typeNames[number]): ValueType {
  if (kind === "int") return { kind, min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
  if (kind === "float") {
    return { kind, min: -Infinity, max: Infinity, open: { min: false, max: false } };
  }
  return { kind };
}
