import type { ProgramTraining } from "../../compiler/compile.ts";
import type { Outputs } from "../../compiler/ir/value.ts";
import { spanGraph } from "../../compiler/step/span.ts";
import { type StepValues, stepValues } from "../../compiler/step/step_values.ts";
import type { BatchOptions } from "../../compiler/step/training.ts";
import { optimize } from "../../compiler/transform/passes/optimize.ts";
import { verifyGraph } from "../../compiler/transform/verify.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";

/** The graphs that one thing is compiled to, looked at before the passes and after each. */
export interface VerifiedGraphs {
  /** What is compiled: the model, a step, or many of them with the state carried in one way. */
  readonly of: "forward" | "step" | "span, packed" | "span, apart";
  /** How many were found right. */
  readonly count: number;
  /** What is wrong with the one after them. */
  readonly problem?: string;
}

type Look = (graph: Outputs) => void;

/** Compiles the graphs of a training, and verifies each of them between the passes. */
export function verifiedGraphs(
  training: ProgramTraining,
  options: BatchOptions,
): readonly VerifiedGraphs[] {
  const values = stepValues(training, { ...options, rows: "gathered" });
  const { scores } = values;
  return [
    verified("forward", (onGraph) => optimize({ scores }, { onGraph })),
    verified("step", (onGraph) => optimize(resultsIn(values), { onGraph })),
    ...(["packed", "apart"] as const).map((carried) =>
      verified(
        `span, ${carried}`,
        (onGraph) => spanGraph(training, { ...options, carried, onGraph }),
      )
    ),
  ];
}

function verified(of: VerifiedGraphs["of"], compile: (onGraph: Look) => void): VerifiedGraphs {
  let count = 0;
  try {
    compile((graph) => {
      verifyGraph(graph);
      count++;
    });
    return { of, count };
  } catch (error) {
    if (!(error instanceof InternalError)) throw error;
    return { of, count, problem: error.message };
  }
}

function resultsIn({ scores, loss, next }: StepValues): Outputs {
  return { scores, loss, state: next.state, ...next.slots };
}
