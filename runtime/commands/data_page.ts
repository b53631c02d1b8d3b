import { resolve } from "node:path";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { type Column, isMissing, valueAt } from "../data/column.ts";
import { type CommandContext, displayPath } from "../files/access.ts";
import type { DataPreview, PreviewedColumn } from "../profile/preview.ts";
import { evenly } from "../records/evenly.ts";
import { version } from "../../dsl/version.ts";
import type { ReportedColumn, ReportedData, ReportedFinding } from "../../report/input/data.ts";
import { writePage } from "./write_page.ts";

/** More rows make no other picture. */
const mostRows = 5_000;

/** Where the page of data goes. */
export interface DataPageOptions {
  /** An HTML file, relative to the working directory. */
  readonly out: string;
  /** The command that was typed, for the page. */
  readonly command: string;
  /** The working directory. */
  readonly context: Pick<CommandContext, "workingDirectory">;
}

/**
 * Writes what there is to say of data as a page.
 * @returns The file as shown to people.
 * @throws {PenstockError} If it cannot be written, or there is a file that is no such page.
 */
export async function dataPage(
  preview: DataPreview,
  { out, command, context: { workingDirectory } }: DataPageOptions,
): Promise<string> {
  const { dataReport } = await import("../../report/data_report.ts");
  const path = resolve(workingDirectory, out);
  const shown = displayPath(path, workingDirectory);
  await writePage({ path, shown }, dataReport(reportedData(preview, command)), "data");
  return shown;
}

function reportedData(
  { name, rows, columns, classes, findings }: DataPreview,
  command: string,
): ReportedData {
  const some = evenly(rows, mostRows);
  const total = classes &&
    classes.names.map((_, code) =>
      Object.values(classes.counts).reduce((sum, counts) => sum + (counts?.[code] ?? 0), 0)
    );
  return {
    ...{ name, rows, command, penstock: version, shownRows: some.length },
    columns: columns.map((column) => reportedColumn(column, some)),
    ...classes && total && {
      classes: {
        ...{ column: classes.column, names: classes.names, counts: total },
        codes: some.map((row) => classes.codes[row]),
      },
    },
    findings: findings.map(reportedFinding),
  };
}

function reportedColumn(
  { name, role, type, missing, because, summary, cells }: PreviewedColumn,
  rows: readonly number[],
): ReportedColumn {
  return {
    ...{ name, role, type, missing, because },
    values: rows.map((row) => cellAt(cells, row)),
    ...summary.kind !== "images" && { distinct: summary.distinct },
    ...summary.kind === "numbers" &&
      { numbers: { low: summary.low, mean: summary.mean, high: summary.high } },
    ...summary.kind === "words" && { words: summary.counts.slice(0, 50) },
  };
}

function cellAt(column: Column, row: number): number | string | null {
  if (column.kind === "image" || isMissing(column, row)) return null;
  return column.kind === "number" ? valueAt(column, row) : column.words[column.codes[row]];
}

function reportedFinding({ code, severity, message, place, help }: Diagnostic): ReportedFinding {
  return {
    ...{ code, severity, message },
    ...place !== undefined && { place },
    ...help !== undefined && { help },
  };
}
