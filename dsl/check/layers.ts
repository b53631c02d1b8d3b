import type { Block, Call, Expression, WrittenLayer } from "../syntax/ast.ts";
import * as problem from "./block_diagnostics.ts";
import type { Blocks } from "./blocks.ts";
import { assign, checkArguments, checkAsMeant, checkCall, misspelled, withLabel } from "./call.ts";
import { unknownCall, unusableLabel, unwantedBlock } from "./check_diagnostics.ts";
import { coerce } from "./coerce.ts";
import { type Diagnostic, InternalError } from "../text/diagnostic.ts";
import { maxLayers } from "./resolve.ts";
import {
  isLayerName,
  labelsIn,
  type LayerOrCopies,
  reportRepeatedLabels,
  suffixed,
} from "./labels.ts";
import { maxDepth, nestedTooDeep } from "../syntax/lexical_diagnostics.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Environment, type Evaluated, whenDiscovered } from "./evaluated.ts";
import { type DraftCall, type DraftLayer, Pending } from "../language/draft.ts";
import { groupName } from "../language/pipeline.ts";
import type { ArgumentTable, Signature } from "../language/signature.ts";
import type { Span } from "../text/span.ts";

/** What layers are checked with. */
export interface LayerOptions<S extends Signature> {
  readonly known: readonly S[];
  readonly blocks: Blocks;
  /** Blocks whose calls are not followed, since they would never end. */
  readonly recursive: ReadonlySet<Block>;
  readonly environment: Environment;
}

/** Checks the layers of a model, with blocks in the place of their calls and repetitions written out. */
export function checkLayers<S extends Signature>(
  layers: readonly WrittenLayer[],
  { environment, ...options }: LayerOptions<S>,
): DraftLayer<S>[] {
  const { names } = environment;
  return new LayerChecker(options, { names, follows: true }, layers).check(layers, environment);
}

/** Checks the layers of a block by themselves, whatever its arguments will be. */
export function checkBlock<S extends Signature>(
  { parameters, layers, span }: Block,
  { environment, ...options }: LayerOptions<S>,
): void {
  const names = new Map(environment.names);
  for (const { name, default: value } of parameters) {
    if (value) evaluateExpression(value, { ...environment, names });
    // Nobody will ask: what is checked of a block by itself is its text alone.
    const later = new Pending<Evaluated>(() => ({ kind: "error", span }));
    names.set(name.text, { kind: "pending", later, span });
  }
  const checker = new LayerChecker(options, { names: environment.names, follows: false }, layers);
  checker.check(layers, { ...environment, names });
}

function countWritten(layers: readonly WrittenLayer[]): number {
  return layers.reduce((sum, { block = [] }) => sum + 1 + countWritten(block), 0);
}

interface Mode {
  /** What names stand for outside of any block. */
  readonly names: Environment["names"];
  /** Whether calls of blocks are followed and repetitions written out. */
  readonly follows: boolean;
}

class LayerChecker<S extends Signature> {
  private left: number;
  private depth = 0;

  constructor(
    private readonly options: Omit<LayerOptions<S>, "environment">,
    private readonly mode: Mode,
    layers: readonly WrittenLayer[],
  ) {
    // What is written out may be as long as its author likes.
    this.left = Math.max(maxLayers, countWritten(layers));
  }

  check(layers: readonly WrittenLayer[], environment: Environment): DraftLayer<S>[] {
    const written = this.writeOut(layers, environment);
    reportRepeatedLabels(written.flatMap(labelsIn), environment.report);
    return this.checkWritten(written, environment);
  }

  private checkWritten(
    written: readonly LayerOrCopies[],
    environment: Environment,
  ): DraftLayer<S>[] {
    this.depth++;
    const checked = written.flatMap((each): DraftLayer<S>[] => {
      if ("calls" in each) {
        const { calls, ...copies } = each;
        return [{ ...copies, layers: this.checkWritten(calls, environment) }];
      }
      const layer = this.checkLayer(each, environment);
      return layer ? [layer] : [];
    });
    this.depth--;
    return checked;
  }

  /** Repetitions as if each copy had been written; the labels in one get `_1`, `_2`, ... */
  private writeOut(layers: readonly WrittenLayer[], environment: Environment): LayerOrCopies[] {
    return layers.flatMap((layer): LayerOrCopies[] => {
      if (layer.kind === "call") {
        checkLabel(layer, environment);
        return this.take(layer.name.span, environment) ? [layer] : [];
      }
      const count = this.countOf(layer.count, environment);
      if (count instanceof Pending) {
        const calls = this.writeOut(layer.block, environment);
        return [{ count, calls, suffix: "", span: layer.count.span }];
      }
      const copies: LayerOrCopies[] = [];
      for (let copy = 1; copy <= count && this.left >= 0; copy++) {
        const written = this.writeOut(layer.block, environment);
        if (written.length === 0) break;
        copies.push(...written.map((each) => suffixed(each, copy)));
      }
      return copies;
    });
  }

