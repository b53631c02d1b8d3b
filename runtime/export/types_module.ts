import type { TensorFacts } from "../../compiler/backends/onnx/facts.ts";
import { wholeNumbers } from "../../compiler/schema/class_labels.ts";
import { codeLiteral, keyOf, plainText } from "./snippets.ts";
import {
  aboutColumn,
  columnWords,
  type SharedColumn,
  type SharedInput,
  type SharedModel,
} from "./shared_model.ts";

/** More words than these are not listed in a type. */
const listedWords = 200;

/**
 * A TypeScript module that knows a model's rows and answers: `Row` with the words of its categories,
 * `Answer`, and `load` to ask it. It needs ONNX Runtime and nothing of Penstock.
 */
export function typesModule(model: SharedModel): string {
  const { name, version, inputs } = model;
  const answer = answerOf(model);
  return `/**
 * Rows and answers of the model ${plainText(name)}, made by Penstock ${plainText(version)}.
 * @module
 */
import * as ort from "onnxruntime-node"; // in a browser: onnxruntime-web

/** A row as it is in the data. */
export interface Row {
${inputs.flatMap(({ columns }) => columns).map(fieldOf).join("\n")}
}

${answer.types}

/** A model that is ready to be asked. */
export interface Model {
  /** The answer for each row, in their order. */
  answer(rows: readonly Row[]): Promise<Answer[]>;
  /** Frees its memory. */
  release(): Promise<void>;
}

/** Opens the model. @param model The path or the bytes of its file. */
export async function load(model: string | Uint8Array): Promise<Model> {
  // \`create\` takes both, each by a signature of its own.
  const session = typeof model === "string"
    ? await ort.InferenceSession.create(model)
    : await ort.InferenceSession.create(model);
  return {
    async answer(rows) {
      if (rows.length === 0) return [];
      const outputs = await session.run({
${inputs.map((each) => `        ${keyOf(each.tensor.name)}: ${tensorOf(each)},`).join("\n")}
      });
${answer.read}
    },
    release: () => session.release(),
  };
}
${answer.tail}`;
}

function fieldOf(column: SharedColumn): string {
  const { schema, isImputed } = column;
  const [mark, missing] = isImputed ? ["?", " | null"] : ["", ""];
  const about = aboutOf(column);
  const comment = about === "" ? "" : `  /** ${about} */\n`;
  return `${comment}  readonly ${keyOf(schema.name)}${mark}: ${typeOf(column)}${missing};`;
}

function aboutOf(column: SharedColumn): string {
  const { schema } = column;
  return schema.kind === "image"
    ? `Height, width and channels ${schema.shape.join(" x ")}, row by row, 0 to 255.`
    : aboutColumn(column);
}

function typeOf(column: SharedColumn): string {
  switch (column.schema.kind) {
    case "number":
      return "number";
    case "date":
      return "Date";
    case "image":
      return "Uint8Array";
    default:
      return unionOf(columnWords(column).map(codeLiteral), "string");
  }
}

function unionOf(members: readonly string[], otherwise: string): string {
  return members.length === 0 || members.length > listedWords ? otherwise : members.join(" | ");
}

/** The tensor of an input, of all rows. */
function tensorOf({ tensor: { name, type, shape }, columns }: SharedInput): string {
  const dims = `[rows.length${shape.slice(1).map((size) => `, ${size}`).join("")}]`;
  const values = columns.map((column) => valueOf(column, type));
  if (type === "uint8") {
    return `new ort.Tensor("uint8", Uint8Array.from(rows.flatMap((row) => [...${
      values[0]
    }])), ${dims})`;
  }
  const data = name === "numeric" && shape.length === 2
    ? `rows.flatMap((row) => [${listOf(values)}])`
    : `rows.map((row) => ${values[0]})`;
  return `new ort.Tensor("${type}", ${data}, ${dims})`;
}

/** Values side by side, or one below the other where a line would become long. */
function listOf(values: readonly string[]): string {
  const line = values.join(", ");
  if (line.length <= 30) return line;
  return `\n${values.map((value) => `          ${value},\n`).join("")}        `;
}

function valueOf({ schema, isImputed }: SharedColumn, type: TensorFacts["type"]): string {
  const key = keyOf(schema.name);
  const cell = key === schema.name ? `row.${key}` : `row[${key}]`;
  if (schema.kind === "date") {
    return isImputed ? `${cell} ? ${cell}.getTime() / 1000 : NaN` : `${cell}.getTime() / 1000`;
  }
  if (!isImputed) return cell;
  return `${cell} ?? ${type === "string" ? '""' : "NaN"}`;
}

interface AnswerCode {
  /** The type `Answer`, and those that it is made of. */
  readonly types: string;
  /** The end of `answer`, from `outputs`. */
  readonly read: string;
  /** What stands behind all. */
  readonly tail: string;
}

/** A function of the module: the numbers of a row by their names. */
const byName = `
const byName = <T extends number, K extends string | number>(
  names: readonly K[],
  values: ArrayLike<T>,
  row: number,
) =>
  Object.fromEntries(
    names.map((name, at) => [name, values[row * names.length + at]]),
  ) as Record<K, T>;
`;

function answerOf({ card: { schema: { target } }, outputs }: SharedModel): AnswerCode {
  if (target?.kind === "classes") return classAnswer(target.classes, outputs[1]?.tensor.name ?? "");
  const names = outputs.at(-1)?.names ?? [];
  const list = `const names = [${names.map(codeLiteral).join(", ")}] as const;`;
  if (target?.kind === "indicators") {
    return {
      types: `${list}

/** The label that a row has or has not. */
export type Label = (typeof names)[number];

/** What the model says of a row. */
export interface Answer {
  /** 1 where the row has the label. */
  readonly label: Readonly<Record<Label, 0 | 1>>;
  readonly probability: Readonly<Record<Label, number>>;
}`,
      read: `      const label = outputs.label.data as ArrayLike<0 | 1>;
      const probability = outputs.probability.data as Float32Array;
      return rows.map((_, row) => ({
        label: byName(names, label, row),
        probability: byName(names, probability, row),
      }));`,
      tail: byName,
    };
  }
  const one = names.length === 1;
  return {
    types: `${one ? "" : `${list}\n\n`}/** What the model says of a row. */
export interface Answer {
  /** ${one ? plainText(names[0]) : "Of each target"}, in its own unit. */
  readonly prediction: ${one ? "number" : "Readonly<Record<(typeof names)[number], number>>"};
}`,
    read: `      const prediction = outputs.prediction.data as Float32Array;
      return rows.map((_, row) => ({ prediction: ${
      one ? "prediction[row]" : "byName(names, prediction, row)"
    } }));`,
    tail: one ? "" : byName,
  };
}

/** @param values The output of numbers: `probability`, or `score`. */
function classAnswer(classes: readonly string[], values: string): AnswerCode {
  const labels = wholeNumbers(classes) ? classes : classes.map(codeLiteral);
  const isText = !wholeNumbers(classes);
  return {
    types: `const labels = [${labels.join(", ")}] as const;

/** A class. */
export type Label = (typeof labels)[number];

/** What the model says of a row. */
export interface Answer {
  /** The class that it takes the row for. */
  readonly label: Label;
  readonly ${values}: Readonly<Record<Label, number>>;
}`,
    read: `      const label = outputs.label.data as ${isText ? "readonly string[]" : "Int32Array"};
      const ${values} = outputs.${values}.data as Float32Array;
      return rows.map((_, row) => ({
        label: label[row] as Label,
        ${values}: byName(labels, ${values}, row),
      }));`,
    tail: byName,
  };
}
