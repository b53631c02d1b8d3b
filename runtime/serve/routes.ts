import { answerRows } from "./answer_rows.ts";
import type { Batcher } from "./batcher.ts";
import type { ServeLimits } from "./limits.ts";
import { infer, modelMetadata, servedVersion } from "./open_inference.ts";
import { openApi } from "./openapi.ts";
import { pageHtml, pageScript } from "./page.ts";
import { problemResponse, type Refusal } from "./refusal.ts";
import type { ServedModel } from "./served_model.ts";
import type { ServerMetrics } from "./server_metrics.ts";

/** What answers requests. */
export interface Serving {
  readonly model: ServedModel;
  readonly batcher: Batcher;
  readonly metrics: ServerMetrics;
  readonly limits: ServeLimits;
  /** Whether the server takes requests still. */
  readonly isReady: () => boolean;
}

/** An address of the server. */
export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** What it is called where requests are counted. */
  readonly name: string;
  /** @param body The JSON that was sent, to those that are posted to. */
  answer(body: unknown): Promise<Response> | Response;
  /** How a refusal is told. */
  readonly refuse: (refusal: Refusal) => Response;
}

/** Every address of the server. */
export function routesOf(serving: Serving): readonly Route[] {
  const { model, metrics, isReady } = serving;
  const { name } = model.shared;
  const description = openApi(model.shared);
  const page = pageHtml(model.shared);
  const inferenceModel = `/v2/models/${encodeURIComponent(name)}`;
  const asked = { model, batcher: serving.batcher, maxRows: serving.limits.rows };
  const ready = (fields: Readonly<Record<string, unknown>>) =>
    Response.json({ ...fields, ready: isReady() }, { status: isReady() ? 200 : 503 });
  const get = (path: string, name: string, answer: Route["answer"]): Route => ({
    ...{ method: "GET", path, name, answer, refuse: problemResponse },
  });
  return [
    get("/", "page", () => text(page, "text/html")),
    get("/page.js", "page.js", () => text(pageScript, "text/javascript")),
    get("/openapi.json", "openapi", () => Response.json(description)),
    get("/metrics", "metrics", async () => {
      const { text, contentType } = await metrics.text();
      return new Response(text, { headers: { "content-type": contentType } });
    }),
    {
      ...{ method: "POST", path: "/predict", name: "predict", refuse: problemResponse },
      answer: async (body) => Response.json(await answerRows(body, asked)),
    },
    get("/v2/health/live", "live", () => Response.json({ live: true })),
    get("/v2/health/ready", "ready", () => ready({})),
    get(inferenceModel, "model", () => Response.json(modelMetadata(model))),
    get(`${inferenceModel}/ready`, "model_ready", () => ready({ name })),
    get(
      `${inferenceModel}/versions/${servedVersion}`,
      "model",
      () => Response.json(modelMetadata(model)),
    ),
    ...["", `/versions/${servedVersion}`].map((version): Route => ({
      ...{ method: "POST", path: `${inferenceModel}${version}/infer`, name: "infer" },
      answer: async (body) => Response.json(await infer(body, asked)),
      // As the protocol has them.
      refuse: ({ status, message, headers }) =>
        Response.json({ error: message }, { status, headers }),
    })),
  ];
}

function text(body: string, type: string): Response {
  return new Response(body, { headers: { "content-type": `${type}; charset=utf-8` } });
}
