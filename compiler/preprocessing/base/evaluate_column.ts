import { input } from "../../ir/input.ts";
import { tensor } from "../../ir/tensor.ts";
import { outputOf, type Value } from "../../ir/value.ts";
import { evaluate } from "../../transform/evaluate.ts";

/** What a graph makes of a column of numbers, in float64. @param build From [N, 1] to [N, 1]. */
export function evaluateColumn(
  values: Float64Array,
  build: (column: Value) => Value,
): Float64Array {
  const shape = [values.length, 1];
  const column = input("column", { dtype: "float64", shape });
  const outputs = { result: build(column) };
  const known = evaluate(outputs, new Map([[column, tensor(shape, values, "float64")]]));
  // The graph was evaluated up to its output.
  return known.get(outputOf(outputs, "result"))!.data;
}
