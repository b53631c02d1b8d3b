import type { Argument, Call, Identifier } from "./ast.ts";
import * as problem from "./check_diagnostics.ts";
import { coerce } from "./coerce.ts";
import { type Environment, evaluateExpression } from "./evaluate_expression.ts";
import type { CheckedCall } from "./pipeline.ts";
import type { ArgumentsOf, Signature } from "./signature.ts";
import type { Span } from "./span.ts";

/** A call as it stands in the file, or a stage that takes arguments itself, such as `train(...)`. */
export interface Written {
  readonly name: Identifier;
  readonly arguments: readonly Argument[];
  readonly span: Span;
}

/** Checks the arguments of a call against its signature and fills in the defaults. */
export function checkArguments<S extends Signature>(
  definition: S,
  written: Written,
  environment: Environment,
): CheckedCall<S> {
  const given = assign(definition, written, environment);
  const values: Record<string, unknown> = {};
  const argumentSpans: Record<string, Span> = {};
  for (const [name, spec] of Object.entries(definition.arguments)) {
    const argument = given.get(name);
    if (argument) {
      argumentSpans[name] = argument.value.span;
      const coerced = coerce(evaluateExpression(argument.value, environment), spec.type);
      if (coerced.kind === "value") values[name] = coerced.value;
      if (coerced.kind === "problem" && coerced.diagnostic) environment.report(coerced.diagnostic);
    } else if (spec.default !== undefined) {
      values[name] = spec.default;
    } else if (!spec.optional) {
      environment.report(problem.missingArgument(name, definition, written.name.span));
    }
  }
  return {
    definition,
    // Each value was coerced to its spec's type just above.
    arguments: values as ArgumentsOf<S["arguments"]>,
    span: written.span,
    nameSpan: written.name.span,
    argumentSpans,
  };
}

/** Finds the argument that each value is for: by its name, else by its place. */
function assign(
  signature: Signature,
  written: Written,
  { report }: Environment,
): ReadonlyMap<string, Argument> {
  const names = Object.keys(signature.arguments);
  const given = new Map<string, Argument>();
  let place = 0;
  for (const argument of written.arguments) {
    const name = argument.name?.text ?? names[place++];
    const first = name === undefined ? undefined : given.get(name);
    if (name === undefined) report(problem.tooManyArguments(signature, argument.span));
    else if (!names.includes(name)) report(problem.unknownArgument(argument.name!, signature));
    else if (first) report(problem.repeatedArgument(name, argument.span, first.span));
    else given.set(name, argument);
  }
  return given;
}

/** Finds the meaning of a call by its name and checks its arguments. */
export function checkCall<S extends Signature>(
  call: Call,
  known: readonly S[],
  options: { readonly what: string; readonly environment: Environment },
): CheckedCall<S> | undefined {
  const { environment } = options;
  const definition = known.find((each) => each.name === call.name.text);
  if (!definition) {
    environment.report(problem.unknownCall(call.name, options.what, known));
    return undefined;
  }
  if (call.block) environment.report(problem.unwantedBlock(call.name));
  const checked = checkArguments(definition, call, environment);
  return call.label ? { ...checked, label: call.label.text } : checked;
}
