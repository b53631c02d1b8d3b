import {
  featureNames,
  nested,
  outputNames,
  type Stretch,
  stretchesOf,
  weightOf,
} from "../input/network.ts";
import type { RecordedLayer } from "../input/records.ts";
import type { ReportedRun } from "../input/run.ts";
import { lineId } from "../input/source_link.ts";
import { mostMarked } from "../marks/class_mark.ts";
import { type Content, listed, markup, name } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { type Panel, renderPanels, sentences } from "../page/panel.ts";
import { renderTable, type Table } from "../page/table.ts";
import { layerColumn } from "../pictures/layer_column.ts";
import { mostLevels, unitBars } from "../pictures/units.ts";
import { mostUnits, undrawn, weightsPicture } from "../pictures/weights.ts";
import { count, counted, significant } from "../words/numbers.ts";
import { rowShape } from "../words/shape.ts";

/** Up to so many parameters are drawn one by one. */
const mostDrawn = 200;

/** The layers: what they give, how many parameters they have, and what those are where they are few. */
export function networkSection(run: ReportedRun): Section | undefined {
  const { layers } = run.records;
  if (layers.length === 0) return undefined;
  const stretches = stretchesOf(run);
  const drawn = stretches && weightsPanel(run, stretches);
  const picture = drawn ?? (stretches && unitsPanel(run, stretches)) ?? columnPanel(run);
  return {
    id: "network",
    title: "Network",
    say: markup`<p>${sentences(...summary(run, drawn !== undefined))}</p>`,
    show: renderPanels([picture, layersPanel(run)]),
  };
}

function summary({ metrics, records }: ReportedRun, isDrawn: boolean): readonly Content[] {
  const { layers, columns } = records;
  const learning = layers.filter(({ parameters }) => parameters > 0).length;
  const features = columns.filter(({ role }) => role === "feature");
  const inputs = features.reduce((sum, column) => sum + column.features, 0);
  const { started_from: started } = metrics;
  return [
    inputs > 0 && inputs !== features.length &&
    `${counted(features.length, "column")} ${features.length === 1 ? "becomes" : "become"} ${
      counted(inputs, "feature")
    }.`,
    `${counted(metrics.parameters, "parameter")} in ${counted(learning, "layer")}.`,
    isDrawn ? `At up to ${mostDrawn} each of them is shown.` : metrics.parameters > mostDrawn &&
      `Over ${mostDrawn} single weights say nothing; the drawing shows where they are.`,
    started &&
    markup`Started from another training: ${namesOf(started.layers)}; anew: ${
      namesOf(started.anew)
    }.`,
  ];
}

function namesOf(names: readonly string[]): Content {
  return names.length === 0 ? "none" : listed(names.map(name), ", ");
}

function inputTitle({ records: { columns } }: ReportedRun, inputs: number): string {
  const features = columns.filter(({ role }) => role === "feature");
  if (columns.some(({ type }) => type === "image")) return "pixels";
  const [one, many] = features.length === inputs ? ["column", "columns"] : ["feature", "features"];
  return inputs === 1 ? one : many;
}

const outputTitles = {
  classes: ["class", "classes"],
  labels: ["label", "labels"],
  numbers: ["number", "numbers"],
} as const;

function levelTitle(run: ReportedRun, stretches: readonly Stretch[], nth: number): string {
  const { units, activation } = stretches[nth];
  if (nth < stretches.length - 1) return activation?.kind.replaceAll("_", " ") ?? "units";
  const { kind, names } = run.records.answers;
  const [one, many] = units === names.length ? outputTitles[kind] : ["output", "outputs"];
  return units === 1 ? one : many;
}

/** Every weight as a line, where they are few and nothing else has parameters. */
function weightsPanel(run: ReportedRun, stretches: readonly Stretch[]): Panel | undefined {
  const { records, parameters, metrics } = run;
  const weights = stretches.flatMap(({ linear }) => weightOf(parameters, linear) ?? []);
  const sizes = [stretches[0]?.inputs ?? Infinity, ...stretches.map(({ units }) => units)];
  const isPlain = weights.length === stretches.length &&
    stretches.every((each) => each.parameters === each.linear.parameters) &&
    stretches.every(({ inputs }, nth) => nth === 0 || inputs === stretches[nth - 1].units);
  const isSmall = metrics.parameters <= mostDrawn && Math.max(...sizes) <= mostUnits;
  if (!isPlain || !isSmall || stretches.length > mostLevels) return undefined;
  const [inputs] = sizes;
  const named = featureNames(records);
  const names = named.length === inputs
    ? named
    : Array.from({ length: inputs }, (_, at) => `input ${at + 1}`);
  const units = sizes[sizes.length - 1];
  const outputs = outputNames(records, units);
  const isMarked = records.answers.kind === "classes" && units === records.answers.names.length &&
    units <= mostMarked;
  const levels = [
    { size: inputs, title: `${inputs} ${inputTitle(run, inputs)}`, names },
    ...stretches.map(({ units }, nth) => ({
      ...{ size: units, title: `${units} ${levelTitle(run, stretches, nth)}` },
      ...nth === stretches.length - 1 && { names: outputs, isMarked },
    })),
  ];
  const all = weights.map(({ data }) => data);
  return {
    title: "Every weight",
    picture: weightsPicture({ id: "weights", levels, weights: all }),
    caption: sentences(
      "Blue and solid raises, red and dashed lowers; the thicker, the larger.",
      undrawn(all),
      "Biases are in the table.",
    ),
    numbers: { summary: "All weights", table: weightsTable(run, { stretches, names, outputs }) },
  };
}

