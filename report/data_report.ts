import { columnsSection } from "./data/columns.ts";
import { findingsSection } from "./data/findings.ts";
import { dataHeadline, dataLead } from "./data/headline.ts";
import type { ReportedData } from "./input/data.ts";
import { markup } from "./markup/markup.ts";
import { renderPage, type Section } from "./page/page.ts";
import { counted } from "./words/numbers.ts";

/** What a page says of data, in its order; a section without content is left out. */
const sections: readonly ((data: ReportedData) => Section | undefined)[] = [
  columnsSection,
  findingsSection,
];

/** The page of data: one HTML file that asks nothing of a network. The same data give the same bytes. */
export function dataReport(data: ReportedData): string {
  const { name, rows, penstock, command } = data;
  return renderPage({
    ...{ kind: "Penstock data", of: name, title: `${name}: ${counted(rows, "row")}` },
    headline: dataHeadline(data),
    lead: dataLead(data),
    sections: sections.flatMap((make) => make(data) ?? []),
    footer: markup`Made by Penstock ${penstock}: <code class="mono">${command}</code>`,
  });
}
