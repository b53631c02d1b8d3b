import { basename, dirname, resolve } from "node:path";
import { draftStages } from "../../dsl/check/check.ts";
import { partNames } from "../../dsl/language/pipeline.ts";
import type { File } from "../../dsl/syntax/ast.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { Report } from "../../dsl/text/report.ts";
import type { Source } from "../../dsl/text/span.ts";
import type { ClassTarget } from "../data/classes.ts";
import { classCounts } from "../data/class_counts.ts";
import { type Column, tabular } from "../data/column.ts";
import { guessType } from "../data/column_type.ts";
import type { Dataset } from "../data/dataset.ts";
import { columnOf, type Frame } from "../data/frame.ts";
import { allRows } from "../data/gather.ts";
import type { Parts } from "../data/parts.ts";
import { numbersOf } from "../data/words.ts";
import { type Access, accessToNamed, type CommandContext, displayPath } from "../files/access.ts";
import { optionIn } from "../init/choices.ts";
import { openPipeline, openSource } from "../open/open_pipeline.ts";
import { datasetOf, type LoadedDataset, readTable } from "../prepare/load.ts";
import { findingsOf } from "../profile/findings.ts";
import type { DataPreview, PreviewedClasses, PreviewedColumn } from "../profile/preview.ts";
import { type ColumnProfile, profileOf } from "../profile/profile.ts";
import { summaryOf } from "../profile/summary.ts";
import { formatOfPath } from "../readers/format_of_path.ts";
import type { Loaded } from "../readers/reader.ts";
import { vocabulary } from "../vocabulary.ts";
import { phase } from "./phase.ts";

/** What is looked at. */
export interface DataFileOptions {
  /** The working directory, and what may be read besides the file. */
  readonly context: CommandContext;
  /** The target, where neither a pipeline nor a manifest names one. */
  readonly target?: string;
  /** How a table is read, as in `load csv("t.csv", ...)`: `sep = ";"`. */
  readonly options?: string;
  /** What columns are: lines such as `column age: number`. */
  readonly columns?: readonly string[];
}

/**
 * Looks at data: a table, an array, images, a manifest, or what a `.pipe` file loads.
 * @param path Relative to the working directory.
 * @throws {PenstockError} If they cannot be read.
 */
export async function dataFile(path: string, options: DataFileOptions): Promise<DataPreview> {
  return await phase(async (report) => {
    const opened = await openData(path, options, report);
    return await preview(opened, report);
  });
}

interface OpenData {
  /** With a `load` stage and its `column` lines. */
  readonly file: File;
  readonly access: Access;
  /** Where mistakes of a stage stand that no person wrote. */
  readonly place?: string;
}

async function openData(
  path: string,
  { context, target, options, columns = [] }: DataFileOptions,
  report: Report,
): Promise<OpenData> {
  if (/\.pipe$/i.test(path)) {
    const { file, access } = await openPipeline(path, { context }, report);
    return { file, access };
  }
  const { workingDirectory } = context;
  const full = resolve(workingDirectory, path);
  const access = await accessToNamed(path, context);
  const isFolder = await access.isFolder(full);
  const place = displayPath(full, workingDirectory);
  // One file that is not there is told as such, and not as a mistake in a stage.
  if (!isFolder) await access.open(path, { report });
  const load = isFolder ? "images" : formatOfPath(path) ?? "csv";
  const picture = load === "images" && !isFolder;
  const call = [
    JSON.stringify(picture ? dirname(full) : full),
    ...target === undefined ? [] : [`target = ${JSON.stringify(target)}`],
    ...options === undefined ? [] : [options],
  ].join(", ");
  const name = /\.ya?ml$/i.test(path) ? "dataset" : load;
  const lines = ["pipe 1", `load ${name}(${call})`, ...columns, ""];
  const source: Source = { name: basename(full), text: lines.join("\n") };
  return { file: await openSource(source, { access, report }), access, place };
}

async function preview({ file, access, place }: OpenData, outer: Report): Promise<DataPreview> {
  const report = place === undefined ? outer : outer.with(at(place));
  const text = new Report();
  const { load, columns, loss } = draftStages(file, vocabulary, { report: text });
  if (!load) return report.fail(...text.diagnostics);
  const found = new Report();
  const loaded = await found.attempt((report) => readTable(load, { access, report }));
  if (!loaded) return report.fail(...found.diagnostics);
  const read = found.attemptSync((report) => {
    const known = text.hasErrors ? undefined : loss;
    return datasetOf(loaded, { load, columns, ...known && { loss: known }, report });
  });
  const findings = [...found.diagnostics, ...read ? findingsIn(read) : []];
  return {
    ...previewOf(loaded, read),
    findings: place === undefined ? findings : findings.map(at(place)),
  };
}

