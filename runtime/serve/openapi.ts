import type { SharedModel } from "../export/shared_model.ts";
import { answerSchema, exampleRow, type JsonSchema, rowSchema } from "./json_schema.ts";

const json = (schema: JsonSchema, more: JsonSchema = {}) => ({
  content: { "application/json": { schema, ...more } },
});

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** What a server of a model answers to. @see https://spec.openapis.org/oas/v3.1.1 */
export function openApi(model: SharedModel): JsonSchema {
  const { name, version } = model;
  return {
    openapi: "3.1.0",
    info: {
      title: name,
      version: "1",
      summary: `The model ${name}, made by Penstock ${version}`,
    },
    paths: {
      "/predict": { post: predictOperation(model) },
      "/openapi.json": { get: operation("This description", {}) },
      "/metrics": {
        get: {
          summary: "Counts and times, for Prometheus",
          operationId: "metrics",
          responses: {
            200: { description: "Text", content: { "text/plain": { schema: { type: "string" } } } },
          },
        },
      },
      ...inferencePaths(name),
    },
    components: {
      schemas: {
        Row: rowSchema(model),
        Answer: answerSchema(model),
        Problem: problemSchema,
        Tensor: tensorSchema,
      },
    },
  };
}

function predictOperation(model: SharedModel): JsonSchema {
  const refused = (description: string) => ({
    description,
    content: { "application/problem+json": { schema: ref("Problem") } },
  });
  return {
    summary: "Answers rows",
    operationId: "predict",
    requestBody: {
      required: true,
      ...json({
        type: "object",
        properties: { rows: { type: "array", items: ref("Row") } },
        required: ["rows"],
      }, { example: { rows: [exampleRow(model)] } }),
    },
    responses: {
      200: {
        description: "An answer for each row, in their order",
        ...json({
          type: "object",
          properties: {
            answers: { type: "array", items: ref("Answer") },
            warnings: {
              type: "array",
              description: "What is odd about the rows",
              items: {
                type: "object",
                properties: { code: { type: "string" }, message: { type: "string" } },
                required: ["code", "message"],
              },
            },
          },
          required: ["answers"],
        }),
      },
      400: refused("The body is no JSON object with rows"),
      408: refused("The body did not come in time"),
      413: refused("The body is too long"),
      422: refused("A row cannot be answered: its place and why"),
      503: refused("Too much is waiting"),
    },
  };
}

const problemSchema: JsonSchema = {
  type: "object",
  description: "RFC 9457",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    mistakes: {
      type: "array",
      items: {
        type: "object",
        properties: {
          code: { type: "string" },
          message: { type: "string" },
          place: { type: "string", description: 'rows[2], column "age"; rows from 0' },
          help: { type: "string" },
          also: { type: "array", items: { type: "string" } },
        },
        required: ["code", "message"],
      },
    },
  },
  required: ["type", "title", "status", "detail"],
};

const tensorSchema: JsonSchema = {
  type: "object",
  properties: {
    name: { type: "string" },
    shape: { type: "array", items: { type: "integer" } },
    datatype: { type: "string" },
    data: { type: "array" },
  },
  required: ["name", "shape", "datatype", "data"],
};

/** @see https://github.com/kserve/open-inference-protocol */
function inferencePaths(name: string): JsonSchema {
  const tensors = (key: string) => ({
    type: "object",
    properties: { [key]: { type: "array", items: ref("Tensor") } },
    required: [key],
  });
  const model = `/v2/models/${encodeURIComponent(name)}`;
  const error = {
    400: {
      description: "The tensors do not fit",
      ...json({ type: "object", properties: { error: { type: "string" } } }),
    },
  };
  return {
    "/v2/health/live": { get: operation("Whether it runs", {}) },
    "/v2/health/ready": { get: operation("Whether it takes requests", {}) },
    [model]: { get: operation("The tensors of the model", {}) },
    [`${model}/ready`]: { get: operation("Whether the model takes requests", {}) },
    [`${model}/infer`]: {
      post: {
        ...operation("Answers tensors", error),
        requestBody: { required: true, ...json(tensors("inputs")) },
      },
    },
  };
}

function operation(summary: string, others: JsonSchema): JsonSchema {
  return {
    summary,
    responses: { 200: { description: "JSON", ...json({ type: "object" }) }, ...others },
  };
}
