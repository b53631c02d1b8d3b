import { type ColumnTypeName, columnTypeNames } from "../../compiler/schema/column_types.ts";
import { dateParts } from "../../compiler/schema/date_part.ts";
import { foreignHelp } from "../../dsl/language/foreign_names.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import { Report } from "../../dsl/text/report.ts";
import type { Source, Span } from "../../dsl/text/span.ts";
import { type ColumnType, columnTypeOf } from "../data/column_type.ts";
import { missingKey } from "../formats/yaml_field_diagnostics.ts";
import {
  count,
  eitherForm,
  entriesOf,
  type Entry,
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
import type { FileFormat } from "./file_format.ts";
import { formats } from "./formats.ts";
import * as problem from "./manifest_diagnostics.ts";
import { fileFields, filesOf, type ManifestFiles } from "./manifest_files.ts";
import { argumentsInYaml } from "./yaml_arguments.ts";

export type { Located } from "../formats/yaml_fields.ts";

/** A format with its options, checked. */
export interface CheckedFormat extends Pick<CheckedCall, "arguments" | "argumentSpans" | "span"> {
  readonly definition: FileFormat;
}

/** What a dataset is and how it is read: a YAML file beside the data. */
export interface Manifest extends ManifestFiles {
  /** Where its keys start. */
  readonly span: Span;
  readonly name?: string;
  /** Where the data come from. */
  readonly source?: string;
  readonly licence?: string;
  /** The address of the folder that its files can be downloaded from. */
  readonly download?: string;
  /** What its files are, and how they are read. */
  readonly format: CheckedFormat;
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
  size: listOf(count(1, 28), "[28, 28]"),
};

const manifestFields = {
  name: text("Iris"),
  source: text("UCI Machine Learning Repository"),
  licence: text("CC BY 4.0"),
  download: pattern(/^https?:\/\/\S+$/, "an address", "https://example.org/data"),
  ...fileFields,
  format: required(wordField(formats.map(({ name }) => name))),
  options: mappingField('{ sep: ";" }'),
  columns: entriesOf(eitherForm(typeName, fields(typeFields)), "{ car_name: ignore }"),
  target: texts("species"),
  classes: texts("[setosa, versicolor, virginica]"),
  missing: texts('["?", NA]'),
  missing_rows: wordField(["drop", "error"]),
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
  const named = filesOf(keys, { has, report: mistakes, span: root.span });
  checkRoles(keys, mistakes);
  const format = formatOf(keys, { root, report: mistakes });
  checkKeys(keys, { files: named.files, format, has, span: root.span, report: mistakes });
  mistakes.stopOnErrors();
  // Without a mistake there is a format, with its options.
  return manifestOf(keys, { ...named, format: format! }, root.span);
}

/** What the files are, with the options where those are right. */
function formatOf(
  { format, options }: Keys,
  { root, report }: { readonly root: YamlMapping; readonly report: Report },
): CheckedFormat | undefined {
  const definition = formats.find(({ name }) => name === format?.value);
  if (!definition) return undefined;
  const signature = { name: "options", doc: definition.doc, arguments: definition.options };
  const span = startOf(root.span);
  const call = argumentsInYaml(signature, { node: options?.value, span }, report);
  return call && { ...call, definition };
}

interface KeyContext extends Pick<ManifestFiles, "files"> {
  readonly format: CheckedFormat | undefined;
  readonly has: (name: string) => boolean;
  /** Of the manifest. */
  readonly span: Span;
  readonly report: Report;
}

/** Keys that not every format has, and one that some formats have by themselves. */
function checkKeys({ missing }: Keys, { files, format, has, span, report }: KeyContext): void {
  const { label, hasLabels, options = {}, name = "" } = format?.definition ?? {};
  const labels = files.find((file) => file.labels)?.labels;
  if (format && labels && !hasLabels) {
    report.add(problem.unfittingFormat("labels", name, labels.span));
  }
  if (format && missing && !("na_values" in options)) {
    report.add(problem.unfittingFormat("missing", name, missing.span));
  }
  if (!has("target") && label === undefined && !labels) {
    report.add(missingKey("target", "target: species", startOf(span)));
  }
}

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

/** Each column does one thing. */
function checkRoles({ columns, target, parts, part_column }: Keys, report: Report): void {
  if (part_column && parts) {
    report.add(problem.unfittingKey("part_column", "parts", part_column.span));
  }
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
  const { type, values, parts, format, positive, size } = written;
  return columnTypeOf(type?.value ?? "number", {
    ...values && { values: values.value.map(({ value }) => value) },
    ...parts && { parts: parts.value },
    ...format && { format: format.value },
    ...positive && { positive: positive.value },
    ...size && { size: size.value },
  });
}

function manifestOf(
  keys: Keys,
  read: Pick<Manifest, "files" | "sums" | "format">,
  span: Span,
): Manifest {
  const { name, source, licence, download, classes, part_column } = keys;
  const own = read.files.some(({ labels }) => labels) ? "label" : read.format.definition.label;
  return {
    span,
    ...(name && { name: name.value }),
    ...(source && { source: source.value }),
    ...(licence && { licence: licence.value }),
    ...(download && { download: download.value }),
    ...read,
    columns: (keys.columns?.value ?? []).map((each) => ({ ...each, value: typeOf(each.value) })),
    target: keys.target ?? { value: own === undefined ? [] : [{ value: own, span }], span },
    ...(classes && { classes }),
    missing: [...(keys.missing?.value ?? []).map(({ value }) => value), ...naValues(read.format)],
    missingRows: keys.missing_rows?.value ??
      (read.format.arguments.missing_rows === "drop" ? "drop" : "error"),
    ...(part_column && { partColumn: part_column }),
  };
}

function naValues({ arguments: { na_values } }: CheckedFormat): readonly string[] {
  return na_values === undefined ? [] : [na_values].flat().map(String);
}
