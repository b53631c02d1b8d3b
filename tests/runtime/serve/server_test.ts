/** A served model: every address, every kind of answer, every refusal. */
import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import { join } from "node:path";
import { serveFile } from "../../../runtime/commands/serve.ts";
import { predict } from "../../../runtime/inference/predict.ts";
import { answerObject } from "../../../runtime/inference/answer_object.ts";
import { memoryFrame } from "../../../runtime/data/memory_frame.ts";
import type { ServeLimits } from "../../../runtime/serve/limits.ts";
import { assertGolden } from "../../golden.ts";
import { type AskedModel, askedModel, kinds } from "../../models/kinds.ts";
import { inFolder } from "../pipelines.ts";

const models = new Map<string, Promise<AskedModel>>();
const modelOf = (name: string) => {
  const made = models.get(name) ?? askedModel(name);
  models.set(name, made);
  return made;
};

interface Told {
  readonly code: string;
  readonly message: string;
  readonly place: string;
  readonly help: string;
}

/** The mistakes of a body as a terminal would show them. */
function textOf({ mistakes }: { readonly mistakes: readonly Told[] }): string {
  return mistakes.map(({ code, message, place, help }) =>
    `error[${code}]: ${message}\n  --> ${place}\nhelp: ${help}\n`
  ).join("\n");
}

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** Serves the model of a kind. */
async function served<T>(
  kind: string,
  use: (ask: Ask, model: AskedModel) => Promise<T>,
  limits: Partial<ServeLimits> = {},
): Promise<T> {
  const model = await modelOf(kind);
  return await inFolder(async (folder) => {
    await Deno.writeFile(join(folder, "model.onnx"), model.bytes);
    const context = { workingDirectory: folder };
    const server = await serveFile("model.onnx", { context, port: 0, limits });
    try {
      return await use((path, init) => fetch(server.address + path, init), model);
    } finally {
      await server.stop();
    }
  });
}

const post = (body: unknown): RequestInit => ({
  method: "POST",
  body: typeof body === "string" ? body : JSON.stringify(body),
});

const plain = Object.keys(kinds).filter((name) => name !== "pictures");

for (const kind of plain) {
  Deno.test(`rows of ${kind} are answered as predict answers them`, async () => {
    await served(kind, async (ask, { result, bytes }) => {
      const { dataset } = result.prepared;
      const columns = dataset.columns.map(({ schema, cells }) => ({ ...cells, name: schema.name }));
      const frame = memoryFrame("x", columns, { rows: dataset.rows });
      const expected = await predict({ model: bytes, modelName: "x", frame });
      const rows = Array.from(
        { length: dataset.rows },
        (_, row) =>
          Object.fromEntries(dataset.columns.map(({ schema: { name, kind } }) => {
            const text = frame.textOf(row, name);
            if (text === "") return [name, null];
            if (kind === "date") {
              return [name, new Date(Number(text) * 1000).toISOString().slice(0, 10)];
            }
            return [name, kind === "number" ? Number(text) : text];
          })),
      );
      const response = await ask("predict", post({ rows }));
      const body = await response.json();
      assert.equal(response.status, 200, JSON.stringify(body));
      const want = rows.map((_, row) => answerObject(expected, row));
      assert.deepEqual(body, { answers: JSON.parse(JSON.stringify(want)) });
      assert.deepEqual(await (await ask("predict", post({ rows: [] }))).json(), { answers: [] });
    });
  });
}

