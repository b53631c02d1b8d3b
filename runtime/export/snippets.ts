import type { SnippetPlace } from "./places.ts";
import {
  columnExample,
  type SharedInput,
  type SharedModel,
  type SharedOutput,
} from "./shared_model.ts";

/** The version of ONNX Runtime that the snippets are tried with. */
const runtimeVersion = "1.30.0";

/** A program of some ten lines that asks a model for one row, without Penstock. @param file As it finds it. */
export function snippetOf(place: SnippetPlace, model: SharedModel, file: string): string {
  return snippets[place](model, file);
}

const snippets: Readonly<Record<SnippetPlace, (model: SharedModel, file: string) => string>> = {
  python({ inputs, outputs }, file) {
    const names = outputs.map(({ tensor }) => tensor.name);
    return linesOf(
      "import numpy as np",
      "import onnxruntime as ort  # pip install onnxruntime",
      "",
      `model = ort.InferenceSession(${codeLiteral(file)}, providers=["CPUExecutionProvider"])`,
      "rows = {",
      ...inputs.map((each) =>
        `    ${codeLiteral(each.tensor.name)}: ${pythonArray(each)},${remark("  #", each)}`
      ),
      "}",
      // One name alone is unpacked by a comma behind it.
      `${names.join(", ")}${names.length === 1 ? "," : ""} = model.run(None, rows)`,
      `print(${names.join(", ")})${meaning("  #", outputs)}`,
    );
  },
  node: (model, file) =>
    linesOf(
      'import * as ort from "onnxruntime-node"; // npm install onnxruntime-node',
      "",
      ...scriptLines(model, file),
      `console.log(${dataOf(model.outputs)});${meaning(" //", model.outputs)}`,
    ),
  browser: (model, file) =>
    linesOf(
      "<!doctype html>",
      '<pre id="answer"></pre>',
      '<script type="module">',
      `import * as ort from "https://cdn.jsdelivr.net/npm/onnxruntime-web@${runtimeVersion}/dist/ort.wasm.min.mjs";`,
      ...scriptLines(model, file),
      `answer.textContent = [${dataOf(model.outputs)}].join("\\n");${
        meaning(" //", model.outputs)
      }`,
      "</script>",
    ),
};

function linesOf(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** What asks the model in JavaScript, wherever it runs. */
function scriptLines({ inputs, outputs }: SharedModel, file: string): readonly string[] {
  return [
    `const model = await ort.InferenceSession.create(${codeLiteral(file)});`,
    "const rows = {",
    ...inputs.map((each) =>
      `  ${keyOf(each.tensor.name)}: ${scriptTensor(each)},${remark(" //", each)}`
    ),
    "};",
    `const { ${outputs.map(({ tensor }) => tensor.name).join(", ")} } = await model.run(rows);`,
  ];
}

function dataOf(outputs: readonly SharedOutput[]): string {
  return outputs.map(({ tensor }) => `${tensor.name}.data`).join(", ");
}

/** More numbers in a row than these are written as zeros. */
const shownValues = 12;

function pythonArray({ tensor: { type, shape }, columns }: SharedInput): string {
  const sizes = shape.slice(1);
  if (type === "uint8" || columns.length > shownValues) {
    return `np.zeros((1, ${sizes.join(", ")}), np.${type})`;
  }
  const values = columns.map((each) => codeLiteral(columnExample(each))).join(", ");
  const kind = type === "string" ? "object" : `np.${type}`;
  return sizes.length > 0 ? `np.array([[${values}]], ${kind})` : `np.array([${values}], ${kind})`;
}

function scriptTensor({ tensor: { type, shape }, columns }: SharedInput): string {
  const sizes = shape.slice(1).map(Number);
  const dims = `[${[1, ...sizes].join(", ")}]`;
  if (type === "uint8" || columns.length > shownValues) {
    const array = type === "uint8" ? "Uint8Array" : "Float32Array";
    const size = sizes.reduce((product, dim) => product * dim, 1);
    return `new ort.Tensor("${type}", new ${array}(${size}), ${dims})`;
  }
  const values = columns.map((each) => codeLiteral(columnExample(each))).join(", ");
  return `new ort.Tensor("${type}", [${values}], ${dims})`;
}

/** What stands in an input, where its name does not say it. */
function remark(sign: string, { tensor, columns: [first, ...others] }: SharedInput): string {
  if (first === undefined || tensor.name === "image") return "";
  const seconds = first.schema.kind === "date" ? "seconds from 1970-01-01 on" : "";
  const names = tensor.name === "numeric"
    ? listed([first, ...others].map(({ schema }) => schema.name))
    : seconds;
  return names === "" ? "" : `${sign} ${names}`;
}

/** What the numbers of the outputs stand for. */
function meaning(sign: string, outputs: readonly SharedOutput[]): string {
  const told = outputs.filter(({ names }) => names.length > 0)
    .map(({ tensor, names }) => `${tensor.name}: ${listed(names)}`);
  return told.length === 0 ? "" : `${sign} ${told.join("; ")}`;
}

function listed(names: readonly string[]): string {
  const some = names.length > shownValues
    ? [...names.slice(0, 3), "...", ...names.slice(-1)]
    : names;
  return some.map(plainText).join(", ");
}

/** A name as a key of an object. */
export function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : codeLiteral(name);
}

/** A name in a comment: it may hold no sign that ends one. */
export function plainText(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N} _.,:+%()[\]/-]/gu, "?");
}

/** A text or number as Python and JavaScript both read it, also within a page. */
export function codeLiteral(value: string | number): string {
  return JSON.stringify(value).replace(
    /[<\u007f-\u009f\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
