import type { DeviceTensors } from "./engine.ts";
import type { Tensors } from "./tensor.ts";

/** Tensors of a device that computes in the host's memory: there is nothing to copy or to free. */
export function onHost(tensors: Tensors): DeviceTensors {
  return {
    read: () => Promise.resolve(tensors),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
