import { type Content, listed, type Markup, markup } from "../markup/markup.ts";

/** A table, the most telling columns first, so that a narrow screen shows them without scrolling. */
export interface Table {
  /** What it is, for those who hear it. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** As many cells in each as there are columns; the first one is its heading. */
  readonly rows: readonly (readonly Content[])[];
  /** Which rows are emphasised. */
  readonly best?: ReadonlySet<number>;
}

/** A column of a table. */
export interface TableColumn {
  readonly title: Content;
  /** Words stand at the left, numbers at the right. */
  readonly isText?: boolean;
  /** Whether its text may take several lines. */
  readonly wraps?: boolean;
  /** Whether it takes one line even where there is little room. */
  readonly isKept?: boolean;
}

/** A table in a frame that scrolls sideways where it is too wide. */
export function renderTable({ name, columns, rows, best }: Table): Markup {
  // What has no name heads nothing.
  const head = columns.map((column) =>
    column.title === ""
      ? markup`<td></td>`
      : markup`<th scope="col"${classesOf(column)}>${column.title}</th>`
  );
  const body = rows.map((cells, at) => {
    const [first, ...others] = cells;
    const rest = others.map((cell, column) =>
      markup`<td${classesOf(columns[column + 1])}>${cell}</td>`
    );
    const mark = best?.has(at) && markup` class="best"`;
    return markup`<tr${mark}><th scope="row"${classesOf(columns[0])}>${first}</th>${rest}</tr>`;
  });
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${name}"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${listed(body, "\n")}
</tbody>
</table></div>`;
}

/** Longer names take several lines. */
const longestName = 24;

/** Whether a column of some names has to wrap: a short one would only break within its words. */
export function wrapsNames(names: readonly string[]): boolean {
  return names.some((name) => [...name].length > longestName);
}

function classesOf({ isText, wraps, isKept }: TableColumn): Content {
  const names = [...isText ? ["text"] : [], ...wraps ? ["wraps"] : [], ...isKept ? ["keeps"] : []];
  return names.length > 0 && markup` class="${names.join(" ")}"`;
}
