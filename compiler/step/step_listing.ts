import type { Origin } from "../ir/origin.ts";
import { sameShape } from "../ir/tensor.ts";
import { isOpCall, type OpCall, type Outputs, topologicalOrder, type Value } from "../ir/value.ts";
import type { ModelPlan, ParameterSpec } from "../plan/model_plan.ts";
import { printConstant, printExpression } from "../transform/print.ts";
import { hoist, resultsOf } from "./hoist.ts";
import { afterSteps, type StepGraph } from "./step_graph.ts";

/** A node of a step, for people. */
export interface ListedNode {
  /** Whether it is computed once before the first step, in each of them, or for all after the last. */
  readonly when: "before" | "step" | "after";
  /** `hidden = gemm(gather_rows, hidden.weight, hidden.bias) {transposeB} : float32[1, 8]`. */
  readonly text: string;
  /** The op, such as `gemm`. */
  readonly kind: OpCall["kind"];
  /** What it is computed for. */
  readonly origin?: Origin;
}

/**
 * Every node of a step in the order in which they are computed, each under a name of its own: that of its layer,
 * its parameter or the output that it is, else one made of its kind. Constants stand where they are read.
 * @param step As it is before anything is hoisted.
 */
export function listStep(step: StepGraph, { parameters }: ModelPlan): ListedNode[] {
  const hoisted = hoist(step);
  const sections = [
    ["before", hoisted.before],
    ["step", resultsOf(hoisted.step)],
    ["after", afterSteps(step)],
  ] as const;
  const taken = new Set(sections.flatMap(([, outputs]) => [
    ...Object.keys(outputs),
    ...inputNames(outputs),
  ]));
  return sections.flatMap(([when, outputs]) =>
    listOutputs(outputs, { taken, parameters })
      .map((each) => ({ when, ...each }))
  );
}

function inputNames(outputs: Outputs): readonly string[] {
  return topologicalOrder(Object.values(outputs))
    .flatMap((value) => value.kind === "input" ? [value.name] : []);
}

function listOutputs(
  outputs: Outputs,
  { taken, parameters }: {
    readonly taken: Set<string>;
    readonly parameters: readonly ParameterSpec[];
  },
): Omit<ListedNode, "when">[] {
  const names = new Map<Value, string>();
  const read = (value: Value) => {
    if (value.kind === "constant") return printConstant(value);
    return value.kind === "input" ? value.name : names.get(value) ?? "";
  };
  return topologicalOrder(Object.values(outputs)).filter(isOpCall).map((value) => {
    const given = Object.keys(outputs).filter((name) => outputs[name] === value);
    const own = value.name ?? parameterName(value, parameters);
    const name = own === undefined && given.length > 0
      ? given[0]
      : freshName(own ?? value.kind, taken);
    names.set(value, name);
    const others = given.filter((each) => each !== name);
    const note = others.length > 0 ? `  # ${others.join(", ")}` : "";
    const { kind, origin } = value;
    const text = `${name} = ${printExpression(value, read)}${note}`;
    return { text, kind, ...origin && { origin } };
  });
}

/** The parameter that a value is, as `unpack` takes it out of the state. */
function parameterName(
  value: OpCall,
  parameters: readonly ParameterSpec[],
): string | undefined {
  const slice = value.kind === "reshape" ? value.inputs[0] : value;
  if (slice.kind !== "slice" || slice.inputs[0].name !== "state") return undefined;
  const { start } = slice.attributes;
  const spec = parameters.find(({ offset }) => offset === start);
  return spec && sameShape(spec.shape, value.type.shape) ? spec.name : undefined;
}

/** `stem`, or `stem_2`, `stem_3`, ... if it is taken. */
function freshName(stem: string, taken: Set<string>): string {
  let name = stem;
  for (let count = 2; taken.has(name); count++) name = `${stem}_${count}`;
  taken.add(name);
  return name;
}
