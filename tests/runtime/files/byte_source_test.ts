import assert from "node:assert/strict";
import { join } from "node:path";
import { type ByteSource, fileBytes, memoryBytes } from "../../../runtime/files/byte_source.ts";
import { openFile } from "../../../runtime/files/access.ts";
import { inFolder } from "../pipelines.ts";
import { problemsReported, summaryOf, valueOfAsync } from "../problems_of.ts";

function bytesOf(source: ByteSource, start?: number): number[] {
  return Array.from(source.chunks(start)).flatMap((piece) => [...piece]);
}

function fail(error: unknown): never {
  throw error;
}

Deno.test("bytes of a file come in pieces, from any place on, as often as asked", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "x.csv");
    const bytes = Uint8Array.from({ length: 600_000 }, (_, at) => at * 7);
    await Deno.writeFile(path, bytes);
    const source = fileBytes(path, { size: bytes.length, fail });
    let [count, at] = [0, 0];
    for (const piece of source.chunks()) {
      assert.deepEqual(piece, bytes.subarray(at, at + piece.length));
      at += piece.length;
      count += 1;
    }
    assert.equal(at, bytes.length);
    assert(count > 1);
    assert.deepEqual(bytesOf(source, 599_998), [...bytes.subarray(599_998)]);
    assert.deepEqual(bytesOf(source, 600_001), []);
  });
});

Deno.test("bytes in memory come in pieces of the size that is asked for", () => {
  const source = memoryBytes(Uint8Array.of(1, 2, 3, 4, 5), 2);
  assert.deepEqual(Array.from(source.chunks(), (piece) => [...piece]), [[1, 2], [3, 4], [5]]);
  assert.deepEqual(bytesOf(source, 3), [4, 5]);
});

Deno.test("a file that goes away before it is read is told of where it is named", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "x.csv");
    await Deno.writeTextFile(path, "x\n1\n");
    const problems = await problemsReported(async (report) => {
      const source = await openFile(path, { path: "x.csv", report });
      await Deno.remove(path);
      return bytesOf(source);
    });
    assert.deepEqual(summaryOf(problems), ["E0430 x.csv"]);
  });
});

Deno.test("a file is closed also where nobody reads to its end", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "x.csv");
    await Deno.writeFile(path, new Uint8Array(600_000));
    const source = await valueOfAsync((report) => openFile(path, { path, report }));
    // The test runner tells of files that stay open.
    for (const piece of source.chunks()) {
      assert(piece.length > 0);
      break;
    }
  });
});

Deno.test("a pipe is not waited for: nobody may ever write to it", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "pipe");
    const { success } = await new Deno.Command("mkfifo", { args: [path] }).output();
    assert(success);
    const problems = await problemsReported((report) => openFile(path, { path, report }));
    assert.deepEqual(problems.map(({ code }) => code), ["E0432"]);
  });
});
