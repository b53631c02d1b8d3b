import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { EngineError } from "./engine_error.ts";

/** ONNX Runtime gives up on a model; its message nests from the outermost node to the cause. */
export function engineFailed(cause: EngineError): Diagnostic {
  const { message } = cause;
  const reason = (message.split("Status Message: ").at(-1) ?? message).trim() || "no reason given";
  return error("E0605", {}, {
    message: `ONNX Runtime cannot go on: ${reason}`,
    help: helpFor(reason),
    cause,
  });
}

function helpFor(reason: string): string {
  if (/out of data bounds/.test(reason)) {
    return "A code is not in 0..count - 1 of its embedding: check the column, and leave it unscaled";
  }
  if (/alloc|memory/i.test(reason)) return "There is not enough memory: try a smaller batch";
  return "If the pipeline is right, please report this with the pipeline and its data";
}
