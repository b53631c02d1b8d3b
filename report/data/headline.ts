import type { ReportedData } from "../input/data.ts";
import { type Content, listed, markup, name } from "../markup/markup.ts";
import { renderTable } from "../page/table.ts";
import { count, counted, percent } from "../words/numbers.ts";

/** How much there is, and what is missing. */
export function dataHeadline({ name: file, rows, columns }: ReportedData): Content {
  const missing = columns.reduce((sum, column) => sum + column.missing, 0);
  return markup`<b>${name(file)}</b> has <b>${counted(rows, "row")}</b> and ${
    counted(columns.length, "column")
  }; ${
    missing === 0
      ? "no cell is missing"
      : `${counted(missing, "cell")} ${missing === 1 ? "is" : "are"} missing`
  }.`;
}

/** More classes than this are not listed here. */
const mostClasses = 20;

/** The classes of the target, and what always answering the most frequent one is worth. */
export function dataLead({ classes, rows, columns }: ReportedData): Content {
  const gaps = columns.filter(({ missing }) => missing > 0)
    .toSorted((one, other) => other.missing - one.missing);
  const named = gaps.slice(0, 5).map((column) =>
    markup`${name(column.name)} (${percent(column.missing / rows, rows)})`
  );
  const missing = gaps.length > 0 &&
    markup`<p>Missing in ${listed(named, ", ")}${
      gaps.length > named.length && `, and ${count(gaps.length - named.length)} more columns`
    }.</p>`;
  if (!classes) return missing;
  const total = classes.counts.reduce((sum, each) => sum + each, 0);
  const ranked = classes.names.map((each, code) => [each, classes.counts[code]] as const)
    .toSorted(([, one], [, other]) => other - one);
  const [first, most] = ranked[0] ?? ["", 0];
  const table = renderTable({
    name: "Rows of each class",
    columns: [{ title: name(classes.column), isText: true, wraps: true }, { title: "Rows" }, {
      title: "Share",
    }],
    rows: ranked.slice(0, mostClasses).map(([each, rows]) => [
      name(each),
      count(rows),
      percent(rows / total, total),
    ]),
  });
  const rest = ranked.length - mostClasses;
  return markup`<div class="grid"><div class="panel">${table}</div><div>${missing}<p>Always answering “${
    name(first)
  }”, the most frequent ${name(classes.column)}, would be right in ${
    percent(most / total, total)
  } of these rows.</p>${
    rest > 0 && markup`<p>${counted(rest, "more class", "more classes")}.</p>`
  }</div></div>`;
}
