import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { DeviceProblem } from "./found_devices.ts";

/** `doctor --conformance` of a pipeline that trains nothing. */
export function noStepsToCompare(pipeline: string): Diagnostic {
  return error("E0539", { place: pipeline }, {
    message: "There are no steps to compare: the pipeline does not train",
    help: "Add a loss, and lines such as: optimizer adam, train(epochs = 20)",
  });
}

/** Devices that compute a training otherwise than the first. */
export function devicesPart(
  others: readonly string[],
  { device, pipeline }: { readonly device: string; readonly pipeline: string },
): Diagnostic {
  const verb = others.length === 1 ? "does" : "do";
  return error("E0620", { place: pipeline }, {
    message: `${others.join(" and ")} ${verb} not compute what ${device} computes`,
    help: "Train on the processor, --device cpu, and please report this with all that doctor says",
  });
}

/** Nothing can be compared with the processor. */
export function processorUnusable({ cause, remedy }: DeviceProblem): Diagnostic {
  return error("E0621", {}, { message: `The processor cannot be used: ${cause}`, help: remedy });
}
