import { type Screen, wrap } from "./wrap.ts";

type Rows = readonly (readonly string[])[];

interface TableOptions extends Screen {
  /** Where the cells of all columns but the first stand; right unless given. */
  readonly align?: "left" | "right";
}

const gap = "  ";

/**
 * Rows as aligned text, a header first. Where the screen is too narrow, columns are told in blocks below
 * each other, each with the first column; where even these do not fit, each row is a paragraph.
 */
export function formatTable(
  rows: Rows,
  { width = Infinity, align = "right" }: TableOptions = {},
): string {
  const blocks = columnBlocks(widthsOf(rows), width);
  if (!blocks) return formatRecords(rows, width);
  return blocks
    .map((columns) => alignCells(rows.map((row) => columns.map((column) => row[column])), align))
    .join("\n\n");
}

function alignCells(rows: Rows, align: "left" | "right"): string {
  const widths = widthsOf(rows);
  const place = (cell: string, column: number) =>
    column === 0 || align === "left" ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  return rows.map((row) => row.map(place).join(gap).trimEnd()).join("\n");
}

function widthsOf(rows: Rows): readonly number[] {
  return rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
}

/** Which columns stand beside each other; nothing where one does not fit beside the first. */
function columnBlocks(
  [first, ...others]: readonly number[],
  width: number,
): readonly (readonly number[])[] | undefined {
  const blocks = [[0]];
  let used = first;
  for (const [at, columns] of others.entries()) {
    const needed = gap.length + columns;
    if (first + needed > width) return undefined;
    if (used + needed > width) {
      blocks.push([0]);
      used = first;
    }
    blocks[blocks.length - 1].push(at + 1);
    used += needed;
  }
  return first > width ? undefined : blocks;
}

/** Each row as a paragraph, a line a cell with the name of its column. */
function formatRecords([header, ...rows]: Rows, width: number): string {
  const lineOf = (cell: string, column: number) =>
    wrap(header[column] === "" ? cell : `${header[column]}: ${cell}`, { width, hanging: 2 });
  return rows
    .map((row) => row.flatMap((cell, at) => cell === "" ? [] : [lineOf(cell, at)]).join("\n"))
    .join("\n\n");
}

/** Labels and what there is to say of each, aligned; one without a text is left out. */
export function formatLabels(
  lines: readonly (readonly [label: string, text: string])[],
  { width = Infinity }: Screen = {},
): string {
  const told = lines.filter(([, text]) => text !== "");
  const longest = Math.max(...told.map(([label]) => label.length));
  const hanging = longest + gap.length;
  return told
    .map(([label, text]) => wrap(`${label.padEnd(longest)}${gap}${text}`, { width, hanging }))
    .join("\n");
}

/** `1 row`, `90 rows`, `60,000 rows` */
export function countedWithSeparators(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A number with four significant digits, as people compare them. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e6)
    ? value.toExponential(3)
    : value.toFixed(size < 100 ? 4 : 2);
}
