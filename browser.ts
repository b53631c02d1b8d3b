/**
 * All that needs no file, no clock and no ONNX Runtime: a text is parsed, checked against the whole
 * {@link vocabulary}, compiled to ONNX and formatted, in a browser or anywhere else. One file of it
 * makes `deno bundle --platform=browser`.
 *
 * ```ts
 * import { check, format, parse, renderAll, unwrap, vocabulary } from "@penstock/penstock/browser";
 *
 * const text = 'pipe 1\nload csv("flowers.csv")\nmodel {\n  linear( 3 )\n  tahn\n}\n';
 * const source = { name: "flowers.pipe", text };
 * const checked = check(unwrap(parse(source)), vocabulary);
 * if (!checked.ok) console.log(renderAll(checked.diagnostics));
 * console.log(format(source));
 * ```
 *
 * ```text
 * error[E0204]: Unknown layer "tahn"
 *   --> flowers.pipe:5:3
 *   |
 * 5 |   tahn
 *   |   ^^^^
 * help: Did you mean "tanh"?
 * pipe 1
 * load csv("flowers.csv")
 * model {
 *   linear(3)
 *   tahn
 * }
 *
 * ```
 * @module
 */
import { type CompilerVocabulary, compilerVocabulary } from "./compiler.ts";
import { devices } from "./runtime/engine/devices.ts";
import { readerSignatures } from "./runtime/readers/signatures.ts";
import { splitters } from "./runtime/split/registry.ts";

export * from "./compiler.ts";
export * from "./language.ts";

/** Every name of the language. What `load` names can be checked here, but read only where files are. */
export const vocabulary: CompilerVocabulary = {
  ...compilerVocabulary,
  load: readerSignatures,
  split: splitters,
  device: devices,
};
