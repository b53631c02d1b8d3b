import type { TensorType } from "./tensor.ts";
import type { Input } from "./value.ts";

/** A graph input; every call makes another one, even under the same name. */
export function input(name: string, type: TensorType): Input {
  return { kind: "input", inputs: [], type, name };
}
