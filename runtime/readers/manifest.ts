import { type ColumnTypeName, columnTypeNames } from "../../compiler/schema/column_types.ts";
import { dateParts } from "../../compiler/schema/date_part.ts";
import { foreignHelp } from "../../dsl/language/foreign_names.ts";
import type { PartName } from "../../dsl/language/pipeline.ts";
import { Report } from "../../dsl/text/report.ts";
import type { Source, Span } from "../../dsl/text/span.ts";
import { type ColumnType, columnTypeOf } from "../data/column_type.ts";
import * as problem from "./manifest_diagnostics.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Signature } from "../../dsl/language/signature.ts";
import { csvOptions } from "./csv_options.ts";
import { argumentsInYaml } from "./yaml_arguments.ts";
import { missingKey, wrongValue } from "../formats/yaml_field_diagnostics.ts";
import {
  eitherForm,
  entriesOf,
  type Entry,
  exampleOfField,
  fields,
  type FieldsOf,
  listOf,
  type Located,
  mappingField,
  pattern,
  readFields,
  required,
  startOf,
  text,
  texts,
  wordField,
} from "../formats/yaml_fields.ts";
import { parseYamlTree, YamlError, type YamlMapping } from "../formats/yaml_tree.ts";

export type { Located } from "../formats/yaml_fields.ts";

/** A file of a dataset. */
export interface ManifestFile {
  /** The part it holds; absent where one file holds all rows. */
  readonly part?: PartName;
  /** Relative to the manifest. */
  readonly path: Located<string>;
  /** Of the file as it is stored, 64 hexadecimal digits. */
  readonly sha256?: Located<string>;
}

/** What a dataset is and how it is read: a YAML file beside the data. */
export interface Manifest {
  /** Where its keys start. */
  readonly span: Span;
  readonly name?: string;
  /** Where the data come from. */
  readonly source?: string;
  readonly licence?: string;
  readonly files: readonly ManifestFile[];
  /** How its files are read. */
  readonly csv: CheckedCall<typeof csvFormat>;
  /** What columns are, where that is said. */
  readonly columns: readonly Entry<ColumnType>[];
  readonly target: Located<readonly Located<string>[]>;
  /** All classes of the target in the order of their codes; those in the data unless given. */
  readonly classes?: Located<readonly Located<string>[]>;
  /** Cells that stand for a missing value. */
  readonly missing: readonly string[];
  /** What becomes of rows with one; rows with an empty cell are among them. */
  readonly missingRows: "drop" | "error";
  /** The column that says of each row which part it belongs to. */
  readonly partColumn?: Located<string>;
}

const sum = pattern(/^[0-9a-f]{64}$/, "64 digits 0-9 and a-f", "9cc1c345...");

const typeName = wordField(
  columnTypeNames,
  "column type",
  (word) => foreignHelp("column", word, columnTypeNames),
);
/** A type with arguments. */
const typeFields = {
  type: required(typeName),
  values: texts("[low, middle, high]"),
  parts: listOf(wordField(dateParts, "part of a date"), "[year, month]"),
  format: text('"%d.%m.%Y"'),
  positive: text("spam"),
};

const manifestFields = {
  name: text("Iris"),
  source: text("UCI Machine Learning Repository"),
  licence: text("CC BY 4.0"),
  file: text("iris.csv"),
  sha256: eitherForm(sum, fields({ train: sum, valid: sum, test: sum })),
  format: required(wordField(["csv"])),
  options: mappingField('{ sep: ";" }'),
  columns: entriesOf(eitherForm(typeName, fields(typeFields)), "{ car_name: ignore }"),
  target: required(texts("species")),
  classes: texts("[setosa, versicolor, virginica]"),
  missing: texts('["?", NA]'),
  missing_rows: wordField(["drop", "error"]),
  parts: fields({
    train: required(text("train.csv")),
    valid: text("valid.csv"),
    test: text("test.csv"),
  }),
  part_column: text("part"),
};

type Keys = FieldsOf<typeof manifestFields>;

/** Larger than any manifest: someone named the data themselves. */
const maxLength = 2 ** 20;

/** A manifest. @throws {Stopped} With every mistake in it that shows without the data. */
export function parseManifest(source: Source, report: Report): Manifest {
  const root = rootOf(source, report);
  const mistakes = new Report((each) => report.add(each));
  const keys = readFields(root, manifestFields, mistakes);
  const has = (name: string) =>
    root.entries.some(({ key }) => key.kind === "scalar" && key.text === name);
  checkFiles(keys, { has, report: mistakes, span: root.span });
  checkRoles(keys, mistakes);
  const options = { node: keys.options?.value, span: startOf(root.span) };
  const csv = argumentsInYaml(csvFormat, options, mistakes);
  mistakes.stopOnErrors();
  // Without a mistake there are options.
  return manifestOf(keys, csv!, root.span);
}

