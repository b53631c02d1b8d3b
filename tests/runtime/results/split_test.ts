import assert from "node:assert/strict";
import { join } from "node:path";
import { runFile } from "../../../runtime/commands/run_file.ts";
import { inFolder } from "../pipelines.ts";

Deno.test("a split says which row of the data is in which part, whatever was left out", async () => {
  await inFolder(async (folder) => {
    const lines = Array.from(
      { length: 12 },
      (_, at) => at % 4 === 1 ? ",u" : `${at},${"uv"[at % 2]}`,
    );
    await Deno.writeTextFile(join(folder, "t.csv"), `a,y\n${lines.join("\n")}\n`);
    const text = [
      "pipe 1",
      'load csv("t.csv", target = y, missing_rows = drop)',
      "split holdout(test = 3, shuffle = false)",
      "model { linear(classes) }",
    ];
    await Deno.writeTextFile(join(folder, "x.pipe"), text.join("\n") + "\n");
    const context = { workingDirectory: folder, allowed: [] };
    await runFile("x.pipe", { context, saveSplit: "split.csv" });
    const split = (await Deno.readTextFile(join(folder, "split.csv"))).trim().split("\n");
    assert.deepEqual(split, [
      "row,part",
      ...["1", "3", "4", "5", "7", "8"].map((row) => `${row},train`),
      ...["9", "11", "12"].map((row) => `${row},test`),
    ]);
  });
});
