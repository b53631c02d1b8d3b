import type { Diagnostic } from "../../dsl/text/diagnostic.ts";

/** ONNX Runtime gives up on a model; its message nests from the outermost node to the cause. */
export function engineFailed(reason: string): Diagnostic {
  const cause = reason.split("Status Message: ").at(-1)!.trim() || "no reason given";
  return {
    code: "E0605",
    severity: "error",
    message: `ONNX Runtime cannot go on: ${cause}`,
    help: helpFor(cause),
  };
}

function helpFor(cause: string): string {
  if (/out of data bounds/.test(cause)) {
    return "A code is not in 0..count - 1 of its embedding: check the column, and leave it unscaled";
  }
  if (/alloc|memory/i.test(cause)) return "There is not enough memory: try a smaller batch";
  return "If the pipeline is right, please report this with the pipeline and its data";
}
