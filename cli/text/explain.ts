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

/** More rows or columns than this are cut off, and said to be. */
const shownRows = 12;
const shownColumns = 10;
const textWidth = 96;

/** A step as a slide shows it: layer by layer, with formula, place, values, gradients and update. */
export function explanationText(
  prepared: Prepared,
  explanation: Explanation,
  { part, rows, step, scheduled }: Pick<ExplainOptions, "part" | "rows" | "step" | "scheduled">,
): string {
  const { pipeline } = prepared.program;
  const { step: { inputs }, layers, valueOf } = explanation;
  const title = `Step ${step} on ${part} row${rows.length === 1 ? "" : "s"} ${rows.join(", ")}`;
  const columns = [`x, ${prepared.program.plan.features.join(", ")}`];
  const sections = [
    title,
    block(columns, [valueOf(inputs.features)]),
    ...layers.map((layer) => layerText(layer, explanation)),
    lossText(prepared, explanation),
    ...pipeline.optimizer && pipeline.train ? [optimizerText(prepared, scheduled)] : [],
  ];
  return sections.filter((each) => each !== "").join("\n\n");
}

/** The optimizer, each schedule, and what schedules make of this step. */
function optimizerText(
  { program: { pipeline: { optimizer, schedules } } }: Prepared,
  scheduled: ExplainOptions["scheduled"],
): string {
  const stages = [...optimizer ? [optimizer] : [], ...schedules];
  const numbers = Object.entries(scheduled).map(([name, value]) => `${name} ${number(value)}`);
  return [
    ...stages.map(({ span, definition }) => stageText(span, definition.doc)),
    ...numbers.length > 0 ? [`  in this step: ${numbers.join(", ")}`] : [],
  ].join("\n");
}

function layerText(
  { layer, parameters, output }: LayerValues,
  { valueOf }: Explanation,
): string {
  const { call, name } = layer;
  const parts = parameters.map(({ spec, value, gradient, next }) =>
    block(
      [spec.name.slice(name.length + 1), ...gradient ? ["gradient"] : [], ...next ? ["after"] : []],
      [value, gradient, next].flatMap((each) => each ? [valueOf(each)] : []),
    )
  );
  const out = output
    ? [block(
      ["output", ...output.gradient ? ["gradient"] : []],
      [output.value, output.gradient].flatMap((each) => each ? [valueOf(each)] : []),
    )]
    : [];
  const title = stageText(call.span, call.definition.doc);
  return [call.label ? title : `${name}: ${title}`, ...parts, ...out].join("\n");
}

function lossText({ program }: Prepared, explanation: Explanation): string {
  const { loss } = program.pipeline;
  const { step: { loss: mean, objective, inputs: { targets } }, probability, valueOf } =
    explanation;
  const lines: string[] = [];
  const { target } = program.schema;
  if (probability) lines.push(block(["ŷ, probability of each class"], [valueOf(probability)]));
  if (targets) {
    const classes = target?.kind === "classes" ? `, class code (${target.classes.join(", ")})` : "";
    lines.push(block([`y${classes}`], [valueOf(targets)]));
  }
  if (loss && mean) {
    lines.push(
      stageText(loss.span, loss.definition.doc),
      `  L = ${number(valueOf(mean).data[0])}`,
    );
  }
  if (objective && objective !== mean) {
    lines.push(`  with penalties: ${number(valueOf(objective).data[0])}`);
  }
  return lines.join("\n");
}

/** What was written, where, and what it means. */
function stageText(span: Span, doc: string): string {
  const { line } = positionOf(span.source, span.start);
  const written = textOf(span).replace(/\s+/g, " ");
  const short = written.length > 60 ? `${written.slice(0, 57)}...` : written;
  return `${short}  (${span.source.name}:${line})\n${wrap(doc, textWidth)}`;
}

/** Words in lines of at most `width` characters, indented. */
function wrap(text: string, width: number): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!; // a text has a line
    if (line !== "" && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.map((line) => `  ${line}`).join("\n");
}

/** Matrices side by side under their titles. */
function block(titles: readonly string[], tensors: readonly NumericTensor[]): string {
  const columns = tensors.map((each, at) => {
    const lines = [`${titles[at]} ${formatShape(each.shape)}`, ...matrixLines(each)];
    const width = Math.max(...lines.map((line) => line.length));
    return lines.map((line) => line.padEnd(width));
  });
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => {
    const cells = columns.map((lines) => lines[row] ?? " ".repeat(lines[0].length));
    return `  ${cells.join("   ")}`.trimEnd();
  }).join("\n");
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
