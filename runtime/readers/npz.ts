import { maxUnpackedBytes } from "../files/limits.ts";
import { readArrayFile } from "./array_file.ts";
import { defineFormat, type FileFormat } from "./file_format.ts";
import { npzSignature as signature } from "./signatures.ts";

/** An archive of arrays: `load npz("data.npz", features = X, target = y)`. */
export const npz: FileFormat = defineFormat({
  ...signature,
  async read(path, request, context) {
    // As for `npy`.
    const { readNpz } = await import("../formats/npz.ts");
    const { heldIn } = await import("../formats/held_arrays.ts");
    const parse = (bytes: Uint8Array) => heldIn(readNpz(bytes, maxUnpackedBytes));
    return readArrayFile(path, request, { reader: signature.name, parse, context });
  },
});
