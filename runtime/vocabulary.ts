import { type CompilerVocabulary, compilerVocabulary } from "../compiler/vocabulary/vocabulary.ts";
import type { Pipeline } from "../dsl/language/pipeline.ts";
import type { Signature } from "../dsl/language/signature.ts";
import { devices } from "./engine/devices.ts";
import type { Reader } from "./readers/reader.ts";
import { readers } from "./readers/registry.ts";
import type { Splitter } from "./split/splitter.ts";
import { splitters } from "./split/registry.ts";

/**
 * Every name of the language, with its meaning.
 *
 * @internal
 */
export interface RuntimeVocabulary extends CompilerVocabulary {
  readonly load: readonly Reader[];
  readonly split: readonly Splitter[];
  readonly device: readonly Signature[];
}

/** The vocabulary that Penstock comes with. */
export const vocabulary: RuntimeVocabulary = {
  ...compilerVocabulary,
  load: readers,
  split: splitters,
  device: devices,
};

/** A checked pipeline that can be run. */
export type RunnablePipeline = Pipeline<RuntimeVocabulary>;
