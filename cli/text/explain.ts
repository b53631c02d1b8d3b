import {
  type ExplainOptions,
  type Explanation,
  formatShape,
  type LayerValues,
  type NumericTensor,
  positionOf,
  type Prepared,
  type Span,
  textOf,
} from "../../mod.ts";
import { type Screen, wrap } from "./wrap.ts";

/** More rows or columns than this are cut off, and said to be. */
const shownRows = 12;
const shownColumns = 10;
const textWidth = 98;

/** A step as a slide shows it: layer by layer, with formula, place, values, gradients and update. */
export function explanationText(
  prepared: Prepared,
  explanation: Explanation,
  { part, rows, step, scheduled, width }:
    & Pick<ExplainOptions, "part" | "rows" | "step" | "scheduled">
    & Screen,
): string {
  const { pipeline } = prepared.program;
  const { step: { features: values }, layers, valueOf } = explanation;
  const title = `Step ${step} on ${part} row${rows.length === 1 ? "" : "s"} ${rows.join(", ")}`;
  const features = `x, ${prepared.program.plan.features.join(", ")}`;
  const sections = [
    title,
    block([{ title: features, tensor: valueOf(values) }], { width }),
    ...layers.map((layer) => layerText(layer, { explanation, width })),
    lossText(prepared, { explanation, width }),
    ...pipeline.optimizer && pipeline.train ? [optimizerText(prepared, { scheduled, width })] : [],
  ];
  return sections.filter((each) => each !== "").join("\n\n");
}

/** The optimizer, each schedule, and what schedules make of this step. */
function optimizerText(
  { program: { pipeline: { optimizer, schedules } } }: Prepared,
  { scheduled, width }: Pick<ExplainOptions, "scheduled"> & Screen,
): string {
  const stages = [...optimizer ? [optimizer] : [], ...schedules];
  const numbers = Object.entries(scheduled).map(([name, value]) => `${name} ${number(value)}`);
  return [
    ...stages.map((stage) => stageText(stage, { width })),
    ...numbers.length > 0
      ? [wrap(`  in this step: ${numbers.join(", ")}`, { width, hanging: 4 })]
      : [],
  ].join("\n");
}

/** A value of the step. */
type Value = Parameters<Explanation["valueOf"]>[0];

interface Told extends Screen {
  readonly explanation: Explanation;
}

function layerText(
  { layer: { call, name }, parameters, output }: LayerValues,
  { explanation: { valueOf }, width }: Told,
): string {
  const matrix = (title: string, value: Value | undefined) =>
    value ? [{ title, tensor: valueOf(value) }] : [];
  const blocks = parameters.map(({ spec, value, gradient, next }) => [
    ...matrix(spec.name.slice(name.length + 1), value),
    ...matrix("gradient", gradient),
    ...matrix("after", next),
  ]);
  const out = output
    ? [[...matrix("output", output.value), ...matrix("gradient", output.gradient)]]
    : [];
  const title = stageText(call, { width });
  return [
    call.label ? title : `${name}: ${title}`,
    ...[...blocks, ...out].map((matrices) => block(matrices, { width })),
  ].join("\n");
}

function lossText({ program }: Prepared, { explanation, width }: Told): string {
  const { loss } = program.pipeline;
  const { step: { loss: mean, objective, inputs: { targets } }, probability, valueOf } =
    explanation;
  const lines: string[] = [];
  const { target } = program.schema;
  const told = (title: string, value: Value) =>
    lines.push(block([{ title, tensor: valueOf(value) }], { width }));
  if (probability) told("ŷ, probability of each class", probability);
  if (targets) {
    const classes = target?.kind === "classes" ? `, class code (${target.classes.join(", ")})` : "";
    told(`y${classes}`, targets);
  }
  if (loss && mean) {
    lines.push(stageText(loss, { width }), `  L = ${number(valueOf(mean).data[0])}`);
  }
  if (objective && objective !== mean) {
    lines.push(`  with penalties: ${number(valueOf(objective).data[0])}`);
  }
  return lines.join("\n");
}

interface Explained {
  readonly span: Span;
  readonly definition: { readonly doc: string };
}

/** What was written, where, and what it means. */
function stageText({ span, definition: { doc } }: Explained, { width = Infinity }: Screen): string {
  const { line } = positionOf(span.source, span.start);
  const written = textOf(span).replace(/\s+/g, " ");
  const short = written.length > 60 ? `${written.slice(0, 57)}...` : written;
  const meaning = wrap(`  ${doc}`, { width: Math.min(textWidth, width), hanging: 2 });
  return `${short}  (${span.source.name}:${line})\n${meaning}`;
}

/** A tensor and what it is. */
interface Matrix {
  readonly title: string;
  readonly tensor: NumericTensor;
}

/** Matrices side by side under their titles, or below each other where the screen is too narrow. */
function block(matrices: readonly Matrix[], { width = Infinity }: Screen): string {
  const columns = matrices.map(({ title, tensor }) => {
    const lines = [`${title} ${formatShape(tensor.shape)}`, ...matrixLines(tensor)];
    const widest = Math.max(...lines.map((line) => line.length));
    return lines.map((line) => line.padEnd(widest));
  });
  const beside = sideBySide(columns);
  const isTooWide = beside.some((line) => line.length > width);
  return (isTooWide ? columns.flatMap((lines) => sideBySide([lines])) : beside).join("\n");
}

function sideBySide(columns: readonly (readonly string[])[]): readonly string[] {
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => {
    const cells = columns.map((lines) => lines[row] ?? " ".repeat(lines[0].length));
    return `  ${cells.join("   ")}`.trimEnd();
  });
}

function matrixLines({ shape, data }: NumericTensor): string[] {
  const width = shape.at(-1) ?? 1;
  const rows = Array.from(
    { length: data.length / width },
    (_, row) =>
      [...data.slice(row * width, row * width + Math.min(width, shownColumns))].map(number),
  );
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at].length))) ?? [];
  const more = width > shownColumns ? ` ... ${width - shownColumns} more` : "";
  const lines = rows.slice(0, shownRows).map((row) =>
    `  ${row.map((cell, at) => cell.padStart(widths[at])).join(" ")}${more}`
  );
  return rows.length > shownRows ? [...lines, `  ... ${rows.length - shownRows} more rows`] : lines;
}

/** Six significant digits: enough to check a slide by. */
function number(value: number): string {
  if (value === 0 || Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return size < 1e-4 || size >= 1e6 ? value.toExponential(4) : String(Number(value.toPrecision(6)));
}
