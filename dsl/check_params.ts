import type { File, Param } from "./ast.ts";
import * as problem from "./check_diagnostics.ts";
import { coerce } from "./coerce.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { type Environment, type Evaluated, evaluateExpression } from "./evaluate_expression.ts";
import { factNames, type Facts, type ResolvedParam } from "./pipeline.ts";
import type { Override } from "./override.ts";
import type { ValueType } from "./signature.ts";
import type { Span } from "./span.ts";

const typeNames = ["int", "float", "boolean", "string"] as const;

/** What names stand for in a file: its parameters, after overrides, and the facts of the data. */
export interface Names {
  readonly environment: Environment;
  readonly params: readonly ResolvedParam[];
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
  const params: ResolvedParam[] = [];
  reportRepeatedOverrides(overrides, report);
  for (const param of file.items.filter((item) => item.kind === "param")) {
    if (!mayDeclare(param, declared, report)) continue;
    declared.set(param.name.text, param);
    const override = overrides.find((each) => each.name === param.name.text);
    const resolved = resolveParam(param, override, environment);
    names.set(param.name.text, resolved.evaluated);
    if (resolved.param) params.push(resolved.param);
  }
  for (const { name, nameSpan } of overrides) {
    if (!declared.has(name)) report(problem.unknownOverride(nameSpan, name, [...declared.keys()]));
  }
  return { environment, params };
}

function factOf(name: keyof Facts, facts: Facts | undefined, span: Span): Evaluated {
  if (!facts) return { kind: "pending", span };
  return { kind: "number", value: facts[name], isInt: true, span };
}

function reportRepeatedOverrides(
  overrides: readonly Override[],
  report: (diagnostic: Diagnostic) => void,
): void {
  overrides.forEach(({ name, nameSpan }, index) => {
    const first = overrides.findIndex((each) => each.name === name);
    if (first < index) report(problem.repeatedOverride(nameSpan, name));
  });
}

function mayDeclare(
  { name }: Param,
  declared: ReadonlyMap<string, Param>,
  report: (diagnostic: Diagnostic) => void,
): boolean {
  const first = declared.get(name.text);
  const isFact = (factNames as readonly string[]).includes(name.text);
  if (first) report(problem.repeatedParam(name, first.name.span));
  if (isFact) report(problem.reservedParam(name));
  return !first && !isFact;
}

function resolveParam(param: Param, override: Override | undefined, environment: Environment) {
  const failed: Evaluated = { kind: "error", span: param.name.span };
  const type = typeOf(param, environment);
  if (!type) return { evaluated: failed };
  // The default is checked even where it is overridden: the file must be right by itself.
  const preset = valueOf(param.default, type, environment);
  const chosen = override ? valueOf(override.value, type, environment) : preset;
  if (!chosen || !preset) return { evaluated: failed };
  const { evaluated, value } = chosen;
  const { name: { text: name }, doc } = param;
  return {
    evaluated,
    param: { name, value, origin: override ? "--set" as const : "default" as const, doc },
  };
}

function valueOf(expression: Param["default"], type: ValueType, environment: Environment) {
  const evaluated = evaluateExpression(expression, environment);
  const coerced = coerce(evaluated, type);
  if (coerced.kind === "problem" && coerced.diagnostic) environment.report(coerced.diagnostic);
  if (coerced.kind !== "value") return undefined;
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
  if (kind === "string" && range.kind === "list") {
    const words = range.items.map((item) => item.kind === "string" ? item.value : undefined);
    return words.every((word) => word !== undefined) ? { kind: "word", words } : undefined;
  }
  if (range.kind !== "range") return undefined;
  const { low, high } = range;
  if (low.kind !== "number" || high.kind !== "number" || low.value > high.value) return undefined;
  const [min, max] = [low.value, high.value];
  if (kind === "int") return { kind, min, max };
  return kind === "float" ? { kind, min, max, open: { min: false, max: false } } : undefined;
}
