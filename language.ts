/**
 * The language of `.pipe` files: text is parsed, composed, checked, formatted and printed, and every
 * mistake is a value. It knows no layer and no reader by itself: those come as a vocabulary, as that
 * of `./browser`. Everything here is pure and runs in a browser.
 *
 * ```ts
 * import { format, parse, renderAll } from "@penstock/penstock/language";
 *
 * const source = { name: "flowers.pipe", text: "pipe 1\nsplit   holdout( test=20% )\nseed\n" };
 * const parsed = parse(source);
 * if (!parsed.ok) console.log(renderAll(parsed.diagnostics));
 * console.log(format(source));
 * ```
 *
 * ```text
 * error[E0131]: Missing value after "seed"
 *   --> flowers.pipe:3:5
 *   |
 * 3 | seed
 *   |     ^
 * help: Write a number, a name, a "string", a list or a range
 * pipe 1
 * split holdout(test = 20%)
 * seed
 *
 * ```
 * @module
 */
export { check, type CheckOptions } from "./dsl/check/check.ts";
export type { DeclaredParam } from "./dsl/check/params.ts";
export { type ChosenVariant, compose, type FileTree } from "./dsl/compose/compose.ts";
export { format } from "./dsl/format/format.ts";
export type { CompleteStages, Draft, DraftStages } from "./dsl/language/draft.ts";
export {
  factNames,
  type Facts,
  type PartName,
  partNames,
  type Pipeline,
  type ResolvedParam,
  type Vocabulary,
} from "./dsl/language/pipeline.ts";
export type {
  ArgumentSpec,
  ArgumentTable,
  Refusals,
  Share,
  Signature,
  ValueType,
} from "./dsl/language/signature.ts";
export { type PrintOptions, printPipeline } from "./dsl/print/pipeline.ts";
export { languageReference } from "./dsl/print/reference.ts";
export { render, renderAll, type RenderOptions } from "./dsl/report/render.ts";
export { type JsonDiagnostic, type JsonPlace, toJson } from "./dsl/report/to_json.ts";
export type { File } from "./dsl/syntax/ast.ts";
export type { Override } from "./dsl/syntax/override.ts";
export { parse } from "./dsl/syntax/parse.ts";
export { parseOverride } from "./dsl/syntax/parse_override.ts";
export {
  type Checked,
  type Diagnostic,
  InternalError,
  type Note,
  PenstockError,
  unwrap,
} from "./dsl/text/diagnostic.ts";
export { Report, reported } from "./dsl/text/report.ts";
export { positionOf, type Source, type Span, textOf } from "./dsl/text/span.ts";
