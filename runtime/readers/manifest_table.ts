import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { partNames } from "../../dsl/language/pipeline.ts";
import type { Parts } from "../data/parts.ts";
import type { Manifest, ManifestFile } from "./manifest.ts";
import * as problem from "./manifest_diagnostics.ts";
import { Problems } from "../data/problems.ts";
import { unknownColumn } from "../data/stage_diagnostics.ts";
import { type Table, tableFromCsv } from "../data/table.ts";
import { startOf } from "./yaml_fields.ts";

/** A file of a dataset with its content. */
export interface PartText extends ManifestFile {
  /** As shown to people. */
  readonly name: string;
  readonly text: string;
}

/** The table of a dataset, and which of its rows are given as which part. */
export interface ManifestTable {
  readonly table: Table;
  readonly parts?: Parts;
}

/**
 * The table that a manifest describes: its features and targets alone.
 * @throws {PenstockError} With every mistake of the first phase that finds one: the files, their
 * columns, the parts and missing values.
 */
export function tableOfManifest(manifest: Manifest, files: readonly PartText[]): ManifestTable {
  const tables = files.map((file) => tableOfFile(manifest, file));
  checkSameColumns(tables, files);
  const whole = joined(tables);
  checkColumns(whole, manifest);
  const owners = ownersOf(manifest, { whole, tables, files });
  const table = withoutColumns(whole, manifest);
  const kept = rowsKept(table, manifest);
  const parts = owners && partsOf(owners, kept);
  if ((parts ? parts.train : kept).length === 0) {
    const { span } = manifest.partColumn ?? { span: startOf(manifest.span) };
    throw new PenstockError([problem.noTrainingRows(span, table.rows - kept.length)]);
  }
  return {
    table: kept.length === table.rows ? table : withRows(table, kept),
    ...(parts && { parts }),
  };
}

function tableOfFile({ csv }: Manifest, { name, text }: PartText): Table {
  const index = csv.index_column?.value;
  const table = tableFromCsv(name, text, {
    separator: csv.separator?.value,
    comment: csv.comment?.value,
    hasHeader: csv.header?.value,
    names: csv.names?.value.map(({ value }) => value),
    skippedLines: csv.skip_rows?.value,
    rows: csv.rows?.value,
    describeNameCount: (count, columns) => problem.wrongNameCount(count, columns, csv.names!.span),
    indexPlace: typeof index === "number" ? index - 1 : undefined,
  });
  const left = indexPlace(table, csv.index_column);
  return { ...table, columns: table.columns.filter((_, at) => at !== left) };
}

/** The place of the index column from 0; -1 where there is none. */
function indexPlace(table: Table, given: Manifest["csv"]["index_column"]): number {
  if (!given) return -1;
  const { value, span } = given;
  const names = table.columns.map(({ name }) => name);
  const at = typeof value === "number" ? value - 1 : names.indexOf(value);
  if (at >= 0 && at < names.length) return at;
  throw new PenstockError([
    typeof value === "number"
      ? problem.noSuchColumn(value, names.length, span)
      : unknownColumn(value, { span, place: table.name, columns: names }),
  ]);
}

function checkSameColumns(tables: readonly Table[], files: readonly PartText[]): void {
  const headerOf = ({ columns }: Table) => JSON.stringify(columns.map(({ name }) => name));
  const problems = new Problems();
  for (const [at, table] of tables.entries()) {
    if (headerOf(table) === headerOf(tables[0]!)) continue;
    const { name, path } = files[at]!;
    problems.add(() => problem.differentColumns(name, files[0]!.name, path.span));
  }
  problems.throwIfAny();
}

/** The rows of all tables, one after the other. */
function joined(tables: readonly Table[]): Table {
  const [first] = tables;
  if (tables.length === 1) return first!;
  return {
    name: first!.name,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    columns: first!.columns.map(({ name }, at) => ({
      name,
      cells: tables.flatMap(({ columns }) => columns[at]!.cells),
    })),
    placeOf(row, column) {
      let [at, rest] = [0, row];
      while (rest >= tables[at]!.rows) rest -= tables[at++]!.rows;
      return tables[at]!.placeOf(rest, column);
    },
  };
}

/** Every column that the manifest names must be there. */
function checkColumns(table: Table, { columns, target, partColumn }: Manifest): void {
  const problems = new Problems();
  const names = table.columns.map(({ name }) => name);
  const named = [
    ...columns.map(({ key }) => key),
    ...target.value,
    ...(partColumn ? [partColumn] : []),
  ];
  for (const { value, span } of named.toSorted((one, other) => one.span.start - other.span.start)) {
    if (names.includes(value)) continue;
    problems.add(() => unknownColumn(value, { span, place: table.name, columns: names }));
  }
  problems.throwIfAny();
}

interface Files {
  readonly whole: Table;
  readonly tables: readonly Table[];
  readonly files: readonly PartText[];
}

/** The part of each row by name; `undefined` where the dataset comes in one part. */
function ownersOf(
  { partColumn }: Manifest,
  { whole, tables, files }: Files,
): readonly string[] | undefined {
  if (!partColumn) {
    if (files[0]!.part === undefined) return undefined;
    return tables.flatMap(({ rows }, at) => Array<string>(rows).fill(files[at]!.part!));
  }
  const column = whole.columns.find(({ name }) => name === partColumn.value)!;
  const problems = new Problems();
  const owners = column.cells.map((cell) => cell.trim());
  for (const [row, owner] of owners.entries()) {
    if (partNames.some((name) => name === owner)) continue;
    problems.add(() => problem.unknownPartName(owner, whole.placeOf(row, column.name)));
  }
  problems.throwIfAny();
  return owners;
}

function withoutColumns(table: Table, { columns, partColumn }: Manifest): Table {
  const dropped = columns.filter(({ value }) => value === "ignore").map(({ key }) => key.value);
  if (partColumn) dropped.push(partColumn.value);
  return { ...table, columns: table.columns.filter(({ name }) => !dropped.includes(name)) };
}

/** The rows without a missing value. Empty cells are left to those who read numbers or classes. */
function rowsKept(table: Table, { missing, missingRows }: Manifest): readonly number[] {
  const isDropped = missingRows === "drop";
  const markers = new Set(missing);
  const problems = new Problems();
  const lacking = new Set<number>();
  for (const { name, cells } of table.columns) {
    for (const [row, cell] of cells.entries()) {
      const said = cell.trim();
      if (!markers.has(said)) continue;
      if (isDropped) lacking.add(row);
      else if (said !== "") {
        problems.add(() => problem.markedMissing(said, table.placeOf(row, name)));
      }
    }
  }
  problems.throwIfAny();
  return Array.from({ length: table.rows }, (_, row) => row).filter((row) => !lacking.has(row));
}

function withRows({ columns, ...table }: Table, rows: readonly number[]): Table {
  return {
    name: table.name,
    rows: rows.length,
    columns: columns.map(({ name, cells }) => ({ name, cells: rows.map((row) => cells[row]!) })),
    placeOf: (row, column) => table.placeOf(rows[row]!, column),
  };
}

function partsOf(owners: readonly string[], kept: readonly number[]): Parts {
  const rowsOf = (part: string) =>
    Int32Array.from(kept.flatMap((row, at) => owners[row] === part ? [at] : []));
  return { train: rowsOf("train"), valid: rowsOf("valid"), test: rowsOf("test") };
}
