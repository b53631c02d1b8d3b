import { type NumericTensor, tensor } from "../../compiler/ir/tensor.ts";
import type { Value } from "../../compiler/ir/value.ts";
import { inputsInOrder } from "../../compiler/step/step_inputs.ts";
import type { StepValues } from "../../compiler/step/step_values.ts";
import { evaluate, numberOf } from "../../compiler/transform/evaluate.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { HostTensor, Tensors } from "../engine/tensor.ts";
import { numeric } from "../engine/tensor_rows.ts";
import { rootsOf } from "../train/every_value.ts";

/** Numbers of some values of a graph. */
export type KnownNumbers = ReadonlyMap<Value, NumericTensor>;

/** What a step is fed, by its inputs, in float64. */
export function fedNumbers({ inputs }: StepValues, feeds: Tensors): KnownNumbers {
  return new Map(
    inputsInOrder(inputs).flatMap((each) => {
      const fed = feeds[each.name];
      return fed ? [[each, inFloat64(fed)] as const] : [];
    }),
  );
}

/** Every value of a step in float64, by the meaning that each op has in its own file. */
export function referenceStep(values: StepValues, fed: KnownNumbers): KnownNumbers {
  return evaluate(Object.fromEntries(rootsOf(values).map((root, at) => [`${at}`, root])), fed);
}

/**
 * The losses of some steps in float64, each from what the one before it has left.
 * @param feeds Of each step, beside state and slots. @param carried State and slots before the first.
 */
export function referenceLosses(
  values: StepValues,
  { feeds, carried }: { readonly feeds: readonly Tensors[]; readonly carried: Tensors },
): readonly number[] {
  let before = fedNumbers(values, carried);
  return feeds.map((each) => {
    const numbers = referenceStep(values, new Map([...fedNumbers(values, each), ...before]));
    before = carriedOn(values, numbers);
    return numberOf(numbers.get(values.loss));
  });
}

/** What a step leaves for the next one. */
function carriedOn({ inputs, next }: StepValues, numbers: KnownNumbers): KnownNumbers {
  const slots = Object.entries(inputs.slots)
    .map(([name, slot]) => [slot, next.slots[name]] as const);
  return new Map([[inputs.state, next.state] as const, ...slots].map(([input, value]) => {
    const number = value && numbers.get(value);
    if (!number) throw new InternalError("A step leaves what the next one reads");
    return [input, number];
  }));
}

function inFloat64(given: HostTensor): NumericTensor {
  const { shape, data, type } = numeric(given);
  return tensor(shape, data, type);
}
