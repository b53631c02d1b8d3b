import { match } from "ts-pattern";
import { Pending } from "../language/draft.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Span } from "../text/span.ts";
import { knownAfterSplit, notFinite } from "./check_diagnostics.ts";
import { type Environment, type Evaluated, whenDiscovered } from "./evaluated.ts";
import { operandNotNumber } from "./value_diagnostics.ts";

/** Replaces names by what they stand for and does the arithmetic. Unknown names stay words. */
export function evaluateExpression(expression: Expression, environment: Environment): Evaluated {
  const { span } = expression;
  const recur = (each: Expression) => evaluateExpression(each, environment);
  return match(expression)
    .returnType<Evaluated>()
    .with(
      { kind: "number" },
      { kind: "percent" },
      (literal) => literal,
    )
    .with({ kind: "string" }, (text) => ({ ...text, source: span.source }))
    .with({ kind: "call" }, (call) => ({ ...call, names: environment.names }))
    .with({ kind: "name" }, ({ name }) => ({ ...meaningOf(name, span, environment), span }))
    .with({ kind: "list" }, ({ items }) => ({ kind: "list", items: items.map(recur), span }))
    .with({ kind: "range" }, ({ low, high }) => ({
      kind: "range",
      low: recur(low),
      high: recur(high),
      span,
    }))
    .with({ kind: "negate" }, ({ operand }) => {
      const zero: Evaluated = { kind: "number", value: 0, isInt: true, span };
      const operation = { operator: "-", left: zero, right: recur(operand), span } as const;
      return compute(operation, environment) ?? evaluateLater(expression, environment);
    })
    .with({ kind: "binary" }, ({ operator, left, right }) => {
      const operation = { operator, left: recur(left), right: recur(right), span };
      return compute(operation, environment) ?? evaluateLater(expression, environment);
    })
    .exhaustive();
}

/** What a name stands for; a name that stands for nothing is a word. */
function meaningOf(name: string, span: Span, { names, discovered, report }: Environment) {
  const known = names.get(name) ?? { kind: "word" as const, word: name };
  if (known.kind !== "pending" || !discovered) return known;
  const meaning = known.later.resolve(discovered);
  if (meaning.kind === "pending") {
    report(knownAfterSplit(span));
    return { kind: "error" as const };
  }
  return meaning;
}

function evaluateLater(expression: Expression, environment: Environment): Evaluated {
  const later = new Pending((discovered) =>
    evaluateExpression(expression, whenDiscovered(environment, discovered))
  );
  return { kind: "pending", later, span: expression.span };
}

/**
 * The two ends of a range of numbers; `undefined` where it is none, "unknown" where that cannot be
 * told yet or was reported.
 */
export function boundsOf(range: Evaluated): { low: number; high: number } | "unknown" | undefined {
  if (isUnknown(range)) return "unknown";
  if (range.kind !== "range") return undefined;
  const { low, high } = range;
  if (isUnknown(low) || isUnknown(high)) return "unknown";
  if (low.kind !== "number" || high.kind !== "number" || low.value > high.value) return undefined;
  return { low: low.value, high: high.value };
}

function isUnknown({ kind }: Evaluated): boolean {
  return kind === "pending" || kind === "error";
}

interface Operation {
  readonly operator: "+" | "-" | "*" | "/";
  readonly left: Evaluated;
  readonly right: Evaluated;
  readonly span: Span;
}

/** The result of an operation; nothing while one of its operands follows from the data. */
function compute(
  { operator, left, right, span }: Operation,
  { report, names }: Environment,
): Evaluated | undefined {
  if (left.kind === "error" || right.kind === "error") return { kind: "error", span };
  const odd = [left, right].find((each) => each.kind !== "number" && each.kind !== "pending");
  if (odd) {
    report(operandNotNumber(odd, { names }));
    return { kind: "error", span };
  }
  if (left.kind !== "number" || right.kind !== "number") return undefined;
  const value = apply(operator, left.value, right.value);
  if (!Number.isFinite(value)) {
    report(notFinite(span));
    return { kind: "error", span };
  }
  const isInt = operator === "/" ? Number.isInteger(value) : left.isInt && right.isInt;
  return { kind: "number", value, isInt, span };
}

function apply(operator: Operation["operator"], a: number, b: number): number {
  return match(operator)
    .with("+", () => a + b)
    .with("-", () => a - b)
    .with("*", () => a * b)
    .with("/", () => a / b)
    .exhaustive();
}
