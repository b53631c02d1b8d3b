import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
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

/** A device that a pipeline names, or `--device`, and that is not there. */
export function deviceMissing(
  { definition: { name }, span }: Pick<CheckedCall, "definition" | "span">,
): Diagnostic {
  return error("E0610", span, {
    message: `"${name}" cannot be used: Penstock trains on the processor so far`,
    help: span.source.isOfCommand
      ? "Leave --device out, or write --device cpu"
      : "Add --device cpu to the command, or write device auto",
  });
}

function helpFor(reason: string): string {
  if (/out of data bounds/.test(reason)) {
    return "A code is not in 0..count - 1 of its embedding: check the column, and leave it unscaled";
  }
  if (/alloc|memory/i.test(reason)) return "There is not enough memory: try a smaller batch";
  return "If the pipeline is right, please report this with the pipeline and its data";
}
