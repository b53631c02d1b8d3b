import { defineReader, type Reader } from "./reader.ts";
import { datasetSignature as signature } from "./signatures.ts";

/**
 * A table as its manifest describes it: `load dataset("../data/iris.yaml")`. The manifest names
 * the file, how it is read, the target and the parts that are given.
 */
export const dataset: Reader = defineReader({
  ...signature,
  async read({ path }, context) {
    // YAML, gzip and checksums are loaded for those who name a manifest.
    const { readDataset } = await import("./read_dataset.ts");
    return readDataset(path, context);
  },
  // The manifest names it.
  targetOf: () => [],
});
