import type { TensorType } from "../../ir/tensor.ts";
import {
  type Input,
  isOpCall,
  type Outputs,
  topologicalOrder,
  type Value,
} from "../../ir/value.ts";
import { hoist, resultsOf } from "../../step/hoist.ts";
import { afterSteps, nextName, statesOf, type StepGraph } from "../../step/step_graph.ts";
import type { CutRule } from "../../transform/group_parts.ts";
import { graphAttribute, intAttribute } from "./attributes.ts";
import { lower } from "./lower.ts";
import { identityNode } from "./lowered_node.ts";
import type { OnnxGraph, OnnxInitializer, OnnxNode, ValueInfo } from "./model.ts";
import { declare } from "./tensor_data.ts";
import { lowerNamed } from "./to_model.ts";

/**
 * Many steps in one call: an ONNX `Scan` over the first axis, whose length is the dim `S`. What is the
 * same in every step is computed before it.
 * Inputs: the captured ones as they are, the carried ones, the scanned ones as [S, ...].
 * Outputs: each carried state after the last step under `next_<name>`; each report as [S, ...], or what
 * is computed from them after the loop.
 * @param isCut Which tensors the steps take apart and join by a node for each piece.
 */
export function lowerScan(whole: StepGraph, isCut?: CutRule): OnnxGraph {
  const { before, step } = hoist(whole);
  const ends = endsOf(whole);
  const carried = whole.carried.map(({ input }) => nextName(input));
  const outside = [
    ...[...ends.inputs, ...ends.states, ...ends.reports].map(({ name }) => name),
    ...carried,
  ];
  const prelude = lowerAround(before, outside);
  const after = lowerAround(afterSteps(step), [...outside, ...prelude.taken]);
  const body = lowerBody(step, {
    isCut,
    outside: [...outside, ...prelude.taken, ...after.taken],
  });
  return {
    name: "span",
    inputs: ends.inputs,
    outputs: [...ends.states, ...step.after ? declareAll(step.after) : ends.reports],
    initializers: [...prelude.initializers, ...after.initializers],
    nodes: [...prelude.nodes, scanNode(step, body), ...after.nodes],
  };
}

/** What goes into the loop, the states and the reports that come out of it. */
function endsOf(step: StepGraph) {
  const { captured, scanned, reported } = step;
  const states = statesOf(step);
  const same = [...captured, ...states.map(({ input }) => input)];
  return {
    inputs: [
      ...same.map(({ name, type }) => declare(name, type)),
      ...scanned.map(({ name, type }) => declare(name, stacked(type))),
    ],
    states: states.map(({ input }) => declare(nextName(input), input.type)),
    reports: Object.entries(reported).map(([name, { type }]) => declare(name, stacked(type))),
  };
}

interface Around {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  /** The names that it gives. */
  readonly taken: readonly string[];
}

/** What is computed once, outside the loop. @param outside The names so far; its inputs mean them. */
function lowerAround(outputs: Outputs, outside: readonly string[]): Around {
  const { nodes, initializers } = lowerNamed(outputs, outside);
  const taken = [...initializers.map(({ name }) => name), ...nodes.flatMap((node) => node.outputs)];
  return { nodes, initializers, taken };
}

function declareAll(outputs: Outputs): ValueInfo[] {
  return Object.entries(outputs).map(([name, { type }]) => declare(name, type));
}

function scanNode(step: StepGraph, body: OnnxGraph): OnnxNode {
  const { carried, reported } = step;
  const states = carried.map(({ input }) => input);
  const scanned = inputsOfEach(step);
  return {
    opType: "Scan",
    name: "steps",
    inputs: [...states, ...scanned].map(({ name }) => name),
    outputs: [...states.map(nextName), ...Object.keys(reported)],
    attributes: {
      body: graphAttribute(body),
      num_scan_inputs: intAttribute(scanned.length),
    },
  };
}

/** What has a value of its own in every step and is read there. */
function inputsOfEach(step: StepGraph): readonly Input[] {
  const read = new Set<Value>(topologicalOrder(Object.values(resultsOf(step))));
  const prepared = (step.prepared ?? []).map(({ input }) => input);
  const scanned = step.scanned.filter((each) => read.has(each));
  // A loop needs something that tells how many steps there are.
  return scanned.length + prepared.length > 0 ? [...scanned, ...prepared] : step.scanned;
}

interface BodyOptions {
  readonly isCut: CutRule | undefined;
  /** The names of the graph around the body, which it may not give to others. */
  readonly outside: readonly string[];
}

function lowerBody(step: StepGraph, { isCut, outside }: BodyOptions): OnnxGraph {
  const results = resultsOf(step);
  const inputs = [...step.carried.map(({ input }) => input), ...inputsOfEach(step)];
  const given = new Map([
    ...inputs.map((input) => [input, insideName(input)] as const),
    ...computedOutputs(results),
  ]);
  const outputs = Object.entries(results).map(([name, { type }]) =>
    declare(outputName(name), type)
  );
  const reserved = [...outside, ...given.values(), ...outputs.map(({ name }) => name)];
  const { nodes, initializers, nameOf } = lower(results, { given, reserved, isCut });
  return {
    name: "step",
    inputs: inputs.map((input) => declare(insideName(input), input.type)),
    outputs,
    initializers,
    nodes: [...nodes, ...finalNodes(results, nameOf)],
  };
}

/** The results that a node of the body computes, each under its first name as an output. */
function computedOutputs(results: Outputs): Map<Value, string> {
  const names = new Map<Value, string>();
  for (const [name, value] of Object.entries(results)) {
    if (isOpCall(value) && !names.has(value)) names.set(value, outputName(name));
  }
  return names;
}

/**
 * A node of its own for every other output of the body. Without it, ONNX Runtime 1.30 returns garbage for
 * an output that is an input of the body or is listed twice, and rejects one from outside the body.
 */
function finalNodes(results: Outputs, nameOf: (value: Value) => string): OnnxNode[] {
  return Object.entries(results)
    .map(([name, value]) => ({ name: nameOf(value), output: outputName(name) }))
    .filter(({ name, output }) => name !== output)
    .map(({ name, output }) => identityNode(name, output));
}

/** Inside the body, inputs have names of their own: a body may not shadow the graph around it. */
function insideName({ name }: Input): string {
  return `${name}_in`;
}

function outputName(result: string): string {
  return `${result}_out`;
}

function stacked({ dtype, shape }: TensorType): TensorType {
  return { dtype, shape: ["S", ...shape] };
}
