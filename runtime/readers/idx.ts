import { readArrayFile } from "./array_file.ts";
import { defineFormat, type FileFormat } from "./file_format.ts";
import { idxSignature as signature } from "./signatures.ts";

/** Pictures as MNIST has them: `load idx("train-images.gz", labels = "train-labels.gz")`. */
export const idx: FileFormat = defineFormat({
  ...signature,
  async read(path, request, context) {
    // As for `npy`.
    const { readIdx } = await import("../formats/idx.ts");
    const { loneArray } = await import("../formats/held_arrays.ts");
    const parse = (bytes: Uint8Array) => loneArray(readIdx(bytes));
    return readArrayFile(path, { ...request, options: {} }, {
      reader: signature.name,
      parse,
      context,
    });
  },
});