function weightsTable(
  { parameters }: ReportedRun,
  { stretches, names, outputs }: {
    readonly stretches: readonly Stretch[];
    readonly names: readonly string[];
    readonly outputs: readonly string[];
  },
): Table {
  const isLast = (nth: number) => nth === stretches.length - 1;
  const rows = stretches.flatMap(({ linear, inputs, units }, nth) => {
    const weight = weightOf(parameters, linear);
    const bias = parameters[`${linear.name}.bias`];
    const from = (input: number) => nth === 0 ? name(names[input]) : `unit ${input + 1}`;
    const to = (unit: number) => isLast(nth) ? name(outputs[unit]) : `unit ${unit + 1}`;
    return Array.from({ length: units }, (_, unit) => [
      ...Array.from({ length: inputs }, (_, input) => [
        ...[name(linear.name), to(unit), from(input)],
        significant(weight?.data[unit * inputs + input] ?? NaN, 4),
      ]),
      ...bias ? [[name(linear.name), to(unit), "bias", significant(bias.data[unit], 4)]] : [],
    ]).flat();
  });
  return {
    name: "All weights",
    columns: [
      { title: "Layer", isText: true },
      { title: "To", isText: true },
      { title: "From", isText: true },
      { title: "Weight" },
    ],
    rows,
  };
}

/** How wide the network is from layer to layer. */
function unitsPanel(run: ReportedRun, stretches: readonly Stretch[]): Panel | undefined {
  if (stretches.length + 1 > mostLevels) return undefined;
  const [{ inputs }] = stretches;
  return {
    title: "Units and parameters",
    picture: unitBars({
      id: "units",
      levels: [
        { size: inputs, title: inputTitle(run, inputs) },
        ...stretches.map(({ units }, nth) => ({
          ...{ size: units, title: levelTitle(run, stretches, nth) },
        })),
      ],
      parameters: stretches.map(({ parameters }) => parameters),
    }),
    caption: "Heights grow with the square root of the units; numbers between are parameters.",
  };
}

function columnPanel({ records: { layers } }: ReportedRun): Panel {
  const all = nested(layers);
  return {
    title: "Layers in their order",
    picture: layerColumn({ id: "layers", layers: all }),
    caption: sentences(
      "Each with what it gives for a row; bars are parameters. What a layer is made of is set in below it.",
      layers.some(({ kind }) => kind === "residual") &&
        "An arrow at the end: what came in is added.",
    ),
  };
}

/** So many layers stand in the open. */
const mostListed = 16;

function layersPanel(run: ReportedRun): Panel {
  const { layers } = run.records;
  const all = layersTable(run, layers);
  const isLong = layers.length > mostListed;
  const learning = layers.filter(({ parameters }) => parameters > 0);
  const largest = new Set(
    learning.toSorted((one, other) => other.parameters - one.parameters).slice(0, mostListed),
  );
  const hasLines = layers.some((layer) => lineId(run.records, layer) !== undefined);
  return {
    title: !isLong
      ? "Layers"
      : learning.length > mostListed
      ? `The ${mostListed} layers with the most parameters`
      : "The layers that have parameters",
    picture: renderTable(
      isLong ? layersTable(run, layers.filter((layer) => largest.has(layer))) : all,
    ),
    ...hasLines && { caption: "Line numbers lead to the source." },
    ...isLong && { numbers: { summary: `All ${count(layers.length)} layers`, table: all } },
    // The names of layers in layers are long.
    isWide: layers.some(({ name }) => name.split(".").length > 2),
  };
}

function layersTable(run: ReportedRun, layers: readonly RecordedLayer[]): Table {
  return {
    name: "Layers",
    columns: [
      { title: "Layer", isText: true, wraps: true },
      { title: "Output" },
      { title: "Parameters" },
      { title: "Line" },
    ],
    rows: [
      ...layers.map((layer) => [
        calledLayer(layer),
        rowShape(layer),
        count(layer.parameters),
        lineLink(run, layer),
      ]),
      ["all", "", count(run.metrics.parameters), ""],
    ],
  };
}

function lineLink({ records }: ReportedRun, { file, line }: RecordedLayer): Content {
  const id = lineId(records, { file, line });
  return id === undefined ? String(line) : markup`<a href="#${id}">${line}</a>`;
}

/** Its name and its kind, unless a long name ends with that already. */
function calledLayer({ name: own, kind }: RecordedLayer): Content {
  const isLong = own.includes(".") && own.slice(own.lastIndexOf(".") + 1).startsWith(`${kind}_`);
  return isLong ? name(own) : markup`${name(own)} ${kind}`;
}