/** A diagnostic that points into a text that nobody wrote points at the data instead. */
function at(place: string): (diagnostic: Diagnostic) => Diagnostic {
  return ({ span, ...diagnostic }) => {
    const help = diagnostic.help && optionAtEnd.test(diagnostic.help)
      ? { help: `${diagnostic.help}, here behind --options` }
      : {};
    return { ...diagnostic, ...help, ...span && { place } };
  };
}

const optionAtEnd = new RegExp(`${optionIn.source}$`);

function findingsIn({ dataset, frame, said, parts, isListed }: LoadedDataset): Diagnostic[] {
  const words = new Map(
    dataset.columns.flatMap(({ schema: { name }, cells }) =>
      cells.kind === "category" ? [[name, cells.words.length] as const] : []
    ),
  );
  return findingsOf(dataset, {
    ...{ frame, said, isListed },
    train: parts?.train ?? allRows(frame.rows),
    judged: new Int32Array(),
    featuresOf: (column) => words.get(column) ?? 1,
    isGiven: parts !== undefined,
    // Nothing is trained yet.
    pipeline: { scale_target: [] },
  });
}

/** @param read Absent where there are mistakes in the cells. */
function previewOf(
  { frame: raw, types, parts }: Loaded,
  read: LoadedDataset | undefined,
): Omit<DataPreview, "findings"> {
  const frame = read?.frame ?? raw;
  const dataset: Pick<Dataset, "columns" | "target"> = read?.dataset ?? { columns: [] };
  const said = read?.said ?? new Set(types?.keys());
  const profile = profileOf({ frame, dataset, said, featuresOf: () => 1 });
  const columns = profile.map((column): PreviewedColumn => {
    const cells = cellsOf(column, frame, dataset);
    return { ...column, because: reasonFor(column, frame), summary: summaryOf(cells), cells };
  });
  const { target } = dataset;
  const byClass = target?.kind === "classes" ? target : fewNumbers(target);
  const classes = byClass && {
    ...{ column: byClass.name, names: byClass.classes, codes: byClass.codes },
    counts: countsOf(byClass, frame, parts),
  };
  const image = frame.columns.find((column) => column.kind === "image");
  const codes = target?.kind === "classes" ? { codes: target.codes } : {};
  return {
    name: frame.name,
    rows: frame.rows,
    columns,
    ...classes && { classes },
    ...image && { images: { column: image, ...codes } },
  };
}

/** The cells of a column as what it is taken for. */
function cellsOf(
  { name, type }: ColumnProfile,
  frame: Frame,
  { columns, target }: Pick<Dataset, "columns" | "target">,
): Column {
  const own = columns.find(({ schema }) => schema.name === name)?.cells ??
    (target?.kind === "classes" ? undefined : target?.columns.find((each) => each.name === name));
  if (own) return own;
  // Every column of a profile is one of its frame.
  const column = columnOf(frame, name)!;
  if (column.kind === "image") return column;
  const isTarget = target?.kind === "classes" && target.name === name;
  if (isTarget) return { kind: "category", name, codes: target.codes, words: target.classes };
  return column.kind === "category" && type === "number"
    ? numbersOf(column, frame.parseNumber)
    : column;
}

/** Why a column is taken for what it is. */
function reasonFor({ name, type, isSaid, role }: ColumnProfile, frame: Frame): string {
  const column = columnOf(frame, name);
  if (isSaid) return "it was said";
  if (role === "target") return "it is the target";
  if (!column || column.kind === "image") return "its cells are images";
  const guessed = guessType(tabular(column), frame).name;
  if (guessed !== type) return "it was said";
  const reasons: Readonly<Record<ColumnProfile["type"], string>> = {
    number: column.kind === "number" ? "every cell is a number" : "most of its words are numbers",
    category: "its cells are words",
    boolean: "its words say yes or no",
    date: "its words are dates",
    ordinal: "it was said",
    image: "its cells are images",
  };
  return reasons[type];
}

/** Numbers of so few values may be classes. */
const fewValues = 20;

/** The numbers of a target as if they were classes, where they may be. */
function fewNumbers(target: Dataset["target"]): ClassTarget | undefined {
  if (target?.kind !== "numeric" || target.columns.length > 1) return undefined;
  const [column] = target.columns;
  const values = [...new Set(column.values)].sort((one, other) => one - other);
  const areFew = values.length <= fewValues && 2 * values.length <= column.values.length;
  if (!areFew || !values.every(Number.isInteger)) return undefined;
  const codeOf = new Map(values.map((value, code) => [value, code]));
  return {
    kind: "classes",
    name: column.name,
    classes: values.map(String),
    // Every value has a code.
    codes: Int32Array.from(column.values, (value) => codeOf.get(value)!),
  };
}

function countsOf(
  target: Dataset["target"],
  { rows }: Frame,
  parts: Parts | undefined,
): PreviewedClasses["counts"] {
  if (!parts) return { train: classCounts(target, allRows(rows)) };
  return Object.fromEntries(
    partNames.filter((name) => parts[name].length > 0)
      .map((name) => [name, classCounts(target, parts[name])]),
  );
}
