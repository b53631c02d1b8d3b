import {
  type ArgumentSpec,
  boolean,
  callOf,
  float,
  list,
  optional,
} from "../../dsl/language/signature.ts";
import { type Initializer, type InitializerCall, literal } from "../initializers/initializer.ts";
import { initializers, vectorInitializers } from "../initializers/registry.ts";
import type { LayerContext } from "./layer.ts";
import * as problem from "./problems.ts";

/** The arguments of every layer with parameters. */
export const tuningArguments: {
  readonly trainable: ArgumentSpec<boolean>;
  readonly lr_factor: ArgumentSpec<number>;
  readonly decay_factor: ArgumentSpec<number>;
} = {
  trainable: boolean({
    default: true,
    doc: "whether training changes its parameters; false keeps them as they start",
  }),
  lr_factor: float({
    min: 0,
    default: 1,
    doc: "what the learning rate, as it is scheduled, is multiplied by for its parameters",
  }),
  decay_factor: float({
    min: 0,
    default: 1,
    doc: "what the optimizer's weight_decay is multiplied by for its parameters",
  }),
};

/** A row of literal values. */
export const numbers: ArgumentSpec<readonly number[]> = list(float({ doc: "an element" }), {
  doc: "a row",
});

/** An initializer for a matrix. */
export function matrixStart(doc: string): ArgumentSpec<InitializerCall | undefined> {
  return optional(callOf(initializers, { what: "initializer", doc }));
}

/** An initializer for a vector. */
export function vectorStart(doc: string): ArgumentSpec<InitializerCall | undefined> {
  return optional(callOf(vectorInitializers, { what: "initializer of a vector", doc }));
}

/** What a file can say of how a parameter starts. */
export interface Start {
  readonly init: InitializerCall | undefined;
  /** The literal values; `null` for a parameter that is not there. */
  readonly values: readonly number[] | null | undefined;
  /** How it starts where the file says nothing. */
  readonly preset: Initializer;
  /** The arguments that hold `init` and `values`; `init` and `weight` unless given. */
  readonly names?: { readonly init: string; readonly values: string };
}

/** How a parameter starts. */
export function parameterStart(context: LayerContext, start: Start): Initializer {
  const { init, values, preset, names = { init: "init", values: "weight" } } = start;
  if (init && values !== undefined) context.reject(problem.twoStarts(names.init, names.values));
  if (values) return literal(values);
  if (!init) return preset;
  const { definition, arguments: args } = init;
  const reason = definition.problem?.(args);
  if (reason) context.reject(problem.impossibleStart(names.init, definition.name, reason));
  return definition.initializer(args);
}

/** Stops unless literal rows fill a matrix of some shape. */
export function checkMatrix(
  context: LayerContext,
  rows: readonly (readonly number[])[] | undefined,
  { shape: [count, width], layer, row }: {
    readonly shape: readonly [number, number];
    /** What needs that shape, in words. */
    readonly layer: string;
    /** What each row is for, in words. */
    readonly row: string;
  },
): void {
  const odd = rows?.find((row) => row.length !== width);
  if (!rows || (rows.length === count && !odd)) return;
  const given = odd ? `a row of ${odd.length}` : `${rows.length} rows`;
  context.reject(problem.wrongLiteral({
    argument: "weight",
    message: `The weight has ${given}, ${layer} needs [${count}, ${width}]`,
    help: `Write ${count} rows of ${width} values, one row ${row} (PyTorch's layout)`,
  }));
}
