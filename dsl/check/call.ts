import { type DraftArguments, type DraftCall, Pending } from "../language/draft.ts";
import { meantArgument, meantCall } from "../language/foreign_names.ts";
import type { Signature, ValueType } from "../language/signature.ts";
import type { Argument, Call, Identifier } from "../syntax/ast.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import * as problem from "./check_diagnostics.ts";
import { type Called, coerce, type Coerced, type CoerceOptions } from "./coerce.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Environment, type Evaluated, whenDiscovered } from "./evaluated.ts";
import { isWrongType, wrongTypeByPlace } from "./value_diagnostics.ts";
import { type Span, spanOver, textOf } from "../text/span.ts";

/** A call as it stands in the file, or a stage that takes arguments itself, such as `train(...)`. */
export interface WrittenCall {
  readonly name: Identifier;
  readonly arguments: readonly Argument[];
  readonly span: Span;
}

/**
 * Checks the arguments of a call against its signature and fills in the defaults.
 * @returns Nothing where one of them is wrong or missing.
 */
export function checkArguments<S extends Signature>(
  definition: S,
  written: WrittenCall,
  environment: Environment,
): DraftCall<S> | undefined {
  const { arguments: given, isRight: isAssigned } = assign(definition, written, environment);
  const values: Record<string, unknown> = {};
  const argumentSpans: Record<string, Span> = {};
  let isRight = isAssigned;
  for (const [name, spec] of Object.entries(definition.arguments)) {
    const argument = given.get(name);
    if (argument) {
      argumentSpans[name] = argument.value.span;
      const place = { name, callee: definition, isFirst: argument === written.arguments[0] };
      const checked = checkArgument(argument, { ...place, type: spec.type }, environment);
      if (checked.kind === "problem") isRight = false;
      if (checked.kind === "value") values[name] = checked.value;
    } else if (spec.default !== undefined) {
      values[name] = spec.default;
    } else if (!spec.optional) {
      isRight = false;
      if (misspelled(definition, written).includes(name)) continue;
      environment.report(problem.missingArgument(name, definition, written.name.span));
    }
  }
  if (!isRight) return undefined;
  return {
    definition,
    // Each value was coerced to its spec's type just above, or will be once the data has been seen.
    arguments: values as DraftArguments<S["arguments"]>,
    span: written.span,
    nameSpan: written.name.span,
    argumentSpans,
  };
}

/** What an argument is for. */
interface ArgumentPlace {
  readonly name: string;
  readonly type: ValueType;
  /** The call that it stands in. */
  readonly callee: Signature;
  /** Whether no other argument stands before it. */
  readonly isFirst: boolean;
}

/** The value of an argument, or `Pending` as a value; what is wrong with it is reported. */
function checkArgument(
  argument: Argument,
  place: ArgumentPlace,
  environment: Environment,
): Exclude<Coerced, { kind: "pending" }> {
  const evaluated = evaluateExpression(argument.value, environment);
  const coerced = coerce(evaluated, place.type, coerceOptions(environment));
  if (coerced.kind === "pending") {
    environment.onPending?.(argument.value.span);
    const later = new Pending((discovered) => {
      const known = whenDiscovered(environment, discovered);
      const checked = checkArgument(argument, place, known);
      return checked.kind === "value" ? checked.value : undefined;
    });
    return { kind: "value", value: later };
  }
  if (coerced.kind === "problem" && coerced.diagnostic) {
    const isByPlace = !argument.name && !place.isFirst && isWrongType(coerced.diagnostic);
    environment.report(
      isByPlace
        ? misplaced(coerced.diagnostic, evaluated, { place, environment })
        : coerced.diagnostic,
    );
  }
  return coerced;
}

function coerceOptions(environment: Environment): CoerceOptions {
  const { names, vocabulary, isOutside } = environment;
  const checkCalled: CoerceOptions["checkCalled"] = (given, type) =>
    checkCalledValue(given, type, environment);
  return { names, vocabulary, isOutside, checkCalled };
}

