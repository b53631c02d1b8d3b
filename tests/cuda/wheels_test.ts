/** Wheels from an index on this machine, and from a folder. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { writeZip } from "../../runtime/formats/zip.ts";
import { filesIn, inFolder } from "../runtime/pipelines.ts";
import { NoWheel, unpackWheel, wheelFor } from "./wheels.ts";

const wish = { project: "made-up", version: "13" };
const header = new TextEncoder().encode("#define MADE_UP 1\n");
const wheel = writeZip({
  "made/include/made_up.h": header,
  "made/other.txt": new Uint8Array(3),
});
const platform = "py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl";
/** What the index lists: the one that is meant is the newest of 13, there for two Pythons. */
const listed = [
  `made_up-13.9.1-${platform}`,
  "made_up-13.10.0-cp312-cp312-manylinux_2_28_x86_64.whl",
  "made_up-13.10.0-cp311-cp311-manylinux_2_28_x86_64.whl",
  "made_up-13.10.0-cp311-cp311-win_amd64.whl",
  "made_up-13.10.0.tar.gz",
  `made_up-13.11.0rc1-${platform}`,
  `made_up-14.0.0-${platform}`,
  `made_up-1.3.0-${platform}`,
];
const meant = listed[2];
/** Nothing listens on this port. */
const unreachable = "http://127.0.0.1:1";

/** Serves an index. @param sum What it says of every file. */
async function withIndex(
  use: (index: string) => Promise<void>,
  { sum = createHash("sha256").update(wheel).digest("hex") } = {},
): Promise<void> {
  const files = listed.map((filename) => ({
    filename,
    url: `../../files/${filename}`,
    hashes: { sha256: sum },
  }));
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/files/")) return new Response(wheel);
    return pathname === "/simple/made-up/"
      ? Response.json({ files })
      : new Response("", { status: 404, statusText: "Not Found" });
  });
  try {
    await use(`http://127.0.0.1:${server.addr.port}/simple`);
  } finally {
    await server.shutdown();
  }
}

Deno.test("the newest wheel that fits is fetched once", async () => {
  await inFolder(async (kept) => {
    await withIndex(async (index) => {
      const path = await wheelFor(wish, { kept, index });
      assert.equal(basename(path), meant);
      assert.deepEqual(await Deno.readFile(path), wheel);
    });
    // The index is gone.
    const again = await wheelFor(wish, { kept, index: unreachable });
    assert.equal(basename(again), meant);
  });
});

Deno.test("a wheel that is not what the index says is not kept", async () => {
  await inFolder(async (kept) => {
    await withIndex(async (index) => {
      await assert.rejects(wheelFor(wish, { kept, index }), NoWheel);
    }, { sum: "0".repeat(64) });
    assert.deepEqual(await filesIn(kept), []);
  });
});

Deno.test("what keeps a wheel from being had is said", async () => {
  await inFolder(async (kept) => {
    const refused = (places: { readonly given?: string; readonly index: string }, version = "13") =>
      wheelFor({ ...wish, version }, { kept, ...places })
        .then(assert.fail, (error) => {
          assert(error instanceof NoWheel);
          return error.message;
        });
    await withIndex(async (index) => {
      assert.match(await refused({ index: `${index}/other` }), /other\/made-up\/.*404/);
      assert.equal(
        await refused({ index }, "15"),
        `${index}/made-up/ has no wheel of version 15 for Linux on x64`,
      );
    });
    assert.match(await refused({ index: unreachable }), /127\.0\.0\.1:1/);
    assert.equal(
      await refused({ given: kept, index: unreachable }),
      `"${kept}" has no wheel of made-up 13 for Linux on x64`,
    );
  });
});

Deno.test("what is wanted of a wheel is unpacked", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, meant);
    await Deno.writeFile(path, wheel);
    await unpackWheel(path, (name) => name.endsWith(".h") ? join(folder, "out", "a.h") : undefined);
    assert.deepEqual((await filesIn(folder)).sort(), [meant, "out/a.h"].sort());
    assert.deepEqual(await Deno.readFile(join(folder, "out", "a.h")), header);
  });
});