for (const kind of Object.keys(kinds)) {
  Deno.test(`tensors of ${kind} are answered by the Open Inference Protocol, and described`, async () => {
    await served(kind, async (ask, { questions }) => {
      const metadata = await (await ask("v2/models/x")).json();
      const datatype = new Map<string, string>(
        [...metadata.inputs, ...metadata.outputs].map((each) => [each.name, each.datatype]),
      );
      for (const { inputs, outputs } of questions) {
        const tensors = Object.entries(inputs).map(([name, { shape, data }]) => ({
          ...{ name, shape, data, datatype: datatype.get(name) },
        }));
        const response = await ask("v2/models/x/infer", post({ id: "a", inputs: tensors }));
        const body = await response.json();
        assert.equal(response.status, 200, JSON.stringify(body));
        assert.deepEqual([body.model_name, body.model_version, body.id], ["x", "1", "a"]);
        for (const { name, shape, data, ...rest } of body.outputs) {
          assert.deepEqual([shape, rest.datatype], [outputs[name].shape, datatype.get(name)], name);
          const near = outputs[name].data.every((cell, at) =>
            typeof cell === "string"
              ? cell === data[at]
              : Math.abs(Number(cell) - data[at]) < 1e-5 * Math.max(1, Math.abs(data[at]))
          );
          assert(near, name);
        }
      }
      const described = await new Validator().validate(await (await ask("openapi.json")).json());
      assert(described.valid, JSON.stringify(described.errors));
    });
  });
}

Deno.test("a picture is answered from its file, and what is none is told", async () => {
  await served("pictures", async (ask) => {
    const canvas = new OffscreenCanvas(3, 4);
    canvas.getContext("bitmaprenderer");
    const png = new Uint8Array(
      await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer(),
    );
    const image = `data:image/png;base64,${btoa(String.fromCharCode(...png))}`;
    const { answers } = await (await ask("predict", post({ rows: [{ image }] }))).json();
    assert(["up", "down"].includes(answers[0].label));
    const none = await ask("predict", post({ rows: [{ image }, { image: "aGk=" }, {}] }));
    assert.equal(none.status, 422);
    const { mistakes } = await none.json();
    assert.deepEqual(mistakes.map((each: { place: string }) => each.place), [
      'rows[1], column "image"',
      'rows[2], column "image"',
    ]);
    await assertGolden(new URL("golden/no_picture.txt", import.meta.url), textOf({ mistakes }));
  });
});

Deno.test("rows that cannot be answered are 422, with every place and cause", async () => {
  await served("words, days and holes", async (ask) => {
    const good = { a: 1, colour: "red", day: "2024-02-11", wide: 1e9 };
    const refused = async (rows: unknown[]) => {
      const response = await ask("predict", post({ rows }));
      assert.equal(response.headers.get("content-type"), "application/problem+json");
      const { status, mistakes } = await response.json();
      assert.equal(status, 422);
      return mistakes.map(({ code, place }: { code: string; place: string }) => `${code} ${place}`);
    };
    assert.deepEqual(await refused([good, { ...good, a: "x", day: "soon" }]), [
      'E0408 rows[1], column "a"',
      'E0952 rows[1], column "day"',
    ]);
    assert.deepEqual(await refused([good, 7, { ...good, a: [1] }]), [
      "E0474 rows[1]",
      'E0475 rows[2], column "a"',
    ]);
    const told = await ask("predict", post({ rows: [good, 7, { ...good, a: [1] }] }));
    await assertGolden(
      new URL("golden/refused_rows.txt", import.meta.url),
      textOf(await told.json()),
    );
    assert.deepEqual(await refused([{ colour: "red" }]), [
      "E0436 rows",
      "E0436 rows",
      "E0436 rows",
    ]);
    const odd = await (await ask("predict", post({ rows: [{ ...good, colour: "mauve" }] }))).json();
    assert.deepEqual(odd.warnings.map(({ code }: { code: string }) => code), ["W0920"]);
    assert.equal(odd.answers.length, 1);
  });
});

