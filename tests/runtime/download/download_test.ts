/** Public data from a server on this machine: what comes, what stays when it does not all come, what is wrong. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { renderAll } from "../../../dsl/report/render.ts";
import { PenstockError } from "../../../dsl/text/diagnostic.ts";
import { downloadData } from "../../../runtime/commands/download_data.ts";
import type { ReadingStand } from "../../../runtime/files/access.ts";
import { assertGolden } from "../../golden.ts";
import { filesIn, inFolder } from "../pipelines.ts";

const goldens = new URL("../golden/download/", import.meta.url);

const content = Uint8Array.from({ length: 300_000 }, (_, at) => at * 7 % 251);
const sumOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

interface Server {
  /** As in `http://127.0.0.1:1234`. */
  readonly address: string;
  /** The `range` of each request, in their order. */
  readonly ranges: (string | null)[];
}

/** Serves `train.bin`; the first requests end after so many bytes. */
async function withServer(
  { cuts = [], ignoresRange = false }: {
    readonly cuts?: readonly number[];
    readonly ignoresRange?: boolean;
  },
  use: (server: Server) => Promise<void>,
): Promise<void> {
  const ranges: (string | null)[] = [];
  const handler = (request: Request) => {
    if (new URL(request.url).pathname !== "/data/train.bin") {
      return new Response("", { status: 404, statusText: "Not Found" });
    }
    const range = request.headers.get("range");
    const cut = cuts[ranges.length];
    ranges.push(range);
    const start = ignoresRange ? 0 : Number(/\d+/.exec(range ?? "0")?.[0]);
    if (start >= content.length) return new Response("", { status: 416 });
    const rest = content.subarray(start);
    const headers = { "content-length": String(rest.length) };
    const status = range && !ignoresRange ? 206 : 200;
    if (cut === undefined) return new Response(rest, { status, headers });
    let isSent = false;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (!isSent) controller.enqueue(rest.subarray(0, cut));
        else {
          // What was sent must have come before the connection is cut.
          await new Promise((resolve) => setTimeout(resolve, 50));
          controller.error(new Error("cut"));
        }
        isSent = true;
      },
    });
    return new Response(body, { status, headers });
  };
  const options = {
    hostname: "127.0.0.1",
    port: 0,
    onListen: () => {},
    onError: () => new Response("", { status: 500 }),
  };
  await using server = Deno.serve(options, handler);
  await use({ address: `http://127.0.0.1:${server.addr.port}`, ranges });
}

/** A folder with a manifest `pixels` of what the server has. */
async function inData(
  { address, sum = sumOf(content), key = `download: ${address}/data/` }: {
    readonly address: string;
    readonly sum?: string;
    readonly key?: string;
  },
  use: (get: (name?: string) => ReturnType<typeof downloadData>, folder: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const text = `source: somewhere\n${key}\nformat: cifar\nfile: pixels/train.bin\n${
      sum === "" ? "" : `sha256: ${sum}\n`
    }`;
    await Deno.writeTextFile(join(folder, "pixels.yaml"), text);
    const context = { workingDirectory: folder, allowed: [] };
    await use((name = "pixels") => downloadData(name, context, folder), folder);
  });
}

async function told(action: Promise<unknown>, address: string): Promise<string> {
  try {
    await action;
  } catch (error) {
    if (!(error instanceof PenstockError)) throw error;
    return renderAll(error.diagnostics).replaceAll(address, "http://server") + "\n";
  }
  return assert.fail("it went well");
}

Deno.test("a file is downloaded once, and its progress told", async () => {
  await withServer({}, async ({ address, ranges }) => {
    await inFolder(async (folder) => {
      const sums = `sha256: ${sumOf(content)}\n`;
      const text = `download: ${address}/data\nformat: cifar\nfile: p/train.bin\n${sums}`;
      await Deno.writeTextFile(join(folder, "pixels.yaml"), text);
      const stands: ReadingStand[] = [];
      const onRead = (stand: ReadingStand) => void stands.push(stand);
      const context = { workingDirectory: folder, allowed: [], onRead };
      const first = await downloadData("pixels", context, folder);
      assert.deepEqual(first.files, ["p/train.bin"]);
      assert.deepEqual(await Deno.readFile(join(folder, "p/train.bin")), content);
      const { length: size } = content;
      assert.deepEqual(stands.at(-1), { path: "p/train.bin", read: size, size });
      const second = await downloadData("pixels", context, folder);
      assert.deepEqual([second.files, ranges], [[], [null]]);
      assert.deepEqual(await filesIn(folder), ["p/train.bin", "pixels.yaml"]);
    });
  });
});

Deno.test("a download that was cut off goes on where it stopped", async () => {
  await withServer({ cuts: [100_000, 50_000] }, async ({ address, ranges }) => {
    await inData({ address }, async (get, folder) => {
      const lost = await told(get(), address);
      await assertGolden(new URL("connection_lost.txt", goldens), lost);
      assert.deepEqual(await filesIn(folder), ["pixels.yaml", "pixels/train.bin.part"]);
      await told(get(), address);
      assert.deepEqual((await get()).files, ["pixels/train.bin"]);
      assert.deepEqual(ranges, [null, "bytes=100000-", "bytes=150000-"]);
      assert.deepEqual(await Deno.readFile(join(folder, "pixels/train.bin")), content);
      assert.deepEqual(await filesIn(folder), ["pixels.yaml", "pixels/train.bin"]);
    });
  });
});

Deno.test("a server that knows no ranges begins anew", async () => {
  await withServer({ cuts: [100_000], ignoresRange: true }, async ({ address }) => {
    await inData({ address }, async (get, folder) => {
      await told(get(), address);
      await get();
      assert.deepEqual(await Deno.readFile(join(folder, "pixels/train.bin")), content);
    });
  });
});

Deno.test("a file that is not the one that was meant does not stay", async () => {
  await withServer({}, async ({ address }) => {
    await inData({ address, sum: "0".repeat(64) }, async (get, folder) => {
      const wrong = await told(get(), address);
      await assertGolden(new URL("wrong_sum.txt", goldens), wrong);
      assert.deepEqual(await filesIn(folder), ["pixels.yaml"]);
    });
  });
});

const manifests: Readonly<Record<string, { key?: string; sum?: string; name?: string }>> = {
  no_such_file_on_the_server: { key: "download: ADDRESS/other" },
  no_address: { key: "name: Pixels" },
  no_sum: { sum: "" },
  no_such_data_set: { name: "pixel" },
  no_server: { key: "download: http://127.0.0.1:1/data" },
  another_host: { key: "download: http://127.0.0.2/data" },
};
for (const [name, { key, sum, name: asked }] of Object.entries(manifests)) {
  Deno.test(`downloads: ${name.replaceAll("_", " ")}`, async () => {
    await withServer({}, async ({ address }) => {
      const options = {
        address,
        ...key !== undefined && { key: key.replace("ADDRESS", address) },
        ...sum !== undefined && { sum },
      };
      await inData(options, async (get, folder) => {
        await assertGolden(new URL(`${name}.txt`, goldens), await told(get(asked), address));
        assert.deepEqual(await filesIn(folder), ["pixels.yaml"]);
      });
    });
  });
}
