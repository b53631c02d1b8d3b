import type { Program } from "../../compiler/compile.ts";
import { lowerInference } from "../../compiler/models.ts";
import { decodeModel } from "../../compiler/backends/onnx/decode.ts";
import { encodeModel, producer } from "../../compiler/backends/onnx/encode.ts";
import type { OnnxGraph, OnnxModel } from "../../compiler/backends/onnx/model.ts";
import type { CodedColumn } from "../../compiler/plan/coded_columns.ts";
import type { KnownWords } from "../../compiler/preprocessing/known_words.ts";
import type { Profile } from "../profile/profile.ts";
import type { FileLayout } from "../readers/file_layout.ts";
import { isColumnProfile, parseSchema } from "./parse_schema.ts";
import { type Schema, targetNames } from "../../compiler/schema/schema.ts";
import type { ModelLayer } from "../../report/input/records.ts";
import { inputPorts, outputPorts } from "./model_ports.ts";

/** What a `model.onnx` says of itself, in its `metadata_props`. */
export interface ModelCard {
  /** As its pipeline is called. */
  readonly name: string;
  readonly schema: Schema;
  /** The columns in which a value may be missing: the model fills it in. */
  readonly imputed: readonly string[];
  /** The columns of numbers that are codes. */
  readonly coded: readonly CodedColumn[];
  /** The words that it knows of each column of words. */
  readonly words: readonly KnownWords[];
  /** How rows are found in files such as it was trained on; absent where it was trained on none. */
  readonly layout?: FileLayout;
  /** What was in each column that it was trained on. */
  readonly columns: Profile;
  /** From the first to the last. */
  readonly layers: readonly ModelLayer[];
  /** The levels of the quantiles that it answers with for each target, if it does. */
  readonly quantiles?: readonly number[];
  /** The `.pipe` source it was trained with. */
  readonly pipeline: string;
  /** The same with other files, variants, parameters and defaults written out: it stands by itself. */
  readonly resolved: string;
  readonly seed: number;
  /** `metrics.json` as text; empty for a model that was not evaluated. */
  readonly metrics: string;
}

/**
 * The bytes of a finished model, with the six fields that ONNX has for what a model says of itself:
 * producer, name, domain, version, description and metadata.
 */
export function modelBytes(
  program: Program,
  state: Float32Array,
  card: ModelCard,
): Uint8Array {
  const { graph } = lowerInference(program, state, {});
  return encodeModel({
    graph: { ...graph, name: card.name },
    domain: producer.name,
    modelVersion: 1,
    doc: descriptionOf(card),
    metadata: { ...toMetadata(card), ...portsMetadata(graph, card) },
  });
}

/** For those who meet the file without Penstock. */
function descriptionOf({ name, schema: { target } }: ModelCard): string {
  const answers = target ? ` and answers ${targetNames(target).join(", ")}` : "";
  return `${name}, made by Penstock ${producer.version}. It takes rows as they are in the data${answers}. ` +
    `The metadata ${prefix}inputs and ${prefix}outputs name the columns of every tensor; ` +
    `${prefix}pipeline is the text it was trained with.`;
}

function portsMetadata(graph: OnnxGraph, card: ModelCard): OnnxModel["metadata"] {
  return {
    [`${prefix}inputs`]: JSON.stringify(inputPorts(graph, card.schema)),
    [`${prefix}outputs`]: JSON.stringify(outputPorts(graph, card)),
  };
}

const prefix = "penstock.";

