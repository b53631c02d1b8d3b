/** `serve` as its task runs it: a process of its own that listens and ends well. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { assertGolden } from "../golden.ts";
import { askedModel } from "../models/kinds.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { start, subprocess } from "./command.ts";

const golden = (name: string) => new URL(`golden/serve/${name}.txt`, import.meta.url);

async function withModel(kind: string, use: (folder: string) => Promise<void>): Promise<void> {
  const { bytes } = await askedModel(kind);
  await inFolder(async (folder) => {
    await Deno.writeFile(join(folder, "model.onnx"), bytes);
    await use(folder);
  });
}

/** The first line of a stream, which goes on. */
async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (!text.includes("\n")) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  reader.releaseLock();
  return text.split("\n")[0];
}

/** Starts the server and asks it; @returns Its exit code and what it said at the end. */
async function session(
  folder: string,
  signal: Deno.Signal,
  use: (address: string) => Promise<void>,
): Promise<{ readonly code: number; readonly stderr: string }> {
  const child = start("serve", ["model.onnx", "--port", "0"], { folder });
  try {
    const line = await firstLine(child.stdout);
    const [, address] =
      /^serving model\.onnx on (http:\/\/127\.0\.0\.1:\d+\/), until Ctrl-C$/.exec(line) ?? [];
    assert(address, line);
    await use(address);
  } finally {
    child.kill(signal);
  }
  const [stderr, { code }] = await Promise.all([new Response(child.stderr).text(), child.status]);
  await child.stdout.cancel();
  return { code, stderr };
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test({
    name: `serve answers until ${signal} and ends well`,
    ignore: Deno.build.os === "windows",
    async fn() {
      await withModel("words, days and holes", async (folder) => {
        const ended = await session(folder, signal, async (address) => {
          const rows = [{ a: null, colour: "red", day: "2024-02-11", wide: 1e9 }];
          const body = JSON.stringify({ rows });
          const response = await fetch(`${address}predict`, { method: "POST", body });
          assert.equal((await response.json()).answers.length, 1);
        });
        assert.deepEqual(ended, { code: 0, stderr: "ending: what was asked is answered first\n" });
      });
    },
  });
}

Deno.test({
  name: "pictures are decoded by a server that may read nothing any more",
  ignore: Deno.build.os === "windows",
  async fn() {
    await withModel("pictures", async (folder) => {
      const ended = await session(folder, "SIGINT", async (address) => {
        const canvas = new OffscreenCanvas(3, 4);
        canvas.getContext("bitmaprenderer");
        const png = await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer();
        const image = btoa(String.fromCharCode(...new Uint8Array(png)));
        const body = JSON.stringify({ rows: [{ image }] });
        const response = await fetch(`${address}predict`, { method: "POST", body });
        assert.equal(response.status, 200, await response.text());
      });
      assert.equal(ended.code, 0, ended.stderr);
    });
  },
});

Deno.test("what serve cannot do is told before it begins", async () => {
  await withModel("classes", async (folder) => {
    using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = taken.addr;
    const inUse = await subprocess("serve", ["model.onnx", "--port", String(port)], { folder });
    assert.equal(inUse.exitCode, 2);
    await assertGolden(golden("port_in_use"), inUse.stderr.replaceAll(String(port), "8000"));
    const outside = await subprocess("serve", ["model.onnx", "--host", "0.0.0.0"], { folder });
    assert.equal(outside.exitCode, 2);
    await assertGolden(golden("not_this_machine"), outside.stderr);
    const nothing = await subprocess("serve", ["other.onnx"], { folder });
    assert.equal(nothing.exitCode, 3);
    const odd = await subprocess("serve", ["model.onnx", "--port", "http"], { folder });
    assert.equal(odd.exitCode, 2);
    assert.match(odd.stderr, /A port is a whole number in 0\.\.65535/);
  });
});
