import type { FinishedOnnx } from "../../compiler/backends/onnx/decode_finished.ts";
import type { Size } from "../../compiler/backends/onnx/finished_shapes.ts";
import type { ElementType, OnnxDim, ValueInfo } from "../../compiler/backends/onnx/model.ts";
import { columnInputNames, isNarrow } from "../../compiler/preprocessing/input_names.ts";
import { wholeNumbers } from "../../compiler/schema/class_labels.ts";
import type { ColumnSchema, TargetSchema } from "../../compiler/schema/schema.ts";
import type { ModelCard } from "../results/model_card.ts";

/** What a value has to be. */
interface Wanted {
  readonly elementType: ElementType;
  /** Of a row. */
  readonly shape: readonly number[];
}

/**
 * Makes sure that a model takes the columns that its card names, and gives as many answers of the right types as
 * there are rows. @throws {RangeError} With what does not agree.
 */
export function requireAgreement(
  { model: { graph }, outputs }: FinishedOnnx,
  card: Pick<ModelCard, "schema">,
): void {
  const inputs = wantedInputs(card.schema.columns);
  for (const input of graph.inputs) {
    const wanted = inputs.get(input.name) ?? disagree(`asks for "${input.name}"`);
    if (!isAs(input, wanted)) disagree(`takes "${input.name}" in another form`);
  }
  const isUnknown = graph.inputs.some((input, at) =>
    graph.inputs.findIndex(({ name }) => name === input.name) !== at
  );
  if (isUnknown) disagree("names an input twice");
  const areNumbers = graph.outputs.some(({ name }) => name === "prediction");
  const isScored = graph.outputs.some(({ name }) => name === "score");
  const answers = areNumbers
    ? wantedNumbers
    : wantedLabels(card.schema.target, isScored ? "score" : "probability");
  for (const [name, wanted] of answers) {
    const declared = graph.outputs.find((each) => each.name === name);
    const sizes = outputs.get(name);
    if (!declared || !sizes) return disagree(`does not give "${name}"`);
    if (!isAs(declared, wanted) || !areOfRow(sizes, wanted.shape)) {
      disagree(`gives "${name}" in another form`);
    }
  }
  if (graph.outputs.length !== answers.size) disagree("gives more than answers");
}

function disagree(what: string): never {
  throw new RangeError(`its graph ${what}, which does not agree with its columns and target`);
}

function wantedInputs(columns: readonly ColumnSchema[]): ReadonlyMap<string, Wanted> {
  const narrow = columns.filter(isNarrow).length;
  const names = columnInputNames({ columns });
  return new Map([
    ...narrow > 0 ? [["numeric", { elementType: "float32", shape: [narrow] }] as const] : [],
    ...columns.filter((column) => !isNarrow(column)).map((column) =>
      // Every column that is not narrow has a name of its own.
      [names.get(column.name)!, ownInput(column)] as const
    ),
  ]);
}

function ownInput(column: ColumnSchema): Wanted {
  switch (column.kind) {
    case "number":
    case "date":
      return { elementType: "float64", shape: [] };
    case "image":
      return { elementType: "uint8", shape: column.shape };
    default:
      return { elementType: "string", shape: [] };
  }
}

/** Labels and how probable they are. */
function wantedLabels(
  target: TargetSchema | undefined,
  values: "probability" | "score",
): ReadonlyMap<string, Wanted> {
  const shape = [target?.kind === "classes" ? target.classes.length : target?.names.length ?? 0];
  const label: Wanted = target?.kind === "classes"
    ? { elementType: wholeNumbers(target.classes) ? "int32" : "string", shape: [] }
    : { elementType: "int32", shape };
  return new Map([["label", label], [values, { elementType: "float32", shape }]]);
}

/** Numbers: a model without a loss gives as many as its last layer, whatever the target is. */
const wantedNumbers: ReadonlyMap<string, Wanted> = new Map([
  ["prediction", { elementType: "float32", shape: [-1] }],
]);

/** Where nothing says how many numbers a row is answered with. */
const anyCount = -1;

function isAs({ elementType, shape: [first, ...rest] }: ValueInfo, wanted: Wanted): boolean {
  return elementType === wanted.elementType && isRows(first) &&
    rest.length === wanted.shape.length &&
    rest.every((dim, at) => wanted.shape[at] === anyCount || dim === wanted.shape[at]);
}

function isRows(dim: OnnxDim | undefined): boolean {
  return typeof dim === "string";
}

function areOfRow([first, ...rest]: readonly Size[], shape: readonly number[]): boolean {
  return first?.isPerRow === true && first.count === 1 && rest.length === shape.length &&
    rest.every(({ count, isPerRow }, at) =>
      !isPerRow && (shape[at] === anyCount || count === shape[at])
    );
}
