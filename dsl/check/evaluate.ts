import { match } from "ts-pattern";
import type { Argument, Expression, Identifier } from "../syntax/ast.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import * as problem from "./check_diagnostics.ts";
import type { Source, Span } from "../text/span.ts";

/** An expression with its arithmetic done and its parameters filled in. */
export type Evaluated =
  & (
    | { readonly kind: "number"; readonly value: number; readonly isInt: boolean }
    | { readonly kind: "percent"; readonly percent: number }
    /** `source` is where the text itself stands, which may be far from where its name does. */
    | { readonly kind: "string"; readonly value: string; readonly source?: Source }
    | { readonly kind: "word"; readonly word: string }
    | { readonly kind: "list"; readonly items: readonly Evaluated[] }
    | { readonly kind: "range"; readonly low: Evaluated; readonly high: Evaluated }
    /** Its arguments are checked against the signature once that is known. */
    | {
      readonly kind: "call";
      readonly name: Identifier;
      readonly arguments: readonly Argument[];
      /** What names stood for where it was written. */
      readonly names?: Environment["names"];
    }
    /** Known only once the data has been seen. */
    | { readonly kind: "pending" }
    /** Already reported: nothing more is said about it. */
    | { readonly kind: "error" }
  )
  & { readonly span: Span };

/** What names stand for: parameters and facts of the data. */
export interface Environment {
  readonly names: ReadonlyMap<string, Evaluated>;
  report(diagnostic: Diagnostic): void;
  /** Called where a value is known only once the data has been seen; it is then left unchecked. */
  onPending?(span: Span): void;
}

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
    .with({ kind: "name" }, ({ name }) => {
      const known = environment.names.get(name);
      return known ? { ...known, span } : { kind: "word", word: name, span };
    })
    .with({ kind: "list" }, ({ items }) => ({ kind: "list", items: items.map(recur), span }))
    .with({ kind: "range" }, ({ low, high }) => ({
      kind: "range",
      low: recur(low),
      high: recur(high),
      span,
    }))
    .with({ kind: "negate" }, ({ operand }) => negate(recur(operand), span, environment))
    .with(
      { kind: "binary" },
      ({ operator, left, right }) =>
        compute({ operator, left: recur(left), right: recur(right), span }, environment),
    )
    .exhaustive();
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

function negate(operand: Evaluated, span: Span, environment: Environment): Evaluated {
  const zero: Evaluated = { kind: "number", value: 0, isInt: true, span };
  return compute({ operator: "-", left: zero, right: operand, span }, environment);
}

interface Operation {
  readonly operator: "+" | "-" | "*" | "/";
  readonly left: Evaluated;
  readonly right: Evaluated;
  readonly span: Span;
}

function compute({ operator, left, right, span }: Operation, { report }: Environment): Evaluated {
  if (left.kind === "error" || right.kind === "error") return { kind: "error", span };
  const odd = [left, right].find((each) => each.kind !== "number" && each.kind !== "pending");
  if (odd) {
    report(problem.notANumber(odd));
    return { kind: "error", span };
  }
  if (left.kind !== "number" || right.kind !== "number") return { kind: "pending", span };
  const value = apply(operator, left.value, right.value);
  if (!Number.isFinite(value)) {
    report(problem.notFinite(span));
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
