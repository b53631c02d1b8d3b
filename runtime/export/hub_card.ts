import { dump } from "js-yaml";
import type { PartName } from "../../dsl/language/pipeline.ts";
import type { Metrics, PartMetrics } from "../../report/input/metrics.ts";
import { runMetrics } from "../results/run_metrics.ts";
import { plainText, snippetOf } from "./snippets.ts";
import { columnWords, seenNumbers, type SharedColumn, type SharedModel } from "./shared_model.ts";

/**
 * The `README.md` of a model as Hugging Face shows it: what it takes and answers, how good it is, how it was made.
 * @see https://huggingface.co/docs/hub/model-cards for the fields at its head.
 */
export function hubCard(model: SharedModel): string {
  const { name, version, card, inputs, outputs } = model;
  const { schema: { target }, seed, pipeline } = card;
  const metrics = runMetrics(card.metrics);
  const columns = inputs.flatMap((each) => each.columns);
  const size = card.layers.reduce((sum, { parameters }) => sum + parameters, 0);
  const answers = target === undefined
    ? "numbers"
    : target.kind === "classes"
    ? `${code(target.name)}: ${listed(target.classes)}`
    : target.names.map(code).join(", ");
  return [
    `---\n${dump(headOf(model, metrics), { lineWidth: 100 })}---`,
    `# ${plainText(name)}`,
    `A multilayer perceptron of ${size.toLocaleString("en-US")} parameters, trained with Penstock ${
      plainText(version)
    } and stored as one ONNX file. It takes rows as they are in the data, scales and encodes them itself, and answers ${answers}.`,
    `## Use\n\n${fenced("python", snippetOf("python", model, "model.onnx"))}`,
    `## Rows\n\n${tableOf([["column", "type", "in training"], ...columns.map(rowOf)])}`,
    `## Answers\n\n${
      tableOf([
        ["output", "shape", "of"],
        ...outputs.map(({ tensor, names }) => [
          code(tensor.name),
          `${tensor.type} [${tensor.shape.join(", ")}]`,
          listed(names),
        ]),
      ])
    }`,
    metrics ? `## Evaluation\n\n${evaluationOf(metrics)}` : "",
    `## Training\n\nSeed ${seed}. The whole pipeline:\n\n${fenced("", pipeline)}`,
    `## Limits

To be written by whoever shares the model: what it is for and what not, where the data come from and under which licence, for whom it answers worse.`,
  ].filter((each) => each !== "").join("\n\n") + "\n";
}

/** The task in the words of the hub. */
function taskOf({ card: { schema: { columns, target } } }: SharedModel): string {
  const isImage = columns.some(({ kind }) => kind === "image");
  const isClasses = target !== undefined && target.kind !== "numeric";
  if (isImage) return isClasses ? "image-classification" : "other";
  return isClasses ? "tabular-classification" : "tabular-regression";
}

function headOf(model: SharedModel, metrics: Metrics | undefined) {
  const task = taskOf(model);
  return {
    library_name: "onnx",
    ...task !== "other" && { pipeline_tag: task },
    tags: ["penstock", "onnx", "multilayer-perceptron"],
    ...metrics && {
      "model-index": [{
        name: model.name,
        results: partsOf(metrics).map(([part, { rows: _, ...scores }]) => ({
          task: { type: task },
          dataset: { type: "custom", name: model.name, split: part },
          metrics: Object.entries(scores).map(([type, value]) => ({ type, value, name: type })),
        })),
      }],
    },
  };
}

function partsOf({ parts }: Metrics): [PartName, PartMetrics][] {
  // Written as `metricsJson` writes them: by the names of parts.
  return Object.entries(parts) as [PartName, PartMetrics][];
}

function evaluationOf(metrics: Metrics): string {
  const parts = partsOf(metrics);
  const names = Object.keys(parts[0]?.[1] ?? {});
  return tableOf([
    ["part", ...names],
    ...parts.map(([part, scores]) => [
      part,
      ...names.map((name) => String(scores[name as keyof PartMetrics] ?? "")),
    ]),
  ]);
}

function rowOf(column: SharedColumn): string[] {
  const { schema, isImputed } = column;
  const numbers = schema.kind === "number" ? seenNumbers(column) : undefined;
  const words = schema.kind === "image" ? schema.shape.join(" x ") : listed(columnWords(column));
  const seen = numbers ? `${numbers.low} to ${numbers.high}` : words;
  return [code(schema.name), schema.kind, isImputed ? `${seen}; may be missing` : seen];
}

const shownNames = 20;

function listed(names: readonly string[]): string {
  const some = names.slice(0, shownNames).map(code).join(", ");
  return names.length > shownNames ? `${some} and ${names.length - shownNames} more` : some;
}

/** A name as code: nothing in it is taken for markup. */
function code(name: string): string {
  return `\`${plainText(name)}\``;
}

function tableOf([head, ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A text as it is: the fence is longer than any in it. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