Deno.test("requests that make no sense are refused by their kind", async () => {
  await served("classes", async (ask) => {
    const statusOf = async (path: string, init?: RequestInit) => {
      const response = await ask(path, init);
      await response.body?.cancel();
      return response.status;
    };
    assert.equal(await statusOf("predict", post("{")), 400);
    assert.equal(await statusOf("predict", post([{ a: 1 }])), 400);
    assert.equal(await statusOf("predict", { method: "POST", body: Uint8Array.of(0xff) }), 400);
    assert.equal(await statusOf("predict", post({ rows: Array(9).fill({}) })), 413);
    assert.equal(await statusOf("predict", post({ rows: ["x".repeat(600)] })), 413);
    const pieces = ReadableStream.from(Array(60).fill(new TextEncoder().encode("[[[[[[[[[[")));
    assert.equal(await statusOf("predict", { method: "POST", body: pieces }), 413);
    assert.equal(await statusOf("predict"), 405);
    assert.equal(await statusOf("nothing"), 404);
    assert.equal(await statusOf("__proto__"), 404);
    const wrong = [
      {},
      { inputs: [] },
      { inputs: [{ name: "numeric", shape: [1, 2], datatype: "FP64", data: [1, 2] }] },
      { inputs: [{ name: "numeric", shape: [1, 3], datatype: "FP32", data: [1, 2, 3] }] },
      { inputs: [{ name: "numeric", shape: [1, 2], datatype: "FP32", data: [1] }] },
      { inputs: [{ name: "numeric", shape: [1, 2], datatype: "FP32", data: [1, "x"] }] },
      { inputs: [{ name: "numeric", shape: [1, 2], datatype: "FP32", data: [[[1, 2]]] }] },
      { inputs: [{ name: "other", shape: [1, 2], datatype: "FP32", data: [1, 2] }] },
      {
        inputs: [{ name: "numeric", shape: [1, 2], datatype: "FP32", data: [1, 2] }],
        outputs: [{ name: "secret" }],
      },
    ];
    const nested = `${"[".repeat(100)}1${"]".repeat(100)}`;
    const deep = `{"inputs":[{"name":"numeric","shape":[1,2],"datatype":"FP32","data":${nested}}]}`;
    for (const body of [...wrong, deep]) {
      const response = await ask("v2/models/x/infer", post(body));
      assert.equal(response.status, 400);
      assert.equal(typeof (await response.json()).error, "string");
    }
  }, { rows: 8, bodyBytes: 500 });
});

Deno.test("a body that does not come is given up", async () => {
  await served("classes", async (ask) => {
    // An upload that has begun and does not end.
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(Uint8Array.of(123)),
    });
    const response = await ask("predict", { method: "POST", body });
    assert.equal((await response.json()).status, 408);
  }, { bodyMs: 50, shutdownMs: 100 });
});

Deno.test("health, metrics and the page answer, with a policy that lets nothing in", async () => {
  await served("classes", async (ask) => {
    assert.deepEqual(await (await ask("v2/health/live")).json(), { live: true });
    assert.deepEqual(await (await ask("v2/health/ready")).json(), { ready: true });
    assert.deepEqual(await (await ask("v2/models/x/ready")).json(), { name: "x", ready: true });
    await (await ask("predict", post({ rows: [{ a: 1, b: 2 }, { a: 1, b: 3 }] }))).json();
    const text = await (await ask("metrics")).text();
    assert.match(text, /^penstock_requests_total\{route="predict",status="200"\} 1$/m);
    assert.match(text, /^penstock_batch_rows_sum 2$/m);
    const page = await ask("");
    assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    assert.match(await page.text(), /<input name="a" type="number"/);
  });
});

Deno.test("a name of elsewhere is not answered to, and requests under way are when the server stops", async () => {
  const model = await modelOf("classes");
  await inFolder(async (folder) => {
    await Deno.writeFile(join(folder, "model.onnx"), model.bytes);
    const context = { workingDirectory: folder };
    const server = await serveFile("model.onnx", {
      context,
      port: 0,
      limits: { batchWaitMs: 200 },
    });
    // `fetch` does not let a name be given that is not that of the address.
    using connection = await Deno.connect({
      hostname: "127.0.0.1",
      port: Number(new URL(server.address).port),
    });
    await connection.write(
      new TextEncoder().encode("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
    );
    const answer = new Uint8Array(20);
    await connection.read(answer);
    assert.match(new TextDecoder().decode(answer), /^HTTP\/1\.1 421/);
    using odd = await Deno.connect({ hostname: "127.0.0.1", port: connection.remoteAddr.port });
    await odd.write(
      new TextEncoder().encode("GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"),
    );
    await odd.read(answer);
    assert.match(new TextDecoder().decode(answer), /^HTTP\/1\.1 400/);
    const late = fetch(`${server.address}predict`, post({ rows: [{ a: 1, b: 2 }] }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all([server.stop(), server.stop()]);
    assert.equal((await (await late).json()).answers.length, 1);
    await assert.rejects(fetch(server.address));
  });
});
