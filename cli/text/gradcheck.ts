import type { ExplainOptions, GradientCheck } from "../../mod.ts";
import { formatTable } from "./table.ts";
import type { Screen } from "./wrap.ts";

/** Autodiff beside finite differences, a line a parameter, at the place where they differ most. */
export function gradcheckText(
  checks: readonly GradientCheck[],
  { part, rows, step, width }: Pick<ExplainOptions, "part" | "rows" | "step"> & Screen,
): string {
  const title = `Gradients before step ${step} on ${rows.length} rows of ${part}, in float64`;
  const header = ["parameter", "compared", "at", "autodiff", "finite difference", "difference", ""];
  const lines = checks.map(({ parameter, compared, of, worst, agrees }) => [
    parameter,
    `${compared} of ${of}`,
    String(worst.element + 1),
    worst.autodiff.toPrecision(6),
    worst.finiteDifference.toPrecision(6),
    worst.difference.toExponential(1),
    worst.isKink ? "kink" : agrees ? "ok" : "differs",
  ]);
  return `${title}\n\n${formatTable([header, ...lines], { width })}`;
}
