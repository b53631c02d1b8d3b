import type { OnnxModel } from "../../compiler/backends/onnx/model.ts";
import { toModel } from "../../compiler/backends/onnx/to_model.ts";
import { isOpCall, type OpCall, topologicalOrder, type Value } from "../../compiler/ir/value.ts";
import { inputsInOrder } from "../../compiler/step/step_inputs.ts";
import type { StepValues } from "../../compiler/step/step_values.ts";
import { type Engine, runOnce } from "../engine/engine.ts";
import { floatsOf, tensorNamed, type Tensors } from "../engine/tensor.ts";

/** A value of a step with its numbers. */
export interface ComputedValue {
  readonly value: OpCall;
  readonly numbers: Float32Array;
  /** The sizes that it has, outermost first. */
  readonly shape: readonly number[];
}

/** Every float32 value of a step on a device, in the order of computation. @param feeds By the names of inputs. */
export async function numbersOfStep(
  engine: Engine,
  values: StepValues,
  feeds: Tensors,
): Promise<readonly ComputedValue[]> {
  const { model, names } = everyValue(values);
  const results = await runOnce(engine, model, feeds);
  return [...names].map(([name, value]) => {
    const tensor = tensorNamed(results, name);
    return { value, numbers: floatsOf(tensor), shape: tensor.shape };
  });
}

/** What a step computes in the end: all of it is computed for one of these, the forward pass first. */
export function rootsOf({ scores, loss, gradients, next }: StepValues): readonly Value[] {
  // Gradients flow from the last layer to the first; no step reads the objective itself.
  const backward = gradients.toReversed().filter((each) => each !== undefined);
  return [scores, loss, ...backward, next.state, ...Object.values(next.slots)];
}

/** A model that gives every float32 value of a step, in the order of computation. */
function everyValue(
  values: StepValues,
): { readonly model: OnnxModel; readonly names: ReadonlyMap<string, OpCall> } {
  const computed = topologicalOrder(rootsOf(values)).filter(isOpCall)
    .filter(({ type }) => type.dtype === "float32");
  const names = new Map(computed.map((value, at) => [`value_${at}`, value]));
  return { model: toModel(Object.fromEntries(names), inputsInOrder(values.inputs)), names };
}
