import { format } from "../../dsl/format/format.ts";
import type { DataPreview, PreviewedColumn } from "../profile/preview.ts";
import { written } from "../data/quoting.ts";
import type { Choices, ReasonedChoice } from "./choices.ts";

/** What a first pipeline is made for. */
export interface FirstPipeline {
  /** As `load` names it: `csv("t.csv"`, without what follows the path. */
  readonly reader: string;
  /** Relative to the pipeline. */
  readonly path: string;
  /** The target, where the data do not name it. */
  readonly target?: ReasonedChoice;
  readonly preview: DataPreview;
  readonly choices: Choices;
  /** Whether the parts come with the data. */
  readonly hasParts: boolean;
}

/** The text of a pipeline that trains as it is, each choice with its reason. */
export function firstPipeline(first: FirstPipeline): string {
  const { preview } = first;
  const features = preview.columns.filter(({ role }) => role === "feature");
  const blocks = [
    headLines(first, features),
    loadLines(first),
    splitLines(first),
    preparingLines(first, features),
    modelLines(first, features),
    trainingLines(first),
  ];
  const text = blocks.flat().join("\n") + "\n";
  return format({ name: "first.pipe", text });
}

function headLines(
  { preview: { name, rows } }: FirstPipeline,
  features: readonly PreviewedColumn[],
) {
  const byType = (type: string) =>
    features.filter((each) => each.type === type).map((each) => each.name);
  const kinds = ["number", "category", "boolean", "ordinal", "date", "image"] as const;
  const told = kinds.flatMap((kind) => {
    const names = byType(kind);
    if (names.length === 0) return [];
    const shown = names.slice(0, 12).map(written).join(", ") +
      (names.length > 12 ? `, and ${names.length - 12} more` : "");
    return [`#   ${kind}: ${shown}`];
  });
  return [
    "pipe 1",
    `# A first pipeline for ${name}, ${
      rows.toLocaleString("en-US")
    } rows. Change what you know better.`,
    "# What the columns were taken for, as far as they are features:",
    ...told,
    "",
  ];
}

function loadLines({ reader, path, target, choices }: FirstPipeline): string[] {
  const options = [...choices.options].map(([name, choice]) => [name, choice] as const);
  const args = [
    JSON.stringify(path),
    ...target ? [`target = ${target.text}`] : [],
    ...options.map(([name, { text }]) => `${name} = ${text}`),
  ];
  return [
    ...target ? [`# The target: ${target.reason}.`] : [],
    ...options.map(([name, { reason }]) => `# ${name}: ${reason}.`),
    `load ${reader}(${args.join(", ")})`,
    ...[...choices.columns].map(([name, { text, reason }]) =>
      `column ${name}: ${text} # ${reason}`
    ),
  ];
}

/** With fewer rows, a part for validation would be too small to mean anything. */
const fewRows = 100;

function splitLines({ preview, hasParts }: FirstPipeline): string[] {
  const { rows, classes } = preview;
  const smallest = classes
    ? Math.min(...Object.values(classes.counts.train ?? []).filter((count) => count > 0))
    : Infinity;
  const isStratified = areClasses(preview) && smallest >= 10;
  const shares = [
    ...rows >= fewRows ? [hasParts ? "valid = 10%" : "valid = 20%"] : [],
    ...hasParts ? [] : ["test = 20%"],
  ];
  if (shares.length === 0) return [];
  const stratify = isStratified ? ["stratify = true"] : [];
  const why = isStratified ? " # each part has the same share of each class" : "";
  return [`split holdout(${[...shares, ...stratify, "seed = 7"].join(", ")})${why}`];
}

function preparingLines(
  { choices }: FirstPipeline,
  features: readonly PreviewedColumn[],
): string[] {
  if (features.some(({ type }) => type === "image")) {
    return ["scale divide(255) # bytes become numbers from 0 to 1"];
  }
  const words = features.filter(({ type }) => type === "category");
  const lacking = features.filter(({ missing }) => missing > 0);
  const isWord = ({ content }: PreviewedColumn) => content.kind === "words";
  const calls = [
    ...lacking.some((each) => !isWord(each)) ? ["median"] : [],
    ...lacking.some(isWord)
      ? [
        lacking.filter(isWord).every(({ type }) => type === "category")
          ? 'constant("missing")'
          : "most_frequent",
      ]
      : [],
  ];
  const told = lacking.slice(0, 6).map(({ name, missing }) => `${name} ${missing}`).join(", ");
  const more = lacking.length > 6 ? `, and ${lacking.length - 6} more` : "";
  const many = [...choices.manyWords];
  const encoders = [
    ...many.length > 0 ? [`one_hot(min_count = 10, columns = [${many.join(", ")}])`] : [],
    ...words.length > many.length ? ["one_hot"] : [],
  ];
  return [
    ...calls.length > 0 ? [`impute ${calls.join(", ")} # missing: ${told}${more}`] : [],
    ...words.length > 0
      ? [
        `encode ${encoders.join(", ")} # a feature of 0 and 1 for each word`,
      ]
      : [],
    ...features.length > words.length
      ? ["scale standard # mean 0 and deviation 1, by the training rows"]
      : [],
  ];
}

function modelLines(
  { preview }: FirstPipeline,
  features: readonly PreviewedColumn[],
): string[] {
  const { rows, columns } = preview;
  const isImage = features.some(({ type }) => type === "image");
  const width = isImage ? 128 : rows < 200 ? 8 : rows < 2000 ? 16 : rows < 20_000 ? 32 : 64;
  const targets = columns.filter(({ role }) => role === "target");
  const last = areClasses(preview) ? "classes" : String(targets.length);
  return [
    ...areClasses(preview) ? [] : ["scale_target standard # undone in every answer and metric"],
    "model {",
    `linear(${width})`,
    "relu",
    `linear(${last})`,
    "}",
  ];
}

/** Numbers of more different values are numbers. */
const mostNumericClasses = 10;

/** Whether the target is one of a few classes. */
function areClasses({ columns, classes }: DataPreview): boolean {
  const target = columns.find(({ role }) => role === "target");
  if (!classes || !target) return false;
  return target.content.kind === "words" || classes.names.length <= mostNumericClasses;
}

function trainingLines({ preview }: FirstPipeline): string[] {
  const { rows, classes } = preview;
  const [batch, epochs] = rows < 1000 ? [16, 60] : rows < 20_000 ? [32, 30] : [128, 10];
  // Of few rows, some are for testing, and a step should not take all that are left.
  const rowsOfStep = Math.min(batch, Math.max(1, Math.floor(rows / 4)));
  const keep = rows >= fewRows ? ", keep = best" : "";
  const names = classes?.names.slice(0, 6).join(", ") ?? "";
  const count = classes?.names.length ?? 0;
  return [
    areClasses(preview)
      ? `loss cross_entropy # ${count} classes: ${names}${count > 6 ? ", ..." : ""}`
      : "loss mse",
    "optimizer adam(lr = 0.01)",
    `train(epochs = ${epochs}, batch = ${rowsOfStep}${keep})`,
    areClasses(preview)
      ? `metric accuracy${count === 2 ? ", roc_auc" : ", balanced_accuracy"}`
      : "metric r2, mae",
  ];
}
