/** A served model under load, and its page in a real browser. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { serveFile } from "../../runtime/commands/serve.ts";
import { askedModel } from "../models/kinds.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { inBrowser, lookAt } from "./chromium.ts";

async function withServer(kind: string, use: (address: string) => Promise<void>): Promise<void> {
  const { bytes } = await askedModel(kind);
  await inFolder(async (folder) => {
    await Deno.writeFile(join(folder, "model.onnx"), bytes);
    const server = await serveFile("model.onnx", {
      context: { workingDirectory: folder },
      port: 0,
    });
    try {
      await use(server.address);
    } finally {
      await server.stop();
    }
  });
}

Deno.test("of 10,000 requests none is lost, and each gets the answer for its own row", async () => {
  await withServer("a number in its unit", async (address) => {
    const ask = async (rows: readonly unknown[]): Promise<readonly { prediction: number }[]> => {
      const body = JSON.stringify({ rows });
      const response = await fetch(`${address}predict`, { method: "POST", body });
      assert.equal(response.status, 200);
      return (await response.json()).answers;
    };
    const rowOf = (number: number) => ({
      a: (number % 100) / 50 - 1,
      b: Math.floor(number / 100) / 50 - 1,
    });
    const expected = (await Promise.all(
      [0, 5000].map((from) => ask(Array.from({ length: 5000 }, (_, at) => rowOf(from + at)))),
    )).flat();
    let next = 0;
    let answered = 0;
    await Promise.all(Array.from({ length: 64 }, async () => {
      while (next < expected.length) {
        const number = next++;
        const [{ prediction }] = await ask([rowOf(number)]);
        // Alone or among others, float32 sums come in another order.
        assert(
          Math.abs(prediction - expected[number].prediction) <= 1e-5 * Math.abs(prediction),
          `${number}`,
        );
        answered += 1;
      }
    }));
    assert.equal(answered, 10_000);
  });
});

Deno.test({
  ...inBrowser("a row is tried by hand on the page of a server"),
  async fn() {
    await withServer("words, days and holes", async (address) => {
      const shown = await lookAt<Record<string, string>>("try_a_row.ts", address);
      assert.match(shown.answer, /^(yes|no)/);
      assert.match(shown.mistake, /not a date|E0952|date/);
      assert.match(shown.command, new RegExp(`^curl -d '\\{"rows":.*${address}predict$`));
    });
  },
});
