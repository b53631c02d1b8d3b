import type { Argument, Call, Identifier } from "../syntax/ast.ts";
import * as problem from "./check_diagnostics.ts";
import { coerce } from "./coerce.ts";
import { type Environment, type Evaluated, evaluateExpression } from "./evaluate.ts";
import { meantArgument, meantCall } from "../language/foreign_names.ts";
import type { CheckedCall } from "../language/pipeline.ts";
import type { ArgumentsOf, CalledValue, Signature } from "../language/signature.ts";
import { type Span, spanOver, textOf } from "../text/span.ts";

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
      const evaluated = evaluateExpression(argument.value, environment);
      const coerced = coerce(evaluated, spec.type, environment);
      if (coerced.kind === "value") values[name] = coerced.value;
      if (coerced.kind === "pending") environment.onPending?.(argument.value.span);
      if (coerced.kind === "problem" && coerced.diagnostic) {
        const isByPlace = !argument.name && argument !== written.arguments[0];
        const isNumber = evaluated.kind === "number";
        const place = { argument: name, callee: definition.name, isNumber };
        environment.report(
          isByPlace && problem.isWrongType(coerced.diagnostic)
            ? problem.wrongTypeByPlace(coerced.diagnostic, place)
            : coerced.diagnostic,
        );
      }
    } else if (spec.default !== undefined) {
      values[name] = spec.default;
    } else if (!spec.optional && !misspelled(definition, written).includes(name)) {
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

/** The arguments that are given under a wrong name: they are not missing as well. */
export function misspelled(
  signature: Pick<Signature, "arguments">,
  written: Pick<Written, "arguments">,
): readonly string[] {
  const names = Object.keys(signature.arguments);
  return written.arguments.flatMap(({ name }, at) =>
    name && decimalComma(written, at)
      ? name.text
      : name && !names.includes(name.text)
      ? meantArgument(name.text, names) ?? []
      : []
  );
}

/** The place of `0,1` where an argument and the one after it read as one decimal number. */
function decimalComma(
  { arguments: all }: Pick<Written, "arguments">,
  at: number,
): Span | undefined {
  const [first, second] = [all[at], all[at + 1]];
  if (!first?.name || !second || second.name) return undefined;
  const span = spanOver(first.value.span, second.value.span);
  return /^\d+,\d+$/.test(textOf(span)) ? span : undefined;
}

/** Finds the argument that each value is for: by its name, else by its place. */
export function assign(
  signature: Pick<Signature, "name" | "arguments">,
  written: Pick<Written, "arguments">,
  { report }: Environment,
): ReadonlyMap<string, Argument> {
  const names = Object.keys(signature.arguments);
  const given = new Map<string, Argument>();
  let place = 0;
  for (const [at, argument] of written.arguments.entries()) {
    const comma = decimalComma(written, at);
    if (comma) report(problem.decimalComma(comma));
    if (comma || decimalComma(written, at - 1)) continue;
    const name = argument.name?.text ?? names[place++];
    const first = name === undefined ? undefined : given.get(name);
    if (name === undefined) report(problem.tooManyArguments(signature, argument.span));
    else if (!names.includes(name)) report(problem.unknownArgument(argument.name!, signature));
    else if (first) report(problem.repeatedArgument(name, argument.span, first.span));
    else given.set(name, argument);
  }
  return given;
}

/** The arguments of a call by a name from elsewhere, so that all of its mistakes show at once. */
export function checkAsMeant(
  call: Call,
  known: readonly Signature[],
  environment: Environment,
): void {
  const name = meantCall(call.name.text, known);
  const meant = known.find((each) => each.name === name);
  if (meant) checkArguments(meant, call, environment);
}

/** Finds the meaning of a call by its name and checks its arguments. */
export function checkCall<S extends Signature>(
  call: Call,
  known: readonly S[],
  { what, environment }: { readonly what: string; readonly environment: Environment },
): CheckedCall<S> | undefined {
  const definition = known.find((each) => each.name === call.name.text);
  if (!definition) {
    environment.report(problem.unknownCall(call.name, what, known));
    checkAsMeant(call, known, environment);
    return undefined;
  }
  if (call.block && !definition.block) environment.report(problem.unwantedBlock(call.name));
  if (!call.block && definition.block) environment.report(problem.missingBlock(call.name));
  return {
    ...checkArguments(definition, call, environment),
    ...call.label && { label: call.label.text },
  };
}

/** Checks a value that is a call, such as `kaiming_uniform(mode = fan_out)`, or its bare name. */
export function checkCalledValue(
  given: Evaluated & { readonly kind: "call" | "word" },
  { of, what }: { readonly of: readonly Signature[]; readonly what: string },
  environment: Environment,
): CalledValue | undefined {
  const { span } = given;
  const name: Identifier = given.kind === "call"
    ? given.name
    : { kind: "identifier", text: given.word, quoted: false, span };
  const written = given.kind === "call" ? given.arguments : [];
  const definition = of.find((each) => each.name === name.text);
  if (!definition) {
    environment.report(problem.unknownCall(name, what, of));
    return undefined;
  }
  // The names in a call that stands for a name are those of the place where it was written.
  const names = given.kind === "call" && given.names ? given.names : environment.names;
  return checkArguments(definition, { name, arguments: written, span }, { ...environment, names });
}
