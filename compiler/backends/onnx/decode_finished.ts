import { decodeModel } from "./decode.ts";
import { encodeModel } from "./encode.ts";
import { boundedOutputs, type Size } from "./finished_shapes.ts";
import type { OnnxModel } from "./model.ts";

/**
 * A finished model as Penstock lowers one: plain operators without loops, no functions, nothing that is kept
 * outside of the file or in another form, and values of bounded size. Whoever wrote the bytes, such a model
 * ends, reads no other file, and takes no more memory than one of ours.
 * @throws {RangeError} With the reason, where it is none.
 */
export function decodeFinished(bytes: Uint8Array): FinishedOnnx {
  const model = decodeModel(bytes);
  const again = encodeModel(model);
  // What we do not know of the format is left out by reading it: then it is there for a runtime alone.
  const isWhole = again.length === bytes.length && again.every((byte, at) => byte === bytes[at]);
  if (!isWhole) throw new RangeError("it holds what no model of ours does");
  return { model, outputs: boundedOutputs(model.graph) };
}

/** A finished model, and the sizes of what it gives. */
export interface FinishedOnnx {
  readonly model: OnnxModel;
  readonly outputs: ReadonlyMap<string, readonly Size[]>;
}