/** A value of another type that got its argument by its place: it may be meant for another one. */
function misplaced(
  diagnostic: Diagnostic,
  given: Evaluated,
  { place: { name, callee }, environment }: {
    readonly place: ArgumentPlace;
    readonly environment: Environment;
  },
): Diagnostic {
  const options = coerceOptions({ ...environment, report: () => {} });
  const isNumber = given.kind === "number";
  const specs = Object.entries(callee.arguments);
  const later = isNumber ? [] : specs.slice(specs.findIndex(([each]) => each === name) + 1);
  const meant = given.kind === "word" && Object.hasOwn(callee.arguments, given.word)
    ? `${given.word} = ${callee.arguments[given.word].type.kind === "boolean" ? "true" : "..."}`
    : undefined;
  const [other] = later.find(([, { type }]) => coerce(given, type, options).kind === "value") ?? [];
  return wrongTypeByPlace(diagnostic, {
    argument: name,
    callee: callee.name,
    isNumber,
    meant: meant ?? (other && `${other} = ${textOf(given.span)}`),
  });
}

/** The arguments that are given under a wrong name: they are not missing as well. */
export function misspelled(
  signature: Pick<Signature, "arguments">,
  written: Pick<WrittenCall, "arguments">,
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
  { arguments: all }: Pick<WrittenCall, "arguments">,
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
  written: Pick<WrittenCall, "arguments">,
  environment: Environment,
): Assigned {
  const { vocabulary } = environment;
  let isRight = true;
  const report = (each: Diagnostic) => {
    isRight = false;
    environment.report(each);
  };
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
    else if (!names.includes(name)) {
      const choice = { callee: signature, argument, given: written.arguments, vocabulary };
      // A name that the signature lacks was written: those found by place are its own.
      report(problem.unknownArgument(argument.name!, choice));
    } else if (first) report(problem.repeatedArgument(name, argument.span, first.span));
    else given.set(name, argument);
  }
  return { arguments: given, isRight };
}

/** The values of a call by the arguments that they are for. */
export interface Assigned {
  readonly arguments: ReadonlyMap<string, Argument>;
  /** Whether each value was for an argument of its own. */
  readonly isRight: boolean;
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
): DraftCall<S> | undefined {
  const definition = known.find((each) => each.name === call.name.text);
  if (!definition) {
    const { vocabulary } = environment;
    environment.report(problem.unknownCall(call.name, { what, known, vocabulary }));
    checkAsMeant(call, known, environment);
    return undefined;
  }
  if (call.block && !definition.block) environment.report(problem.unwantedBlock(call.name));
  if (!call.block && definition.block) environment.report(problem.missingBlock(call.name));
  const checked = checkArguments(definition, call, environment);
  return checked && withLabel(checked, call);
}

/** A checked call under the label that was written before it. */
export function withLabel<S extends Signature>(
  checked: DraftCall<S>,
  { label }: Call,
): DraftCall<S> {
  return label
    ? { ...checked, label: label.text.normalize("NFC"), labelSpan: label.span }
    : checked;
}

/** Checks a value that is a call, such as `kaiming_uniform(mode = fan_out)`, or its bare name. */
function checkCalledValue(
  given: Called,
  { of, what }: { readonly of: readonly Signature[]; readonly what: string },
  environment: Environment,
): Coerced {
  const { span } = given;
  const name: Identifier = given.kind === "call"
    ? given.name
    : { kind: "identifier", text: given.word, quoted: false, span };
  const written = given.kind === "call" ? given.arguments : [];
  const definition = of.find((each) => each.name === name.text);
  if (!definition) {
    const choice = { what, known: of, vocabulary: environment.vocabulary };
    return { kind: "problem", diagnostic: problem.unknownCall(name, choice) };
  }
  // The names in a call that stands for a name are those of the place where it was written.
  const names = given.kind === "call" && given.names ? given.names : environment.names;
  const call = { name, arguments: written, span };
  const checked = checkArguments(definition, call, { ...environment, names });
  if (!checked) return { kind: "problem" };
  const isPending = Object.values(checked.arguments).some((each) => each instanceof Pending);
  return isPending ? { kind: "pending" } : { kind: "value", value: checked };
}
