import { wholeNumbers } from "../../compiler/schema/class_labels.ts";
import { targetNames } from "../../compiler/schema/schema.ts";
import { writtenDate } from "../data/written_date.ts";
import { answerNames } from "../results/model_ports.ts";
import {
  aboutColumn,
  columnExample,
  columnWords,
  type SharedColumn,
  type SharedModel,
} from "../export/shared_model.ts";

/** A JSON schema. @see https://json-schema.org/draft/2020-12 */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** So many words of a column are listed. */
const listedWords = 200;

/** What a row is, as an object. */
export function rowSchema({ inputs, name }: SharedModel): JsonSchema {
  const columns = inputs.flatMap((each) => each.columns);
  return objectOf(
    `A row of ${name} as it is in the data`,
    columns.map((each) => [each.schema.name, columnSchema(each)]),
    columns.filter(({ isImputed }) => !isImputed).map(({ schema }) => schema.name),
  );
}

/** A row from the middle of the training data. */
export function exampleRow({ inputs }: SharedModel): Readonly<Record<string, string | number>> {
  const columns = inputs.flatMap((each) => each.columns);
  return Object.fromEntries(columns.map((each) => [each.schema.name, cellOf(each)]));
}

/** A value as a row of JSON has it. */
export function cellOf(column: SharedColumn): string | number {
  const { schema } = column;
  const value = columnExample(column);
  if (schema.kind === "image") return "iVBORw0KGgo=";
  return schema.kind === "date" ? writtenDate(Number(value), schema.format) : value;
}

function columnSchema(column: SharedColumn): JsonSchema {
  const [type, about] = typeOf(column);
  const { schema } = column;
  const form = schema.kind === "date" && schema.format !== undefined
    ? `As ${schema.format} of strptime.`
    : "";
  const description = [form, aboutColumn(column)].filter((each) => each !== "").join(" ");
  return {
    type: column.isImputed ? [type, "null"] : type,
    ...about,
    ...description !== "" && { description },
  };
}

function typeOf(column: SharedColumn): readonly [type: string, about: JsonSchema] {
  const { schema, isImputed } = column;
  const words = columnWords(column).slice(0, listedWords);
  switch (schema.kind) {
    case "number":
      return ["number", {}];
    case "date":
      return ["string", schema.format === undefined ? { format: "date" } : {}];
    case "image":
      return ["string", { contentEncoding: "base64", contentMediaType: "image/png" }];
    case "category":
      // Others are answered as well, and told.
      return ["string", { examples: words }];
    default:
      return ["string", { enum: isImputed ? [...schema.words, null] : schema.words }];
  }
}

/** What a row is answered with. */
export function answerSchema({ outputs, card }: SharedModel): JsonSchema {
  const { schema: { target }, quantiles } = card;
  const about = "What the model says of a row";
  const numbers = (names: readonly string[]) =>
    objectOf("By name", names.map((name) => [name, { type: "number" }]), names);
  if (target?.kind === "classes") {
    const { classes } = target;
    const [, values = "probability"] = outputs.map(({ tensor }) => tensor.name);
    const isNumber = wholeNumbers(classes) !== undefined;
    const label = isNumber
      ? { type: "integer", enum: classes.map(Number) }
      : { type: "string", enum: classes };
    return objectOf(about, [["label", label], [values, numbers(classes)]], ["label", values]);
  }
  const names = targetNames(target);
  if (target?.kind === "indicators") {
    const flag = { type: "integer", enum: [0, 1] };
    const label = objectOf("1 where the row has it", names.map((name) => [name, flag]), names);
    return objectOf(about, [["label", label], ["probability", numbers(names)]], [
      "label",
      "probability",
    ]);
  }
  const answered = answerNames(target, quantiles);
  const prediction = answered.length === 1 ? { type: "number" } : numbers(answered);
  return objectOf(about, [["prediction", prediction]], ["prediction"]);
}

function objectOf(
  description: string,
  properties: readonly (readonly [name: string, schema: JsonSchema])[],
  required: readonly string[],
): JsonSchema {
  return { type: "object", description, properties: Object.fromEntries(properties), required };
}
