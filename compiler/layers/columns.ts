import { column, either, list } from "../../dsl/language/signature.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import { concat } from "../ops/concat.ts";
import { slice } from "../ops/slice.ts";
import { defineLayer, type LayerContext } from "./layer.ts";
import * as problem from "./problems.ts";

const name = column({ doc: "a feature column" });

/**
 * Some of the features by name, in the order in which they are named: a first layer, or the first of a
 * branch of `concat`. Shapes: x [N, F] -> y [N, n].
 */
export const columnsLayer = defineLayer({
  name: "columns",
  doc: "Picks features by the names of their columns, as x[:, [i, j, ...]] in PyTorch.",
  arguments: {
    names: either(list(name, { doc: "" }), name, { doc: "the columns, such as [age, height]" }),
  },
  build(context, { names }) {
    if (context.features.length === 0) context.reject(problem.columnsTooLate());
    const wanted = (typeof names === "string" ? [names] : names).map((each) =>
      place(context, each)
    );
    const runs = runsOf(wanted);
    return concat(runs.map((run) => slice(context.input, { axis: -1, ...run })), -1);
  },
});

function place(context: LayerContext, name: string): number {
  const { features } = context;
  const at = features.indexOf(name);
  if (at >= 0) return at;
  const guess = nearest(name, features);
  const help = guess ? `Did you mean "${guess}"?` : `The features are ${features.join(", ")}`;
  return context.reject(problem.unknownFeature(name, help));
}

/** The ranges of neighbours among some places, in order. */
function runsOf(places: readonly number[]): { readonly start: number; readonly end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (const at of places) {
    const last = runs.at(-1);
    if (last?.end === at) last.end++;
    else runs.push({ start: at, end: at + 1 });
  }
  return runs;
}
