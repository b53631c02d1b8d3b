import { identityHead } from "../../compiler/heads/head.ts";
import { lastLayer, meantLayer } from "../../compiler/plan/last_layer.ts";
import type { CompilerPipeline } from "../../compiler/vocabulary/vocabulary.ts";
import { type Diagnostic, warning } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { Dataset } from "../data/dataset.ts";

/** A warning where the last layer stays between two numbers and a target that it is to predict does not. */
export function unreachableTargets(
  { loss, model, train }: CompilerPipeline,
  { target }: Pick<Dataset, "target">,
): Diagnostic[] {
  const last = lastLayer(model.layers);
  if (!train || loss?.definition.head !== identityHead || !last) return [];
  const { name, bounds } = meantLayer(last);
  if (!bounds || target?.kind !== "numeric") return [];
  const beyond = target.columns.find(({ range: { low, high } }) =>
    low < bounds[0] || high > bounds[1]
  );
  return beyond ? [unreachable(last.nameSpan, { layer: name, bounds, column: beyond })] : [];
}

function unreachable(
  span: Span,
  { layer, bounds, column: { name, range: { low, high } } }: {
    readonly layer: string;
    readonly bounds: readonly [low: number, high: number];
    readonly column: {
      readonly name: string;
      readonly range: { readonly low: number; readonly high: number };
    };
  },
): Diagnostic {
  return warning("W0422", span, {
    message: `"${layer}" is the last layer and gives numbers between ${bounds.join(" and ")}, ` +
      `but target "${name}" goes from ${low} to ${high}`,
    help: "Remove this line: the last layer gives its numbers as they are",
  });
}
