import { printGraph } from "../transform/print.ts";
import { hoist, resultsOf } from "./hoist.ts";
import { afterSteps, type StepGraph } from "./step_graph.ts";

/** A step as text: what is computed before the loop, in each step and after it. */
export function printStep(whole: StepGraph): string {
  const { before, step } = hoist(whole);
  const sections = { "before": before, "each step": resultsOf(step), "after": afterSteps(step) };
  return Object.entries(sections)
    .filter(([, outputs]) => Object.keys(outputs).length > 0)
    .map(([title, outputs]) => `${title}:\n${printGraph(outputs)}`)
    .join("\n");
}
