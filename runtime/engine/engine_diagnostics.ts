import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";
import { EngineError } from "./engine_error.ts";

/** ONNX Runtime gives up on a model; its message nests from the outermost node to the cause. */
export function engineFailed({ message }: EngineError): Diagnostic {
  const cause = (message.split("Status Message: ").at(-1) ?? message).trim() || "no reason given";
  return {
    code: "E0605",
    severity: "error",
    message: `ONNX Runtime cannot go on: ${cause}`,
    help: helpFor(cause),
  };
}

/**
 * What an action gives back; what the engine gives up on in it becomes a mistake that can be told.
 * @throws {PenstockError} E0605, with the engine's error as its cause.
 */
export async function tellingEngineErrors<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const told = new PenstockError([engineFailed(error)]);
    told.cause = error;
    throw told;
  }
}

function helpFor(cause: string): string {
  if (/out of data bounds/.test(cause)) {
    return "A code is not in 0..count - 1 of its embedding: check the column, and leave it unscaled";
  }
  if (/alloc|memory/i.test(cause)) return "There is not enough memory: try a smaller batch";
  return "If the pipeline is right, please report this with the pipeline and its data";
}
