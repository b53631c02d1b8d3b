import type { ReportedRun } from "../input/run.ts";
import { listed, type Markup, markup } from "../markup/markup.ts";
import { count, counted } from "../words/numbers.ts";

/** Four facts of a run: rows, network, training, expectation. */
export function facts(run: ReportedRun): Markup {
  const all = [
    ["Rows", ...rows(run)],
    ["Network", ...network(run)],
    ["Training", ...training(run)],
    ["Expectation", ...expectation(run)],
  ].map(([name, fact, more]) =>
    markup`<div><dt>${name}</dt><dd>${fact}<small>${more}</small></dd></div>`
  );
  return markup`<dl class="facts">
${listed(all, "\n")}
</dl>`;
}

type Fact = readonly [fact: string, more: string];

function rows({ metrics: { parts } }: ReportedRun): Fact {
  const named = Object.entries(parts);
  return [
    named.map(([, { rows }]) => count(rows)).join(" + "),
    named.map(([name]) => name).join(", "),
  ];
}

/** More widths than this say nothing at a glance. */
const mostWidths = 6;

/** `4–8–3`, or how many layers where they have no single width. */
function network({ metrics, records: { layers, columns } }: ReportedRun): Fact {
  const sized = layers.filter(({ parameters }) => parameters > 0);
  const isPlain = sized.every(({ kind }) => kind === "linear") && sized.length < mostWidths;
  const inputs = columns.reduce((sum, { features }) => sum + features, 0);
  const shape = isPlain && inputs > 0
    ? [inputs, ...sized.map(({ shape }) => shape.at(-1))].join("–")
    : counted(layers.length, "layer");
  return [shape, counted(metrics.parameters, "parameter")];
}

function training({ metrics: { epochs, steps } }: ReportedRun): Fact {
  if (epochs === 0) return ["none", "parameters as given"];
  return [counted(epochs, "epoch"), counted(steps, "step")];
}

function expectation({ metrics }: ReportedRun): Fact {
  const own = (metrics.expectations ?? []).filter(({ seeds }) => seeds === undefined);
  const broken = own.filter(({ metric, part, low, high }) => {
    const value = metrics.parts[part]?.[metric] ?? NaN;
    return !(value >= low && value <= high);
  });
  const [first] = broken.length > 0 ? broken : own;
  if (!first) return ["none", "no expect line"];
  const more = own.length > 1 ? `, ${own.length - 1} more` : "";
  return [
    broken.length > 0 ? "does not hold" : "holds",
    `${first.metric} in ${first.low}..${first.high} on ${first.part}${more}`,
  ];
}
