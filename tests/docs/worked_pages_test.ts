/** Pages for students, worked through as they stand. */
import assert from "node:assert/strict";
import { inFolder } from "../runtime/pipelines.ts";
import { layOutIris } from "./api_example.ts";
import { assertPrinted, blocksIn, workThrough } from "./worked_page.ts";

for (
  const path of ["docs/first-table.md", "docs/columns.md", "docs/faq.md", "data/README.md"]
) {
  Deno.test({
    name: `${path} can be worked through, and prints what it says`,
    // Its commands are for a shell.
    ignore: Deno.build.os === "windows",
    async fn() {
      await inFolder(async (folder) => {
        await layOutIris(folder);
        await workThrough(path, folder);
      });
    },
  });
}

Deno.test("blocks are files, commands with what they print, and others", () => {
  const page = "```csv a.csv\nx\n```\n\n```sh\nls\n```\n\n```text\na.csv\n```\n\n```sh\ncd\n```\n";
  assert.deepEqual(blocksIn(`${page}\n\`\`\`yaml\nx: 1\n\`\`\`\n`), [
    { kind: "file", name: "a.csv", text: "x\n" },
    { kind: "commands", script: "ls\n", printed: "a.csv\n" },
    { kind: "commands", script: "cd\n", printed: undefined },
  ]);
});

Deno.test("a page may leave lines out, and is wrong in another word or number", () => {
  const printed = "epoch 1  loss 1.1050\nepoch 2  loss 0.7188\nrows 21\n";
  assertPrinted(printed, printed);
  assertPrinted(printed, "epoch 1  loss 1.1049\n...\nrows 21\n");
  assertPrinted(printed, "...\nrows 21\n");
  assert.throws(() => assertPrinted(printed, "epoch 1  loss 1.1050\nrows 21\n"));
  assert.throws(() => assertPrinted(printed, "...\nrows 22\n"));
  assert.throws(() => assertPrinted(printed, "epoch 1  loss 1.2050\n...\nrows 21\n"));
});
