import { InternalError } from "../../dsl/diagnostic.ts";
import type { Dim } from "../ir/tensor.ts";
import type { Outputs, Value } from "../ir/value.ts";
import { inputOp } from "../ops/input.ts";
import { declare, lower, type Lowered } from "./lower.ts";
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
}

/**
 * Many steps in one call: an ONNX `Scan` over the first axis, whose length is the dim `S`.
 * Inputs: the captured ones as they are, the carried ones, the scanned ones as [S, ...].
 * Outputs: each carried state after the last step under `next_<name>`, each report as [S, ...].
 */
export function lowerScan(step: StepGraph): OnnxGraph {
  const body = lowerBody(step);
  const [carried, scanned] = [step.carried.map(({ input }) => input), step.scanned];
  const results = [
    ...step.carried.map(({ input }) => declare(`next_${input.name}`, input.type)),
    ...Object.entries(step.reported).map(([name, { type }]) => declare(name, stacked(type))),
  ];
  const scan: OnnxNode = {
    opType: "Scan",
    name: "steps",
    inputs: [...carried, ...scanned].map((input) => input.name!),
    outputs: results.map(({ name }) => name),
    attributes: {
      body: graphAttribute(body),
      num_scan_inputs: intAttribute(scanned.length),
    },
  };
  const inputs = [
    ...[...step.captured, ...carried].map((input) => declare(input.name!, input.type)),
    ...scanned.map((input) => declare(input.name!, stacked(input.type))),
  ];
  return { name: "span", inputs, outputs: results, initializers: [], nodes: [scan] };
}

function lowerBody({ carried, scanned, reported }: StepGraph): OnnxGraph {
  const results: Outputs = {
    ...Object.fromEntries(carried.map(({ input, next }) => [`next_${input.name}`, next])),
    ...reported,
  };
  const lowered = lower(results);
  const { nodes, outputs } = ownOutputs(results, lowered);
  const inputs = [...carried.map(({ input }) => input), ...scanned];
  return {
    name: "step",
    inputs: inputs.map((input) => declare(bodyName(input), input.type)),
    outputs,
    initializers: lowered.initializers,
    nodes: renameInputs([...lowered.nodes, ...nodes], inputs),
  };
}

/**
 * A node of its own for each body output. Without it, ONNX Runtime 1.30 returns zeros for an output
 * that is a body input or is listed twice, and rejects one from outside the body.
 */
function ownOutputs(results: Outputs, { names }: Lowered) {
  const outputs = Object.entries(results).map(([name, value]) =>
    declare(`${name}_out`, value.type)
  );
  const nodes = Object.values(results).map((value, index): OnnxNode => ({
    opType: "Identity",
    name: outputs[index]!.name,
    inputs: [names.get(value)!],
    outputs: [outputs[index]!.name],
  }));
  return { outputs, nodes };
}

/** Inside the body, inputs have names of their own: a body may not shadow the graph around it. */
function renameInputs(nodes: readonly OnnxNode[], inputs: readonly Value[]): OnnxNode[] {
  const renamed = new Map(inputs.map((input) => [input.name!, bodyName(input)]));
  return nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map((name) => renamed.get(name) ?? name),
  }));
}

function bodyName(input: Value): string {
  if (input.op !== inputOp || !input.name) throw new InternalError("Only an input can be scanned");
  return `${input.name}_in`;
}

function stacked({ dtype, shape }: Value["type"]) {
  return { dtype, shape: ["S" as Dim, ...shape] };
}
