import { format } from "../format/format.ts";
import {
  type CheckedCall,
  type Expected,
  groupName,
  type Pipeline,
  type Vocabulary,
} from "../language/pipeline.ts";
import type { CalledValue, Share, Signature, ValueType } from "../language/signature.ts";

/**
 * A checked pipeline as the text of a `.pipe` file that says everything: parameters and facts of
 * the data are replaced by their values, blocks by their layers, and no default is left out.
 */
export function printPipeline(pipeline: Pipeline, { model: known }: Vocabulary): string {
  const { seed, load, split, loss, optimizer, schedules, train, metrics } = pipeline;
  const one = (keyword: string, call: CheckedCall | undefined) =>
    call ? [`${keyword} ${printCall(call)}`] : [];
  const several = (keyword: string, calls: readonly CheckedCall[]) =>
    calls.length > 0 ? [`${keyword} ${calls.map(printCall).join(", ")}`] : [];
  const lines = [
    "pipe 1",
    `seed ${seed}`,
    "",
    ...one("load", load),
    ...pipeline.columns.map((column) => `column ${printCall(column)}`),
    ...one("split", split),
    ...several("impute", pipeline.impute),
    ...several("encode", pipeline.encode),
    ...several("scale", pipeline.scale),
    ...several("scale_target", pipeline.scale_target),
    ...printModel(pipeline, known),
    ...one("loss", loss),
    ...one("optimizer", optimizer),
    ...several("schedule", schedules),
    ...train ? [printCall(train)] : [],
    ...several("metric", metrics),
    ...pipeline.expectations.map(printExpectation),
  ];
  return format({ name: "resolved", text: lines.join("\n") + "\n" });
}

function printModel({ model: { layers, stage } }: Pipeline, known: readonly Signature[]): string[] {
  return [`${printCall(stage)} {`, ...printLayers(layers, known), "}"];
}

function printLayers(layers: readonly CheckedCall[], known: readonly Signature[]): string[] {
  const taken = new Set(layers.flatMap(({ label }) => label ?? []));
  return layers.flatMap((layer) => {
    if (!layer.block) return [printCall(layer)];
    const isKnown = known.some(({ name }) => name === layer.definition.name);
    const call = isKnown ? layer : asGroup(layer, taken);
    return [`${printCall(call)} {`, ...printLayers(layer.block, known), "}"];
  });
}

/** A named block has no text of its own here: it is a group that goes by the name of the block. */
function asGroup(layer: CheckedCall, taken: Set<string>): CheckedCall {
  const { definition, label = freeName(layer, taken) } = layer;
  taken.add(label);
  return { ...layer, label, definition: { ...definition, name: groupName } };
}

/** The name that the layer has without a label: its kind with a count. */
function freeName({ definition: { name } }: CheckedCall, taken: ReadonlySet<string>): string {
  let count = 1;
  while (taken.has(`${name}_${count}`)) count++;
  return `${name}_${count}`;
}

function printExpectation({ metric, low, high, part }: Expected): string {
  return `expect ${word(metric)} in ${low}..${high} on ${part}`;
}

/** `label: name(argument = value, ...)` */
function printCall({ label, definition, arguments: values }: CheckedCall): string {
  const before = label === undefined ? "" : `${word(label)}: `;
  return `${before}${definition.name}${printArguments(definition, values)}`;
}

function printArguments(
  definition: Signature,
  values: Readonly<Record<string, unknown>>,
): string {
  const parts = Object.entries(definition.arguments)
    .filter(([name]) => values[name] !== undefined)
    .map(([name, { type }]) => `${name} = ${printValue(values[name], type)}`);
  return parts.length === 0 ? "" : `(${parts.join(", ")})`;
}

/** A value as it would be written where one of `type` is expected. */
function printValue(value: unknown, type: ValueType): string {
  if (typeof value === "string") return isWord(value, type) ? word(value) : text(value);
  if (Array.isArray(value)) {
    const of = itemType(type);
    return `[${value.map((item) => printValue(item, of)).join(", ")}]`;
  }
  if (isShare(value)) return printShare(value);
  if (isCall(value)) {
    return value.definition.name + printArguments(value.definition, value.arguments);
  }
  return String(value);
}

function printShare(share: Share): string {
  if ("rows" in share) return String(share.rows);
  return "percent" in share ? `${decimal(share.percent)}%` : decimal(share.fraction);
}

function isWord(value: string, type: ValueType): boolean {
  if (type.kind === "either") return type.types.some((each) => isWord(value, each));
  return type.kind === "word" && type.words.includes(value);
}

function itemType(type: ValueType): ValueType {
  if (type.kind === "list") return type.of;
  const list = type.kind === "either" && type.types.find(({ kind }) => kind === "list");
  return list ? itemType(list) : { kind: "string" };
}

function isShare(value: unknown): value is Share {
  return typeof value === "object" && value !== null &&
    ("percent" in value || "rows" in value || "fraction" in value);
}

function isCall(value: unknown): value is CalledValue {
  return typeof value === "object" && value !== null && "definition" in value;
}

/** A share may have no exponent. */
function decimal(value: number): string {
  const short = String(value);
  return short.includes("e") ? value.toFixed(20).replace(/0+$/, "") : short;
}

function word(value: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(value);
  return isPlain ? value : text(value);
}

/** A string in the language's own escapes, which are fewer than JSON's. */
function text(value: string): string {
  const escaped = value.replaceAll(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t")
    .replaceAll(
      /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
      (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  return `"${escaped}"`;
}
