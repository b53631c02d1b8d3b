import { readArrayFile } from "./array_file.ts";
import { defineFormat, type FileFormat } from "./file_format.ts";
import { npySignature as signature } from "./signatures.ts";

/**
 * An array as NumPy saves it: `load npy("X.npy", labels = "y.npy")`; a dict of arrays that it pickled:
 * `load npy("data.npy", features = X, target = y)`.
 */
export const npy: FileFormat = defineFormat({
  ...signature,
  async read(path, request, context) {
    // Few pipelines name arrays: the others are checked without their formats.
    const { readNpy } = await import("../formats/npy.ts");
    const { heldInNpy } = await import("../formats/held_arrays.ts");
    const parse = (bytes: Uint8Array) => heldInNpy(readNpy(bytes));
    return readArrayFile(path, request, { reader: signature.name, parse, context });
  },
});
