import { dateParts } from "../../compiler/schema/date_part.ts";
import type { ColumnSchema, Schema, TargetSchema } from "../../compiler/schema/schema.ts";
import type { ColumnContent } from "../../report/input/records.ts";
import type { ColumnProfile } from "../profile/profile.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The schema in a model, whoever wrote it. @throws {RangeError} If it is none. */
export function parseSchema(text: string): Schema {
  const schema: unknown = JSON.parse(text);
  const isSchema = isFields(schema) && Array.isArray(schema.columns) &&
    schema.columns.every(isColumn) && hasNoTwice(schema.columns.map(({ name }) => name)) &&
    (schema.target === undefined || isTarget(schema.target));
  if (!isSchema) throw new RangeError("what it says of its columns cannot be read");
  // Looked at above, field by field.
  return schema as unknown as Schema;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isColumn(column: unknown): column is ColumnSchema {
  if (!isFields(column) || typeof column.name !== "string") return false;
  switch (column.kind) {
    case "number":
      return typeof column.isWide === "boolean";
    case "category":
      return true;
    case "ordinal":
    case "boolean":
      return isTexts(column.words) && isNumbers(column.codes) &&
        column.words.length === column.codes.length;
    case "date":
      return isTexts(column.parts) && column.parts.length > 0 &&
        column.parts.every((part) => dateParts.some((each) => each === part)) &&
        (column.format === undefined || typeof column.format === "string");
    case "image":
      return isSizes(column.shape, 3) && (column.size === undefined || isSizes(column.size, 2));
    default:
      return false;
  }
}

function isTarget(target: unknown): target is TargetSchema {
  if (!isFields(target)) return false;
  if (target.kind === "classes") {
    return typeof target.name === "string" && isTexts(target.classes) &&
      target.classes.length > 0 && hasNoTwice(target.classes);
  }
  return (target.kind === "numeric" || target.kind === "indicators") && isTexts(target.names) &&
    target.names.length > 0;
}

/** Whether a value is what a model says of a column of its training. */
export function isColumnProfile(column: unknown): column is ColumnProfile {
  return isFields(column) && typeof column.name === "string" &&
    ["feature", "target", "none"].includes(String(column.role)) &&
    typeof column.type === "string" && typeof column.isSaid === "boolean" &&
    isCount(column.missing) && isCount(column.features) && isContent(column.content);
}

function isContent(content: unknown): content is ColumnContent {
  if (!isFields(content)) return false;
  if (content.kind === "words") return isTexts(content.words);
  if (content.kind === "images") return isNumbers(content.shape);
  // JSON has no infinity: a column without numbers says null.
  const isBound = (value: unknown) => typeof value === "number" || value === null;
  return (content.kind === "numbers" || content.kind === "dates") && isBound(content.low) &&
    isBound(content.high);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => typeof each === "number");
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

const mostPixels = 2 ** 14;

function isSizes(value: unknown, length: number): boolean {
  return isNumbers(value) && value.length === length &&
    value.every((size) => isCount(size) && size > 0 && size <= mostPixels);
}

function hasNoTwice(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
