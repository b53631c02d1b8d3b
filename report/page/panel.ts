import { type Content, listed, type Markup, markup } from "../markup/markup.ts";
import { renderTable, type Table } from "./table.ts";

/** A picture with all that belongs to it, in one order everywhere. */
export interface Panel {
  /** What it is. */
  readonly title: Content;
  /** The picture, or a table. */
  readonly picture: Content;
  /** What the marks are, then one finding, which is bold. */
  readonly caption?: Content;
  /** The numbers behind the picture. */
  readonly numbers?: { readonly summary: string; readonly table: Table };
  /** Whether it takes the whole width. */
  readonly isWide?: boolean;
}

/** A panel: title, picture, caption, numbers. */
export function renderPanel({ title, picture, caption, numbers, isWide }: Panel): Markup {
  return markup`<figure class="panel${isWide && " wide"}">
<h3>${title}</h3>
${picture}
${caption !== undefined && markup`<figcaption>${caption}</figcaption>`}
${numbers && renderNumbers(numbers)}
</figure>`;
}

function renderNumbers({ summary, table }: NonNullable<Panel["numbers"]>): Markup {
  return markup`<details><summary>${summary}</summary>${renderTable(table)}</details>`;
}

/** Panels, two abreast where there is room. */
export function renderPanels(panels: readonly (Panel | undefined | false)[]): Markup {
  const shown = panels.flatMap((panel) => panel ? [renderPanel(panel)] : []);
  return markup`<div class="grid">
${listed(shown, "\n")}
</div>`;
}

/**
 * Pictures beside each other with one caption and one table for all of them: four abreast where there is room, or two
 * of the usual size.
 */
export function renderTogether(
  { panels, caption, numbers, size }: Pick<Panel, "caption" | "numbers"> & {
    readonly panels: readonly Panel[];
    readonly size: "quarters" | "halves";
  },
): Markup {
  return markup`<figure class="panel wide">
<div class="${size === "quarters" ? "quarters" : "grid"}">
${listed(panels.map(renderPanel), "\n")}
</div>
${caption !== undefined && markup`<figcaption>${caption}</figcaption>`}
${numbers && renderNumbers(numbers)}
</figure>`;
}

/** What a caption found, which is bold. */
export function finding(text: Content): Markup {
  return markup`<b>${text}</b>`;
}

/** Sentences one behind the other; what is nothing is left out. */
export function sentences(...contents: readonly Content[]): Markup {
  return listed(contents.filter((each) => each !== undefined && each !== false), " ");
}
