import type { ColumnSummary, DataPreview, PreviewedColumn } from "../../mod.ts";
import { bar, histogram } from "./bars.ts";
import { dateText } from "./dates.ts";
import { drawImages } from "./images.ts";
import { countedWithSeparators, formatTable } from "./table.ts";
import type { Screen } from "./wrap.ts";

/** Of a table with many columns only so many are shown, and so many words of each. */
const shown = { columns: 40, words: 4, classes: 20 };

/** Data as text: each column, the classes, and images as far as letters can show them. */
export function describePreview(preview: DataPreview, screen: Screen = {}): string {
  const { name, rows, columns, images } = preview;
  const told = columns.slice(0, shown.columns);
  const more = columns.length - told.length;
  return [
    `${name}: ${countedWithSeparators(rows, "row")}, ${
      countedWithSeparators(columns.length, "column")
    }`,
    typeTable(told, screen),
    contentTable(told, screen),
    more > 0 ? `and ${countedWithSeparators(more, "more column")}` : "",
    classTable(preview, screen),
    images ? drawImages(images, preview.classes?.names ?? [], screen) : "",
  ].filter((text) => text !== "").join("\n\n");
}

function typeTable(columns: readonly PreviewedColumn[], screen: Screen): string {
  return formatTable([
    ["column", "type", "since", "missing", "different"],
    ...columns.map(({ name, type, role, isSaid, because, missing, summary }) => [
      name,
      role === "none" && isSaid ? "ignored" : type,
      because,
      missing === 0 ? "" : missing.toLocaleString("en-US"),
      summary.kind === "images" ? "" : summary.distinct.toLocaleString("en-US"),
    ]),
  ], { ...screen, align: "left" });
}

function contentTable(columns: readonly PreviewedColumn[], screen: Screen): string {
  const numbers = columns.filter(({ summary }) => summary.kind === "numbers");
  const words = columns.filter(({ summary }) => summary.kind === "words");
  return [
    numbers.length > 0
      ? formatTable([
        ["numbers", "least", "mean", "largest", "distribution"],
        ...numbers.map((column) => [column.name, ...numberCells(column)]),
      ], screen)
      : "",
    words.length > 0
      ? formatTable([
        ["words", "most frequent first"],
        ...words.map(({ name, summary }) => [name, wordText(summary)]),
      ], { ...screen, align: "left" })
      : "",
  ].filter((text) => text !== "").join("\n\n");
}

function numberCells({ type, summary }: PreviewedColumn): string[] {
  if (summary.kind !== "numbers") return [];
  const text = type === "date" ? dateText : shortNumber;
  const { low, mean, high, bins } = summary;
  if (summary.distinct === 0) return ["", "", "", ""];
  return [text(low), text(mean), text(high), histogram(bins)];
}

/** Five digits: enough to know a column again. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(5)));
}

function wordText(summary: ColumnSummary): string {
  if (summary.kind !== "words") return "";
  const { counts, distinct } = summary;
  const told = counts.slice(0, shown.words)
    .map(([word, count]) => `${word} ${count.toLocaleString("en-US")}`);
  return [...told, ...distinct > shown.words ? [`${distinct - shown.words} more`] : []].join(", ");
}

function classTable({ classes }: DataPreview, screen: Screen): string {
  if (!classes) return "";
  const { column, names, counts } = classes;
  const parts = Object.entries(counts);
  const all = names.map((_, code) => parts.reduce((sum, [, each]) => sum + each[code], 0));
  const largest = Math.max(...all);
  const told = names.slice(0, shown.classes).map((name, code) => [
    name,
    ...parts.map(([, each]) => each[code].toLocaleString("en-US")),
    bar(all[code] / largest, 20),
  ]);
  const heads = parts.length === 1 ? ["rows"] : parts.map(([part]) => part);
  const more = names.length - told.length;
  const table = formatTable([[`class of ${column}`, ...heads, ""], ...told], {
    ...screen,
    align: "left",
  });
  return more > 0 ? `${table}\nand ${countedWithSeparators(more, "more class")}` : table;
}
