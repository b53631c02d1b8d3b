import { cut } from "../marks/picture.ts";
import { type Content, listed, type Markup, markup, name } from "../markup/markup.ts";
import { count, counted, percent } from "../words/numbers.ts";

/** How often each class was answered for each. */
export interface ConfusionMatrix {
  /** What it is, for those who hear it. */
  readonly title: string;
  readonly names: readonly string[];
  /** `counts[truth][said]`. */
  readonly counts: readonly (readonly number[])[];
}

/** From so many classes on the matrix takes the whole width. */
const manyClasses = 5;
/** From so many on a cell has no share. */
const denseClasses = 9;
/** From so many on a cell has no number. */
const tinyClasses = 16;
/** Longer names make cells that are too high. */
const longestName = 24;

/** How much a matrix can tell of so many classes. */
export type MatrixSize = "few" | "many" | "dense" | "tiny";

/** The size of a matrix of so many classes. */
export function matrixSize(classes: number): MatrixSize {
  if (classes < manyClasses) return "few";
  if (classes < denseClasses) return "many";
  return classes < tinyClasses ? "dense" : "tiny";
}

/** A confusion matrix: the true class down, the answer across, tinted by the share of the row. */
export function confusionMatrix({ title, names, counts }: ConfusionMatrix): Markup {
  const size = matrixSize(names.length);
  const isUpright = size === "dense" || size === "tiny";
  const heads = names.map((each) =>
    isUpright
      ? markup`<th scope="col" title="${each}"><span class="upright">${name(cut(each))}</span></th>`
      : markup`<th scope="col"${titleOf(each)}>${name(cut(each, longestName))}</th>`
  );
  const rows = counts.map((row, truth) => {
    const total = row.reduce((sum, each) => sum + each, 0);
    const cells = row.map((each, said) =>
      cell({ rows: each, total, isRight: truth === said, size })
    );
    return markup`<tr>${rowHead(names[truth], total, size)}${cells}</tr>`;
  });
  const frame = markup`class="scroll" tabindex="0" role="group" aria-label="${title}"`;
  return markup`<div ${frame}><table class="matrix ${size}">
<caption class="hidden">The true class down, the answer across</caption>
<thead><tr><td class="corner">true ↓<br>answer →</td>${heads}</tr></thead>
<tbody>
${listed(rows, "\n")}
</tbody>
</table></div>`;
}

function rowHead(text: string, total: number, size: MatrixSize): Markup {
  if (size === "dense" || size === "tiny") {
    return markup`<th scope="row" title="${text}, ${counted(total, "row")}">${
      name(cut(text))
    }</th>`;
  }
  return markup`<th scope="row"${titleOf(text)}>${name(cut(text, longestName))}<small>${
    counted(total, "row")
  }</small></th>`;
}

/** A name that is cut is whole in the title. */
function titleOf(text: string): Content {
  return cut(text, longestName) !== text && markup` title="${text}"`;
}

/** Steps of tint, each a quarter of the row. */
const steps = 4;

function cell(
  { rows, total, isRight, size }: {
    readonly rows: number;
    readonly total: number;
    readonly isRight: boolean;
    readonly size: MatrixSize;
  },
): Markup {
  if (rows === 0) {
    return size === "tiny" ? markup`<td class="none"></td>` : markup`<td class="none">0</td>`;
  }
  const share = rows / total;
  const tint = `${isRight ? "right" : "wrong"}-${Math.ceil(share * steps)}`;
  if (size === "tiny") return markup`<td class="${tint}" title="${count(rows)}"></td>`;
  const isDense = size === "dense";
  return markup`<td class="${tint}"><b>${count(rows)}</b>${
    !isDense && markup`<small>${percent(share, total)}</small>`
  }</td>`;
}
