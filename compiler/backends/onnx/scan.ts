import type { TensorType } from "../../ir/tensor.ts";
import { type Input, isCall, type Outputs, type Value } from "../../ir/value.ts";
import type { StepGraph } from "../../step/step_graph.ts";
import { graphAttribute, intAttribute } from "./attributes.ts";
import { lower } from "./lower.ts";
import { identityNode } from "./lowered_node.ts";
import type { OnnxGraph, OnnxNode } from "./model.ts";
import { declare } from "./tensor_data.ts";
import { lowerNamed } from "./to_model.ts";

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
    ...[...step.captured, ...carried].map((input) => declare(input.name, input.type)),
    ...scanned.map((input) => declare(input.name, stacked(input.type))),
  ];
  const outside = [...inputs, ...states, ...reports].map(({ name }) => name);
  const after = lowerAfter(step.after ?? {}, outside);
  const body = lowerBody(step, [...outside, ...after.taken]);
  const scan: OnnxNode = {
    opType: "Scan",
    name: "steps",
    inputs: [...carried, ...scanned].map(({ name }) => name),
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
  const { nodes, initializers, nameOf } = lower(results, { given, reserved });
  const finals = Object.entries(results).map(([name, value]) =>
    identityNode(nameOf(value), `${name}_out`)
  );
  // ONNX Runtime 1.30 returns garbage for an output that is an input of the body or is listed twice, and
  // rejects one from outside the body: each gets a node of its own.
  const needed = finals.filter(({ inputs: [value], outputs: [output] }) => value !== output);
  return {
    name: "step",
    inputs: inputs.map((input) => declare(bodyName(input), input.type)),
    outputs,
    initializers,
    nodes: [...nodes, ...needed],
  };
}

/** The results that a node of the body computes, each under its first name as an output. */
function computedOutputs(results: Outputs): Map<Value, string> {
  const names = new Map<Value, string>();
  for (const [name, value] of Object.entries(results)) {
    if (isCall(value) && !names.has(value)) names.set(value, `${name}_out`);
  }
  return names;
}

/** Inside the body, inputs have names of their own: a body may not shadow the graph around it. */
function bodyName({ name }: Input): string {
  return `${name}_in`;
}

function stacked({ dtype, shape }: TensorType): TensorType {
  return { dtype, shape: ["S", ...shape] };
}
