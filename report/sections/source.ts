import type { RecordedGraph, RecordedLine, RecordedSource } from "../input/records.ts";
import type { ReportedRun } from "../input/run.ts";
import { lineId } from "../input/source_link.ts";
import { type Content, listed, type Markup, markup, name } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { type Panel, renderPanels, sentences } from "../page/panel.ts";
import { renderTable, type Table } from "../page/table.ts";
import { toldExpectations } from "../words/expectation.ts";
import { count, counted } from "../words/numbers.ts";
import { sourceLines } from "./source_text.ts";

/** The pipeline as it ran, what it expects, and what a step of its training computes for each line. */
export function sourceSection(run: ReportedRun): Section {
  const { sources = [] } = run.records;
  const expectations = expectationsTable(run);
  const panels = sources.map((source): Panel => ({
    title: markup`<code>${name(source.file)}</code>`,
    picture: sourceText(run, source),
    isWide: true,
  }));
  return {
    id: "source",
    title: "Source",
    say: markup`<p>${sentences(...summary(run))}</p>${expectations && renderTable(expectations)}`,
    show: renderPanels([...panels, resolvedPanel(run), graphPanel(run)]),
  };
}

function summary({ metrics, records }: ReportedRun): readonly Content[] {
  const { variant, params = {}, set = [] } = metrics;
  const values = set.map((each) => markup`${name(each)} = ${String(params[each])}`);
  return [
    records.sources === undefined
      ? "The texts of the pipeline are too long to be recorded."
      : records.sources.length > 1
      ? `The pipeline as it ran, from ${records.sources.length} files.`
      : "The pipeline as it ran.",
    variant !== undefined && markup`It is the variant ${name(variant)}.`,
    values.length > 0
      ? markup`Set from outside: ${listed(values, ", ")}.`
      : variant === undefined && "Nothing was set from outside.",
  ];
}

function expectationsTable({ metrics }: ReportedRun): Table | undefined {
  const judged = toldExpectations(metrics);
  if (judged.length === 0) return undefined;
  return {
    name: "What the pipeline expects",
    columns: [
      { title: "Expected", isText: true, wraps: true },
      { title: "Range" },
      { title: "Is" },
      { title: "Result" },
    ],
    rows: judged.map(({ what, range, value, holds }) => [
      what,
      range,
      value,
      holds === undefined ? "not told" : holds ? "holds" : markup`<b>does not hold</b>`,
    ]),
  };
}

/** A longer text is folded. */
const mostOpen = 200;

function sourceText({ records }: ReportedRun, { file, text }: RecordedSource): Markup {
  const rows = sourceLines(text).map((line, at) =>
    sourceRow(line, { number: at + 1, id: lineId(records, { file, line: at + 1 }) })
  );
  return rows.length > mostOpen
    ? folded(rows)
    : markup`<div class="source">${listed(rows, "\n")}</div>`;
}

/** Lines that are unfolded by whoever wants them, or by a link to one of them. */
function folded(rows: readonly Markup[]): Markup {
  return markup`<details><summary>${counted(rows.length, "line")}</summary><div class="source">${
    listed(rows, "\n")
  }</div></details>`;
}

function sourceRow(
  line: Content,
  { number, id }: { readonly number: number; readonly id?: string },
): Markup {
  return markup`<div class="row"${
    id !== undefined && markup` id="${id}"`
  }><span class="number">${number}</span><code>${line}</code></div>`;
}

/** The pipeline with everything written out. */
function resolvedPanel({ resolved }: ReportedRun): Panel | undefined {
  if (resolved.trim() === "") return undefined;
  const rows = sourceLines(resolved).map((line, at) => sourceRow(line, { number: at + 1 }));
  return {
    title: "With every default written out",
    picture: folded(rows),
    isWide: true,
  };
}

/** What a step of the training computes, by the lines that it is for. */
function graphPanel(run: ReportedRun): Panel | undefined {
  const { graph } = run.records;
  if (!graph) return undefined;
  const lines = graph.lines.map((line) => graphLine(run, line));
  return {
    title: "One training step, node by node",
    picture: markup`<details><summary>${counted(nodesOf(graph), "node")}, by line</summary>
${listed(lines, "\n")}
</details>`,
    caption: graph.left_out !== undefined && graph.left_out > 0 &&
      `${counted(graph.left_out, "further node")} are counted alone.`,
    isWide: true,
  };
}

function nodesOf({ lines, left_out: more = 0 }: RecordedGraph): number {
  return lines.reduce((sum, line) => sum + toldNodes(line), more);
}

function toldNodes({ nodes }: RecordedLine): number {
  return Object.values(nodes).reduce((sum, each) => sum + each.length, 0);
}

const whens = {
  before: "once before the first step",
  step: "in each step",
  gradient: "in each step, as the gradient",
  after: "after the last step",
} as const;

function graphLine({ records }: ReportedRun, line: RecordedLine): Markup {
  const id = lineId(records, line);
  const where = line.line === undefined ? "no line" : `line ${line.line}`;
  const { more = {} } = line;
  const rest = Object.entries(more).map(([op, times]) => `${count(times)} ${op}`);
  const told = (["before", "step", "gradient", "after"] as const).flatMap((when) => {
    const nodes = line.nodes[when] ?? [];
    return nodes.length === 0 ? [] : [
      markup`<p class="note">${whens[when]}</p><pre>${nodes.join("\n")}</pre>`,
    ];
  });
  return markup`<details><summary>${where}${
    line.text !== undefined && markup`: <code class="mono">${line.text}</code>`
  }, ${counted(toldNodes(line), "node")}</summary>${
    id !== undefined && markup`<p class="note"><a href="#${id}">To the line</a></p>`
  }${told}${rest.length > 0 && markup`<p class="note">not told: ${rest.join(", ")}</p>`}</details>`;
}