function toMetadata(card: ModelCard): OnnxModel["metadata"] {
  return {
    [`${prefix}version`]: producer.version,
    [`${prefix}schema`]: JSON.stringify(card.schema),
    [`${prefix}imputed`]: JSON.stringify(card.imputed),
    ...card.coded.length > 0 && { [`${prefix}coded`]: JSON.stringify(card.coded) },
    ...card.words.length > 0 && { [`${prefix}words`]: JSON.stringify(card.words) },
    ...card.layout && { [`${prefix}layout`]: JSON.stringify(card.layout) },
    [`${prefix}columns`]: JSON.stringify(card.columns),
    [`${prefix}layers`]: JSON.stringify(card.layers),
    ...card.quantiles && { [`${prefix}quantiles`]: JSON.stringify(card.quantiles) },
    [`${prefix}pipeline`]: card.pipeline,
    [`${prefix}resolved`]: card.resolved,
    [`${prefix}seed`]: String(card.seed),
    [`${prefix}metrics`]: card.metrics,
  };
}

/** The card of a model. @throws {RangeError} If the bytes are no model that Penstock wrote. */
export function readCard(bytes: Uint8Array): ModelCard {
  const { graph, metadata } = decodeModel(bytes);
  const text = metadata?.[`${prefix}schema`];
  const quantiles = metadata?.[`${prefix}quantiles`];
  const imputed = metadata?.[`${prefix}imputed`] ?? "[]";
  const coded = metadata?.[`${prefix}coded`] ?? "[]";
  const words = metadata?.[`${prefix}words`] ?? "[]";
  const layout = metadata?.[`${prefix}layout`];
  if (text === undefined) throw new RangeError("it does not say which columns it takes");
  return {
    name: graph.name,
    schema: parseSchema(text),
    imputed: parseList(imputed, (each) => typeof each === "string", "columns"),
    coded: parseList(coded, isCoded, "codes"),
    words: parseList(words, isKnownWords, "words"),
    columns: parseList(metadata?.[`${prefix}columns`] ?? "[]", isColumnProfile, "columns"),
    layers: parseList(metadata?.[`${prefix}layers`] ?? "[]", isLayer, "layers"),
    ...layout !== undefined && { layout: parseLayout(layout) },
    ...quantiles !== undefined && { quantiles: parseLevels(quantiles) },
    pipeline: metadata?.[`${prefix}pipeline`] ?? "",
    resolved: metadata?.[`${prefix}resolved`] ?? "",
    seed: Number(metadata?.[`${prefix}seed`] ?? 0),
    metrics: metadata?.[`${prefix}metrics`] ?? "",
  };
}

function isCoded(each: unknown): each is CodedColumn {
  return typeof each === "object" && each !== null && "column" in each && "count" in each &&
    typeof each.column === "string" && typeof each.count === "number";
}

function isKnownWords(each: unknown): each is KnownWords {
  return typeof each === "object" && each !== null && "column" in each && "words" in each &&
    typeof each.column === "string" && Array.isArray(each.words) &&
    each.words.every((word) => typeof word === "string");
}

function isLayer(each: unknown): each is ModelLayer {
  return typeof each === "object" && each !== null && "name" in each && "kind" in each &&
    "shape" in each && Array.isArray(each.shape) && "parameters" in each &&
    typeof each.name === "string" && typeof each.kind === "string" &&
    typeof each.parameters === "number" &&
    each.shape.every((dim) => typeof dim === "number" || typeof dim === "string");
}

function parseLayout(text: string): FileLayout {
  const layout: unknown = JSON.parse(text);
  const isLayout = typeof layout === "object" && layout !== null && "format" in layout &&
    typeof layout.format === "string" && "options" in layout &&
    typeof layout.options === "object" && layout.options !== null && "columns" in layout &&
    Array.isArray(layout.columns) && layout.columns.every((name) => typeof name === "string");
  if (!isLayout) throw new RangeError("what it says of the files it was trained on cannot be read");
  // What the options are is for the format to say, whose signature they are held to.
  return layout as FileLayout;
}

function parseLevels(text: string): readonly number[] {
  return parseList(text, (each) => typeof each === "number", "quantiles");
}

function parseList<T>(
  text: string,
  isRight: (each: unknown) => each is T,
  what: string,
): readonly T[] {
  const list: unknown = JSON.parse(text);
  if (Array.isArray(list) && list.every(isRight)) return list;
  throw new RangeError(`what it says of its ${what} cannot be read`);
}
