import { format } from "../format/format.ts";
import {
  type CheckedCall,
  type Expected,
  groupName,
  type Pipeline,
  type Vocabulary,
} from "../language/pipeline.ts";
import type { CalledValue, Share, Signature, ValueType } from "../language/signature.ts";

/** How a pipeline is printed. */
export interface PrintOptions {
  /** A path as it is to be written, where the text will lie in another folder. */
  readonly pathOf?: (path: string) => string;
}

interface Printer extends Required<PrintOptions> {
  /** The layers that the language has. */
  readonly known: readonly Signature[];
}

/**
 * A checked pipeline as the text of a `.pipe` file that says everything: parameters and facts of
 * the data are replaced by their values, blocks by their layers, and no default is left out.
 */
export function printPipeline(
  pipeline: Pipeline,
  { model: known }: Vocabulary,
  { pathOf = (path) => path }: PrintOptions = {},
): string {
  const printer = { known, pathOf };
  const { seed, load, split, loss, optimizer, schedules, train, metrics, device } = pipeline;
  const one = (keyword: string, call: CheckedCall | undefined) =>
    call ? [`${keyword} ${printCall(call, printer)}`] : [];
  const several = (keyword: string, calls: readonly CheckedCall[]) =>
    calls.length > 0
      ? [`${keyword} ${calls.map((call) => printCall(call, printer)).join(", ")}`]
      : [];
  const lines = [
    "pipe 1",
    `seed ${seed}`,
    "",
    ...one("load", load),
    ...pipeline.columns.map((column) => `column ${printCall(column, printer)}`),
    ...one("split", split),
    ...several("impute", pipeline.impute),
    ...several("encode", pipeline.encode),
    ...several("scale", pipeline.scale),
    ...several("scale_target", pipeline.scale_target),
    ...printModel(pipeline, printer),
    ...one("loss", loss),
    ...one("optimizer", optimizer),
    ...several("schedule", schedules),
    ...train ? [printCall(train, printer)] : [],
    ...several("metric", metrics),
    ...one("device", device),
    ...pipeline.expectations.map(printExpectation),
  ];
  return format({ name: "resolved", text: lines.join("\n") + "\n" });
}

function printModel({ model: { layers, stage } }: Pipeline, printer: Printer): string[] {
  return [`${printCall(stage, printer)} {`, ...printLayers(layers, printer), "}"];
}

function printLayers(layers: readonly CheckedCall[], printer: Printer): string[] {
  const taken = new Set(layers.flatMap(({ label }) => label ?? []));
  return layers.flatMap((layer) => {
    if (!layer.block) return [printCall(layer, printer)];
    const isKnown = printer.known.some(({ name }) => name === layer.definition.name);
    const call = isKnown ? layer : asGroup(layer, taken);
    return [`${printCall(call, printer)} {`, ...printLayers(layer.block, printer), "}"];
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

function printExpectation({ metric, low, high, part, seeds }: Expected): string {
  const over = seeds === undefined ? "" : `(seeds = ${seeds})`;
  return `expect ${word(metric)} in ${low}..${high} on ${part}${over}`;
}

/** `label: name(argument = value, ...)` */
function printCall(
  { label, definition, arguments: values }: CheckedCall,
  printer: Printer,
): string {
  const before = label === undefined ? "" : `${word(label)}: `;
  return `${before}${definition.name}${printArguments(definition, values, printer)}`;
}

function printArguments(
  definition: Signature,
  values: Readonly<Record<string, unknown>>,
  printer: Printer,
): string {
  const parts = Object.entries(definition.arguments)
    .filter(([name]) => values[name] !== undefined)
    .map(([name, { type }]) => `${name} = ${printValue(values[name], type, printer)}`);
  return parts.length === 0 ? "" : `(${parts.join(", ")})`;
}

/** A value as it would be written where one of `type` is expected. */
function printValue(value: unknown, type: ValueType, printer: Printer): string {
  if (typeof value === "string") {
    if (isWord(value, type)) return word(value);
    return text(isPath(type) ? printer.pathOf(value) : value);
  }
  if (Array.isArray(value)) {
    const of = itemType(type);
    return `[${value.map((item) => printValue(item, of, printer)).join(", ")}]`;
  }
  if (isShare(value)) return printShare(value);
  if (isCall(value)) {
    return value.definition.name + printArguments(value.definition, value.arguments, printer);
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

function isPath(type: ValueType): boolean {
  return type.kind === "path" || type.kind === "either" && type.types.some(isPath);
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
