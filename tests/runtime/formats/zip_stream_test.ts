/** Archives that are too large to be held are read by ranges: the same as those in memory. */
import assert from "node:assert/strict";
import { memoryBytes } from "../../../runtime/files/byte_source.ts";
import { concatenated } from "../../../runtime/files/join_bytes.ts";
import { readZip, writeZip } from "../../../runtime/formats/zip.ts";
import { listZip, unzipped } from "../../../runtime/formats/zip_stream.ts";
import { bytesOf } from "./arrays.ts";
import numpy from "../../fixtures/numpy_arrays.json" with { type: "json" };

/** An archive that comes in pieces so small that each record is cut. */
const inPieces = (bytes: Uint8Array) => memoryBytes(bytes, 13);

/** Every file of an archive, unpacked. */
async function unpacked(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const source = inPieces(bytes);
  const files = new Map<string, Uint8Array>();
  for (const entry of listZip(source)) {
    files.set(entry.name, concatenated(await Array.fromAsync(unzipped(source, entry))));
  }
  return files;
}

for (const kind of ["stored", "deflated"] as const) {
  Deno.test(`what Python's zipfile wrote, ${kind}, is unpacked piece by piece`, async () => {
    const bytes = bytesOf(numpy[kind]);
    const all = [...readZip(bytes, 2 ** 20)].map(([name, each]) => [name, Uint8Array.from(each)]);
    assert.deepEqual([...await unpacked(bytes)], all);
  });
}

Deno.test("an empty file and a comment behind the archive are no trouble", async () => {
  const files = { "empty": new Uint8Array(0), "folder/x": Uint8Array.of(1, 2, 3) };
  const bytes = writeZip(files);
  bytes.set([3, 0], bytes.length - 2); // the length of the comment
  const commented = concatenated([bytes, Uint8Array.of(80, 75, 5)]);
  assert.deepEqual(await unpacked(commented), new Map(Object.entries(files)));
});

Deno.test("a damaged archive is told in plain words, wherever the damage is", async () => {
  const whole = bytesOf(numpy.deflated);
  for (let at = 0; at < whole.length; at += 7) {
    // What is not part of a file, such as the time it was written, may be anything.
    await unpacked(whole.with(at, whole[at] ^ 0xff)).catch((error) => {
      assert(error instanceof RangeError, `byte ${at}: ${error}`);
      assert.match(error.message, /^it (is|holds) /);
    });
    await assert.rejects(unpacked(whole.subarray(0, at)), RangeError, `cut after ${at} bytes`);
  }
  await assert.rejects(unpacked(new Uint8Array(50)), { message: "it is no zip archive" });
});
