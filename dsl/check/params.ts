import type { File, Param } from "../syntax/ast.ts";
import * as problem from "./check_diagnostics.ts";
import { coerce } from "./coerce.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { boundsOf, type Environment, type Evaluated, evaluateExpression } from "./evaluate.ts";
import { factNames, type Facts, type ResolvedParam } from "../language/pipeline.ts";
import type { Override } from "../syntax/override.ts";
import type { ValueType } from "../language/signature.ts";
import type { Span } from "../text/span.ts";

/** Names that have a meaning of their own. */
export const reservedNames: readonly string[] = [...factNames, "true", "false"];
const typeNames = ["int", "float", "boolean", "string"] as const;

/** What names stand for in a file: its parameters, after overrides, and the facts of the data. */
export interface Names {
  readonly environment: Environment;
  /** Those whose value is known. */
  readonly params: readonly ResolvedParam[];
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

/**
 * Declares the parameters of a file in order, so that a later one may use an earlier one.
 * @param options `facts` is absent before the data has been seen: facts are then `pending`.
 */
export function declareParams(
  file: File,
  options: {
    readonly overrides: readonly Override[];
    readonly facts?: Facts;
    readonly report: (diagnostic: Diagnostic) => void;
  },
): Names {
  const { overrides, report } = options;
  const names = new Map<string, Evaluated>(
    factNames.map((name) => [name, factOf(name, options.facts, file.span)]),
  );
  const environment: Environment = { names, report };
  const declared = new Map<string, Param>();
  const results: DeclaredParam[] = [];
  reportRepeatedOverrides(overrides, report);
  for (const param of file.items.filter((item) => item.kind === "param")) {
    if (!mayDeclare(param, declared, report)) continue;
    declared.set(param.name.text, param);
    const given = overrides.filter((each) => each.name === param.name.text);
    const { evaluated, result } = resolveParam(param, given, environment);
    names.set(param.name.text, evaluated);
    if (result) results.push(result);
  }
  for (const { name, nameSpan } of overrides) {
    if (!declared.has(name)) report(problem.unknownOverride(nameSpan, name, [...declared.keys()]));
  }
  const params = results.flatMap(({ resolved }) => resolved ?? []);
  return { environment, params, declared: results };
}

function factOf(name: keyof Facts, facts: Facts | undefined, span: Span): Evaluated {
  if (!facts) return { kind: "pending", span };
  return { kind: "number", value: facts[name], isInt: true, span };
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

function resolveParam(
  param: Param,
  given: readonly Override[],
  environment: Environment,
): { readonly evaluated: Evaluated; readonly result?: DeclaredParam } {
  const failed: Evaluated = { kind: "error", span: param.name.span };
  const type = typeOf(param, environment);
  if (!type) return { evaluated: failed };
  // What is overridden is checked as well: each place must be right by itself.
  const candidates = [{ origin: "default" as const, value: param.default }, ...given]
    .map(({ origin, value: written }) => ({
      origin,
      span: written.span,
      found: valueOf(written, type, environment),
    }));
  const { origin, span, found } = candidates.find((each) => each.origin === "--set") ??
    candidates.find((each) => each.origin === "file") ?? candidates[0]!;
  if (!found || candidates.some((each) => !each.found)) return { evaluated: failed };
  const { evaluated, value } = found;
  const { name: { text: name }, doc } = param;
  const resolved = value === undefined ? {} : { resolved: { name, value, origin, span, doc } };
  return { evaluated, result: { name, type, doc, ...resolved } };
}

function valueOf(expression: Param["default"], type: ValueType, environment: Environment) {
  const evaluated = evaluateExpression(expression, environment);
  const coerced = coerce(evaluated, type, environment);
  if (coerced.kind === "problem" && coerced.diagnostic) environment.report(coerced.diagnostic);
  if (coerced.kind === "problem") return undefined;
  if (coerced.kind === "pending") return { evaluated };
  return { evaluated, value: coerced.value as ResolvedParam["value"] };
}

function typeOf({ type, range }: Param, environment: Environment): ValueType | undefined {
  const kind = typeNames.find((each) => each === type.text);
  if (!kind) {
    environment.report(problem.unknownParamType(type, typeNames));
    return undefined;
  }
  if (!range) return unbounded(kind);
  const bounded = boundedBy(kind, evaluateExpression(range, environment));
  if (!bounded) environment.report(problem.badParamRange(range.span, kind));
  return bounded;
}

function unbounded(kind: typeof typeNames[number]): ValueType {
  if (kind === "int") return { kind, min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
  if (kind === "float") {
    return { kind, min: -Infinity, max: Infinity, open: { min: false, max: false } };
  }
  return { kind };
}

function boundedBy(kind: typeof typeNames[number], range: Evaluated): ValueType | undefined {
  if (kind !== "int" && kind !== "float") return undefined;
  const bounds = boundsOf(range);
  if (bounds === undefined || bounds === "unknown") return bounds && unbounded(kind);
  const { low: min, high: max } = bounds;
  return kind === "int" ? { kind, min, max } : { kind, min, max, open: { min: false, max: false } };
}