  private countOf(
    count: Expression,
    environment: Environment,
  ): number | Pending<number | undefined> {
    const type = { kind: "int", min: 1, max: maxLayers } as const;
    const coerced = coerce(evaluateExpression(count, environment), type, environment);
    if (coerced.kind === "problem" && coerced.diagnostic) environment.report(coerced.diagnostic);
    if (!this.mode.follows || coerced.kind === "problem") return 1;
    if (coerced.kind === "value") return coerced.value as number; // of the type "int"
    return new Pending((discovered) => {
      const known = this.countOf(count, whenDiscovered(environment, discovered));
      return known instanceof Pending ? undefined : known;
    });
  }

  /** Counts one layer; `false`, once with a diagnostic, where there are too many. */
  private take(span: Span, { report }: Environment): boolean {
    this.left--;
    if (this.left === -1) report(problem.tooManyLayers(span, maxLayers));
    return this.left >= 0;
  }

  private checkLayer(call: Call, environment: Environment): DraftCall<S> | undefined {
    const { known, blocks } = this.options;
    const block = blocks.get(call.name.text);
    if (block) return this.checkBlockCall(call, block, environment);
    const definition = known.find(({ name }) => name === call.name.text);
    if (!definition) {
      const names = [...known, ...[...blocks.keys()].map((name) => ({ name }))];
      const { vocabulary } = environment;
      environment.report(unknownCall(call.name, { what: "layer", known: names, vocabulary }));
      checkAsMeant(call, known, environment);
      return undefined;
    }
    const checked = checkCall(call, known, { what: "layer", environment });
    if (!checked || !call.block || !definition.block) return checked;
    return { ...checked, block: this.check(call.block, environment) };
  }

  private checkBlockCall(
    call: Call,
    block: Block,
    environment: Environment,
  ): DraftCall<S> | undefined {
    if (call.block) environment.report(unwantedBlock(call.name));
    const names = bindArguments(call, block, { environment, around: this.mode.names });
    if (!this.mode.follows || this.options.recursive.has(block)) return undefined;
    if (this.depth > maxDepth) {
      const help = "Let fewer blocks call others";
      environment.report({ ...nestedTooDeep(call.name.span), help });
      return undefined;
    }
    const layers = this.check(block.layers, {
      ...environment,
      names,
      report: (each, to) => environment.report(withCall(each, call), to),
    });
    return { ...this.groupFor(call), block: layers };
  }

  /** The call as one of the layer that groups others, under the name of the block. */
  private groupFor(call: Call): DraftCall<S> {
    const group = this.options.known.find(({ name }) => name === groupName);
    if (!group) throw new InternalError(`The vocabulary lacks the layer "${groupName}"`);
    const written = { ...call, arguments: [] };
    const none = { names: new Map(), report: () => {} };
    const checked = checkArguments({ ...group, name: call.name.text }, written, none);
    if (!checked) throw new InternalError(`The layer "${groupName}" needs arguments`);
    return withLabel(checked, call);
  }
}

function checkLabel({ label }: Call, { report }: Environment): void {
  if (label && !isLayerName(label.text)) report(unusableLabel(label, "layer"));
}

/** What the names in a block stand for: those around it, and its arguments. */
function bindArguments(
  call: Call,
  { parameters }: Block,
  { environment, around }: { environment: Environment; around: Environment["names"] },
): ReadonlyMap<string, Evaluated> {
  // Only the names matter: any value may be given.
  const table: ArgumentTable = Object.fromEntries(
    parameters.map(({ name }) => [name.text, { type: { kind: "string" }, doc: "" }]),
  );
  const signature = { name: call.name.text, arguments: table };
  const { arguments: given } = assign(signature, call, environment);
  const missing = parameters.filter((each) => !given.has(each.name.text) && !each.default)
    .filter(({ name }) => !misspelled(signature, call).includes(name.text));
  for (const { name } of missing) environment.report(problem.missingBlockArgument(name, call));
  const names = new Map(around);
  for (const { name, default: value } of parameters) {
    const argument = given.get(name.text);
    const evaluated: Evaluated = argument
      ? evaluateExpression(argument.value, environment)
      : value
      ? evaluateExpression(value, { ...environment, names })
      : { kind: "error", span: call.name.span };
    names.set(name.text, evaluated);
  }
  return names;
}

/** Of a long way through blocks, the calls near the mistake and the first one tell enough. */
const maxNotes = 4;

function withCall(diagnostic: Diagnostic, { name: { span } }: Call): Diagnostic {
  const { notes = [] } = diagnostic;
  return {
    ...diagnostic,
    notes: [...notes.slice(0, maxNotes), { message: "called here", span }],
  };
}
