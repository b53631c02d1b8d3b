import {
  formatShape,
  type InspectedModel,
  type InspectedTraining,
  type TensorFacts,
} from "../../mod.ts";
import { describeProfile } from "./columns.ts";
import { describeMetrics } from "./summary.ts";
import { countedWithSeparators, formatLabels, formatTable } from "./table.ts";
import type { Screen } from "./wrap.ts";

/** A model as text: what it takes and gives, how it came about. */
export function describeModel(model: InspectedModel, screen: Screen = {}): string {
  const { onnx, training } = model;
  return [
    formatLabels([
      ["model", `${model.name}, ${model.bytes.toLocaleString("en-US")} bytes`],
      ["sha256", model.sha256],
      ["named", onnx.name],
      ["says", training ? "" : onnx.doc],
      ["written by", [onnx.producer || "nobody says", writtenAs(onnx)].join(", ")],
      ["takes", onnx.inputs.map((each) => inputText(each, training)).join("; ")],
      ["gives", onnx.outputs.map(tensorText).join(", ")],
      ["answers", training ? answersOf(training) : ""],
      ["seed", training ? String(training.seed) : ""],
      ["nodes", nodesOf(model)],
      ["stored", storedOf(model)],
    ], screen),
    ...training ? trainingTexts(training, screen) : [metadataText(model, screen)],
  ].filter((text) => text !== "").join("\n\n");
}

function trainingTexts(training: InspectedTraining, screen: Screen): string[] {
  const { columns, layers, metrics, pipeline } = training;
  return [
    columns.length > 0 ? describeProfile(columns, screen) : "",
    layers.length > 0
      ? formatTable([
        ["layer", "output shape", "parameters"],
        ...layers.map(({ name, kind, shape, parameters }) => [
          name.replace(/_\d+$/, "") === kind ? name : `${name} (${kind})`,
          formatShape(shape),
          parameters.toLocaleString("en-US"),
        ]),
      ], screen)
      : "",
    metrics ? describeMetrics(metrics, screen) : "",
    pipeline.trimEnd(),
  ];
}

function writtenAs({ irVersion, opsets }: InspectedModel["onnx"]): string {
  const sets = Object.entries(opsets).map(([domain, version]) => `${domain} ${version}`);
  return [...sets, `IR ${irVersion}`].join(", ");
}

/** An input, with the columns that are in it where it is a matrix of several. */
function inputText(tensor: TensorFacts, training: InspectedTraining | undefined): string {
  const columns = training?.inputs[tensor.name] ?? [];
  const isMatrix = tensor.shape.length === 2 && columns.length > 0;
  const told = columns.slice(0, 20).join(", ") + (columns.length > 20 ? ", ..." : "");
  return isMatrix ? `${tensorText(tensor)} of ${told}` : tensorText(tensor);
}

function tensorText({ name, type, shape }: TensorFacts): string {
  return `${name} ${type} ${formatShape(shape)}`;
}

/** What it answers, and which class is the positive one. */
function answersOf({ schema: { target } }: InspectedTraining): string {
  if (!target) return "numbers; no target was named";
  if (target.kind === "classes") {
    const { name, classes } = target;
    const positive = classes.length === 2 ? `; positive: ${classes[1]}` : "";
    const told = classes.slice(0, 10).join(", ") + (classes.length > 10 ? ", ..." : "");
    return `${classes.length} classes of ${name} (${told}${positive})`;
  }
  const what = target.kind === "indicators" ? "labels" : "numbers, in their own unit:";
  return `${what} ${target.names.join(", ")}`;
}

function nodesOf({ onnx: { operators } }: InspectedModel): string {
  const count = operators.reduce((sum, [, each]) => sum + each, 0);
  const told = operators.slice(0, 12).map(([name, each]) => each === 1 ? name : `${name} ${each}`);
  return `${count}: ${told.join(", ")}${operators.length > 12 ? ", ..." : ""}`;
}

function storedOf({ onnx: { stored, size } }: InspectedModel): string {
  return `${countedWithSeparators(size, "number")} in ${
    countedWithSeparators(stored.length, "tensor")
  }`;
}

function metadataText({ onnx: { metadata } }: InspectedModel, screen: Screen): string {
  const entries = Object.entries(metadata);
  if (entries.length === 0) return "";
  const short = (text: string) => text.length > 200 ? `${text.slice(0, 200)}...` : text;
  return formatLabels(entries.map(([key, value]) => [key, short(value)]), screen);
}

/** Two models side by side: what differs. */
export function compareModels(
  one: InspectedModel,
  other: InspectedModel,
  screen: Screen = {},
): string {
  const [left, right] = [factsOf(one), factsOf(other)];
  const labels = [...new Set([...left.keys(), ...right.keys()])];
  const differing = labels.filter((label) => left.get(label) !== right.get(label));
  const same = labels.length - differing.length;
  const lines = lineDifferences(one.training?.resolved ?? "", other.training?.resolved ?? "");
  return [
    one.sha256 === other.sha256 ? "The files are the same, byte by byte" : formatTable([
      ["", one.name, other.name],
      ...differing.map((label) => [label, left.get(label) ?? "", right.get(label) ?? ""]),
    ], { ...screen, align: "left" }),
    same > 0 && one.sha256 !== other.sha256
      ? `the same in both: ${labels.filter((label) => !differing.includes(label)).join(", ")}`
      : "",
    lines.length > 0 ? `the pipelines differ in:\n${lines.join("\n")}` : "",
  ].filter((text) => text !== "").join("\n\n");
}

/** What two models are compared by. */
function factsOf(model: InspectedModel): ReadonlyMap<string, string> {
  const { onnx, training, bytes, sha256 } = model;
  const parts = Object.entries(training?.metrics?.parts ?? {});
  return new Map([
    ["sha256", sha256.slice(0, 16)],
    ["bytes", bytes.toLocaleString("en-US")],
    ["written by", onnx.producer],
    ["takes", onnx.inputs.map(tensorText).join(", ")],
    ["gives", onnx.outputs.map(tensorText).join(", ")],
    ["nodes", String(onnx.operators.reduce((sum, [, count]) => sum + count, 0))],
    ["stored numbers", onnx.size.toLocaleString("en-US")],
    ...training
      ? [
        ["columns", training.schema.columns.map(({ name }) => name).join(", ")] as const,
        ["answers", answersOf(training)] as const,
        ["layers", layersOf(training)] as const,
        ["seed", String(training.seed)] as const,
      ]
      : [],
    ...parts.flatMap(([part, values]) =>
      Object.entries(values).map(([name, value]) => [`${part} ${name}`, String(value)] as const)
    ),
  ]);
}

/** `linear 8, relu, linear 3` */
function layersOf({ layers }: InspectedTraining): string {
  return layers.map(({ kind, shape, parameters }) =>
    parameters > 0 ? `${kind} ${shape.at(-1)}` : kind
  ).join(", ");
}

/** The lines that only one of two texts has. */
function lineDifferences(one: string, other: string): string[] {
  const [left, right] = [one, other].map((text) => text.split("\n"));
  return [
    ...left.filter((line) => line.trim() !== "" && !right.includes(line)).map((line) =>
      `- ${line}`
    ),
    ...right.filter((line) => line.trim() !== "" && !left.includes(line)).map((line) =>
      `+ ${line}`
    ),
  ];
}
