/** docs/serve.md shows what a server answers. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { serveFile } from "../../runtime/commands/serve.ts";
import { root } from "./api_example.ts";
import { withIris } from "./use_the_model.ts";

Deno.test("the request of docs/serve.md is answered as it says, and the wrong one refused so", async () => {
  const page = await Deno.readTextFile(join(root, "docs/serve.md"));
  const [answered, refused] = [...page.matchAll(/```json\n([^]*?)\n```/g)].map(([, text]) =>
    JSON.parse(text)
  );
  const [, body] = /curl -d '(.*)'/.exec(page) ?? [];
  assert(body);
  await withIris(async (folder) => {
    const context = { workingDirectory: folder };
    const server = await serveFile("model.onnx", { context, port: 0 });
    try {
      const ask = async (body: string) =>
        await (await fetch(`${server.address}predict`, { method: "POST", body })).json();
      const [{ label, probability }] = (await ask(body)).answers;
      const [shown] = answered.answers;
      assert.equal(label, shown.label);
      for (const [name, value] of Object.entries<number>(shown.probability)) {
        // The training sums in the order of the machine.
        assert(Math.abs(value - probability[name]) < 1e-3, name);
      }
      assert.deepEqual(await ask(body.replace("6.1", '"long"')), refused);
      const paths = [...page.matchAll(/^\| `(?:GET|POST) (\S+)`/gm)].map(([, path]) =>
        path.replace("NAME", "iris")
      );
      const { paths: described } = await (await fetch(`${server.address}openapi.json`)).json();
      assert.deepEqual(paths.filter((path) => path !== "/" && !(path in described)), []);
    } finally {
      await server.stop();
    }
  });
});
