import { type DeclaredParam, positionOf, type ResolvedParam, type ValueType } from "../../mod.ts";
import { formatTable } from "./table.ts";
import type { Screen } from "./wrap.ts";

/** Parameters as an aligned table; the value of one that needs the data is left open. */
export function describeParams(params: readonly DeclaredParam[], { width }: Screen = {}): string {
  if (params.length === 0) return "This pipeline declares no parameters";
  const rows = params.map(({ name, type, doc = "", resolved }) => [
    name,
    type.kind === "word" ? "choice" : type.kind,
    rangeOf(type),
    resolved ? valueOf(resolved, type) : "known with the data",
    resolved ? originOf(resolved) : "default",
    doc,
  ]);
  const header = ["name", "type", "range", "value", "from", "meaning"];
  return formatTable([header, ...rows], { width, align: "left" });
}

function rangeOf(type: ValueType): string {
  if (type.kind === "boolean") return "true, false";
  if (type.kind === "word") return type.words.join(" | ");
  if (type.kind !== "int" && type.kind !== "float") return "";
  const isBounded = type.kind === "int"
    ? type.min > Number.MIN_SAFE_INTEGER || type.max < Number.MAX_SAFE_INTEGER
    : type.min > -Infinity || type.max < Infinity;
  return isBounded ? `${type.min}..${type.max}` : "";
}

function valueOf({ value }: ResolvedParam, type: ValueType): string {
  return typeof value === "string" && type.kind !== "word" ? JSON.stringify(value) : String(value);
}

/** Where a value was written: `default`, `--set`, or a line of a file. */
function originOf({ origin, span }: ResolvedParam): string {
  if (origin !== "file") return origin;
  return `${span.source.name}:${positionOf(span.source, span.start).line}`;
}