/** What `options` may say of CSV files. */
const csvFormat = {
  name: "options",
  doc: "How the table is found in its text.",
  arguments: csvOptions,
} satisfies Signature;

function rootOf(source: Source, report: Report): YamlMapping {
  const start = { source, start: 0, end: 0 };
  if (source.text.length > maxLength) report.fail(problem.notAManifest(start, source.name));
  try {
    const root = parseYamlTree(source);
    if (root?.kind === "mapping") return root;
    return report.fail(problem.notAManifest(root ? firstLineOf(root.span) : start, source.name));
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return report.fail(
      /\.(ya?ml|json)$/.test(source.name)
        ? problem.brokenYaml(error.message, error.span)
        : problem.notAManifest(start, source.name),
    );
  }
}

function firstLineOf(span: Span): Span {
  const [line] = span.source.text.slice(span.start, span.end).split(/\r?\n/);
  return { ...span, end: span.start + line.length };
}

interface Where {
  readonly has: (name: string) => boolean;
  readonly report: Report;
  readonly span: Span;
}

/** One file with all rows, or one a part. */
function checkFiles(
  { file, parts, part_column, sha256 }: Keys,
  { has, report, span }: Where,
): void {
  if (!has("file") && !has("parts")) {
    report.add(missingKey("file", "file: iris.csv", startOf(span)));
  }
  if (file && parts) report.add(problem.unfittingKey("file", "parts", file.span));
  if (part_column && parts) {
    report.add(problem.unfittingKey("part_column", "parts", part_column.span));
  }
  if (!sha256) return;
  const wrong = (expected: string, shown: string, help: string) =>
    report.add(wrongValue("sha256", { expected, shown, help }, sha256.span));
  if (typeof sha256.value !== "string") {
    if (file) wrong("the sum of the file", "a sum for each part", "Write the sum itself");
  } else if (parts) {
    wrong("a sum for each part", "one sum", exampleOfField("sha256", "{ train: 9cc1c345... }"));
  }
}

/** Each column does one thing. */
function checkRoles({ columns, target, part_column }: Keys, report: Report): void {
  const targets = target?.value.map(({ value }) => value) ?? [];
  for (const { key, value, span } of columns?.value ?? []) {
    const isTarget = targets.includes(key.value);
    checkValues(value, span, report);
    if (isTarget && typeOf(value).name === "ignore") {
      report.add(problem.twoRoles(key.value, ["the target", "ignored"], span));
    }
  }
  if (part_column && targets.includes(part_column.value)) {
    const roles = ["the target", "the part"] as const;
    report.add(problem.twoRoles(part_column.value, roles, part_column.span));
  }
}

type WrittenType = ColumnTypeName | FieldsOf<typeof typeFields>;

/** An order is nothing without its words. */
function checkValues(value: WrittenType, span: Span, report: Report): void {
  if (typeOf(value).name !== "ordinal") return;
  if (typeof value === "object" && value.values && value.values.value.length > 0) return;
  report.add(missingKey("values", "{ type: ordinal, values: [low, middle, high] }", span));
}

function typeOf(written: WrittenType): ColumnType {
  if (typeof written === "string") return columnTypeOf(written, {});
  const { type, values, parts, format, positive } = written;
  return columnTypeOf(type?.value ?? "number", {
    ...values && { values: values.value.map(({ value }) => value) },
    ...parts && { parts: parts.value },
    ...format && { format: format.value },
    ...positive && { positive: positive.value },
  });
}

function manifestOf(keys: Keys, csv: Manifest["csv"], span: Span): Manifest {
  const { name, source, licence, classes, part_column } = keys;
  return {
    span,
    ...(name && { name: name.value }),
    ...(source && { source: source.value }),
    ...(licence && { licence: licence.value }),
    files: filesOf(keys),
    csv,
    columns: (keys.columns?.value ?? []).map((each) => ({ ...each, value: typeOf(each.value) })),
    target: keys.target ?? { value: [], span },
    ...(classes && { classes }),
    missing: [...(keys.missing?.value ?? []).map(({ value }) => value), ...naValues(csv)],
    missingRows: keys.missing_rows?.value ?? csv.arguments.missing_rows,
    ...(part_column && { partColumn: part_column }),
  };
}

function naValues({ arguments: { na_values } }: Manifest["csv"]): readonly string[] {
  return na_values === undefined ? [] : [na_values].flat().map(String);
}

function filesOf({ file, parts, sha256 }: Keys): readonly ManifestFile[] {
  const sums = sha256?.value;
  const one = sha256 && typeof sums === "string" ? { sha256: { ...sha256, value: sums } } : {};
  if (file) return [{ path: file, ...one }];
  const named = typeof sums === "object" ? sums : {};
  return (["train", "valid", "test"] as const).flatMap((part) => {
    const path = parts?.value[part];
    const sum = named[part];
    return path ? [{ part, path, ...(sum && { sha256: sum }) }] : [];
  });
}
