import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";

export function nothingToCompare(): Diagnostic {
  return error("E0536", {}, {
    message: "There is one training only, and nothing to compare it with",
    help: "Name another pipeline, or add --set name=8,16,32, --seeds 5 or --linear",
  });
}

/** @param differs In what, for people. */
export function otherGround(
  { label, first, differs }: {
    readonly label: string;
    readonly first: string;
    readonly differs: string;
  },
): Diagnostic {
  return error("E0537", {}, {
    message: `"${label}" is judged otherwise than "${first}": ${differs}`,
    help: "Give both the same load and split stages, or add --allow-different-data",
  });
}

export function noMemberLeft(reasons: readonly string[]): Diagnostic {
  return error("E0609", {}, {
    message: `No training went well: ${[...new Set(reasons)].slice(0, 3).join("; ")}`,
    help: "Run one of them alone to see more",
  });
}

/** @param goOn The command that does, for people. */
export function comparisonInterrupted(
  { done, all, goOn }: { readonly done: number; readonly all: number; readonly goOn: string },
): Diagnostic {
  return error("E0608", {}, {
    message: `Interrupted: ${done} of ${all} trainings are done`,
    help: `What is done is kept, and so is the state of the others. Go on with: ${goOn}`,
  });
}
