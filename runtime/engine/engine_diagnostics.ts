import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { CudaProblem } from "../cuda/cuda_problem.ts";
import { deviceName, type NamedDevice } from "./devices.ts";
import type { EngineError } from "./engine_error.ts";

/** ONNX Runtime gives up on a model; its message nests from the outermost node to the cause. */
export function engineFailed(cause: EngineError): Diagnostic {
  const { message } = cause;
  const said = (message.split("Status Message: ").at(-1) ?? message).trim() || "no reason given";
  const [, bytes] = /Failed to allocate memory for requested buffer of size (\d+)/.exec(said) ?? [];
  const reason = bytes === undefined
    ? said
    : `there is no memory for another ${(Number(bytes) / 1e6).toFixed(1)} MB`;
  return error("E0605", {}, {
    message: `ONNX Runtime cannot go on: ${reason}`,
    help: helpFor(reason),
    cause,
  });
}

/** A device that a pipeline names, or `--device`, and that cannot be used. */
export function deviceMissing(device: NamedDevice, { cause, remedy }: CudaProblem): Diagnostic {
  return error("E0610", device.span, {
    message: `"${deviceName(device)}" cannot be used: ${lowerFirst(cause)}`,
    help: device.span.source.isOfCommand
      ? `${remedy}; or leave --device out`
      : `${remedy}; or add --device cpu to the command`,
  });
}

/** A sentence as the rest of another, unless it begins with a name. */
function lowerFirst(sentence: string): string {
  return /^(The|There|Nothing|What)\b/.test(sentence)
    ? sentence[0].toLowerCase() + sentence.slice(1)
    : sentence;
}

function helpFor(reason: string): string {
  if (/out of data bounds/.test(reason)) {
    return "A code is not in 0..count - 1 of its embedding: check the column, and leave it unscaled";
  }
  if (/alloc|memory/i.test(reason)) return "There is not enough memory: try a smaller batch";
  return "If the pipeline is right, please report this with the pipeline and its data";
}
