/** The finished model of every kind gives the same answers in Python and in a browser as in Node. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { execute, root } from "../docs/api_example.ts";
import { codeOf, withIris } from "../docs/use_the_model.ts";
import { type AskedModel, askedModel, type JsonTensors, kinds } from "../models/kinds.ts";
import { assertSameTensors } from "../models/same_tensors.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { addressOf, inBrowser, lookAt, served } from "./chromium.ts";
import { onnxruntimeWeb } from "./onnxruntime_web.ts";
import { pythonWith } from "./python.ts";

const models: readonly AskedModel[] = await Promise.all(Object.keys(kinds).map(askedModel));
const page = { headers: { "content-type": "text/html; charset=utf-8" } };
const python = await pythonWith("onnx", "onnxruntime", "numpy");

Deno.test({
  name: `models answer in Python as in Node${python ? "" : " (left out: no onnx, see PYTHON)"}`,
  ignore: !python,
  async fn() {
    await inFolder(async (folder) => {
      for (const { name, bytes, questions } of models) {
        const path = join(folder, name.replaceAll(/\W+/g, "_"));
        await Deno.writeFile(`${path}.onnx`, bytes);
        await Deno.writeTextFile(`${path}.json`, JSON.stringify(questions));
      }
      const { stdout } = await execute(python!, ["tests/slow/ask_models.py", folder], {
        cwd: root,
      });
      assert.match(stdout, new RegExp(`^${models.length} passed, 0 failed`));
    });
  },
});

Deno.test({
  name: `the program for Python of docs/use-the-model.md runs${python ? "" : " (left out)"}`,
  ignore: !python,
  async fn() {
    await withIris(async (folder) => {
      const { code, stdout, stderr } = await execute(python!, ["-c", codeOf("python")], {
        cwd: folder,
      });
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^\['versicolor'\] \[\[/);
    });
  },
});

Deno.test({
  ...inBrowser("the page of docs/use-the-model.md shows an answer"),
  async fn() {
    const files = await onnxruntimeWeb();
    await withIris(async (folder) => {
      const model = await Deno.readFile(join(folder, "model.onnx"));
      await using server = served((request) => {
        const path = new URL(request.url).pathname;
        if (path === "/") return new Response(codeOf("html"), page);
        return path === "/model.onnx" ? new Response(model) : files(path);
      });
      const shown = await lookAt<string>("use_the_model.ts", addressOf(server));
      assert.match(shown, /^versicolor\n0\.\d+,0\.\d+,0\.\d+$/);
    });
  },
});

Deno.test({
  ...inBrowser("models answer in a browser as in Node"),
  async fn() {
    const files = await onnxruntimeWeb();
    const asked = models.map(({ bytes, questions }) => ({
      model: [...bytes],
      inputs: questions.map(({ inputs }) => inputs),
    }));
    await using server = served((request) => {
      const path = new URL(request.url).pathname;
      if (path === "/") {
        return new Response("<!doctype html>", page);
      }
      return path === "/asked.json" ? Response.json(asked) : files(path);
    });
    const answers = await lookAt<JsonTensors[][]>("ask_models.ts", addressOf(server));
    models.forEach(({ name, questions }, at) =>
      questions.forEach(({ rows, outputs }, place) =>
        assertSameTensors(answers[at][place], outputs, `${name}, ${rows} rows`)
      )
    );
  },
});
