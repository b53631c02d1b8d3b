import { InternalError } from "../../../dsl/text/diagnostic.ts";
import type { Dim } from "../../ir/tensor.ts";
import type { Outputs, Value } from "../../ir/value.ts";
import { constantOp } from "../../ir/constant.ts";
import { inputOp } from "../../ir/input.ts";
import { declare, lower } from "./lower.ts";
import { lowerNamed } from "./to_model.ts";
import { graphAttribute, intAttribute, type OnnxGraph, type OnnxNode } from "./model.ts";

/** One step of a loop: which inputs carry state, which change from step to step, what comes out. */
export interface StepGraph {
  /** State: the input that reads it and the value it has after the step. */
  readonly carried: readonly { readonly input: Value; readonly next: Value }[];
  /** Inputs with a value of their own in every step. */
  readonly scanned: readonly Value[];
  /** Inputs that are the same in every step: the data. */
  readonly captured: readonly Value[];
  /** What each step reports. */
  readonly reported: Outputs;
  /**
   * What is computed from the reports of all steps at once, after the loop, and comes out in their place.
   * Its inputs have the names of reports, scanned or captured inputs; reports and scanned ones are stacked.
   */
  readonly after?: Outputs;
}

/**
 * Many steps in one call: an ONNX `Scan` over the first axis, whose length is the dim `S`.
 * Inputs: the captured ones as they are, the carried ones, the scanned ones as [S, ...].
 * Outputs: each carried state after the last step under `next_<name>`; each report as [S, ...], or what
 * is computed from them after the loop.
 */
export function lowerScan(step: StepGraph): OnnxGraph {
  const [carried, scanned] = [step.carried.map(({ input }) => input), step.scanned];
  const states = step.carried.map(({ input }) => declare(`next_${input.name}`, input.type));
  const reports = Object.entries(step.reported).map(([name, { type }]) =>
    declare(name, stacked(type))
  );
  const inputs = [
    ...[...step.captured, ...carried].map((input) => declare(input.name!, input.type)),
    ...scanned.map((input) => declare(input.name!, stacked(input.type))),
  ];
  const outside = [...inputs, ...states, ...reports].map(({ name }) => name);
  const after = lowerAfter(step.after ?? {}, outside);
  const body = lowerBody(step, [...outside, ...after.taken]);
  const scan: OnnxNode = {
    opType: "Scan",
    name: "steps",
    inputs: [...carried, ...scanned].map((input) => input.name!),
    outputs: [...states, ...reports].map(({ name }) => name),
    attributes: {
      body: graphAttribute(body),
      num_scan_inputs: intAttribute(scanned.length),
    },
  };
  return {
    name: "span",
    inputs,
    outputs: [...states, ...step.after ? after.outputs : reports],
    initializers: after.initializers,
    nodes: [scan, ...after.nodes],
  };
}

/** @param outside The names of the graph so far; inputs of what comes after mean them. */
function lowerAfter(after: Outputs, outside: readonly string[]) {
  const { nodes, initializers } = lowerNamed(after, outside);
  const outputs = Object.entries(after).map(([name, { type }]) => declare(name, type));
  const taken = [...initializers.map(({ name }) => name), ...nodes.flatMap((node) => node.outputs)];
  return { nodes, initializers, outputs, taken };
}

/** @param outside The names of the graph around the body, which it may not give to others. */
function lowerBody(
  { carried, scanned, reported }: StepGraph,
  outside: readonly string[],
): OnnxGraph {
  const results: Outputs = {
    ...Object.fromEntries(carried.map(({ input, next }) => [`next_${input.name}`, next])),
    ...reported,
  };
  const inputs = [...carried.map(({ input }) => input), ...scanned];
  const given = new Map([
    ...inputs.map((input) => [input, bodyName(input)] as const),
    ...computedOutputs(results),
  ]);
  const outputs = Object.entries(results).map(([name, value]) =>
    declare(`${name}_out`, value.type)
  );
  const reserved = [...outside, ...given.values(), ...outputs.map(({ name }) => name)];
  const { nodes, initializers, names } = lower(results, { given, reserved });
  const finals = Object.values(results).flatMap((value, index) => {
    const [name, output] = [names.get(value)!, outputs[index]!.name];
    return name === output ? [] : [finalNode(name, output)];
  });
  return {
    name: "step",
    inputs: inputs.map((input) => declare(bodyName(input), input.type)),
    outputs,
    initializers,
    nodes: [...nodes, ...finals],
  };
}

/** The results that a node of the body computes, each under its first name as an output. */
function computedOutputs(results: Outputs): Map<Value, string> {
  const names = new Map<Value, string>();
  for (const [name, value] of Object.entries(results)) {
    const isComputed = value.op !== inputOp && value.op !== constantOp;
    if (isComputed && !names.has(value)) names.set(value, `${name}_out`);
  }
  return names;
}

/**
 * A node of its own for any other body output. Without it, ONNX Runtime 1.30 returns garbage for an
 * output that is a body input or is listed twice, and rejects one from outside the body.
 */
function finalNode(value: string, output: string): OnnxNode {
  return { opType: "Identity", name: output, inputs: [value], outputs: [output] };
}

/** Inside the body, inputs have names of their own: a body may not shadow the graph around it. */
function bodyName(input: Value): string {
  if (input.op !== inputOp || !input.name) throw new InternalError("Only an input can be scanned");
  return `${input.name}_in`;
}

function stacked({ dtype, shape }: Value["type"]) {
  return { dtype, shape: ["S" as Dim, ...shape] };
}
