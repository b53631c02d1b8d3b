import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { checkFile } from "../../../runtime/commands/check.ts";
import { inFolder } from "../pipelines.ts";

/** How often each file is opened while `action` runs, by its name. */
async function countOpened(action: () => Promise<unknown>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const { readFile, open, openSync } = Deno;
  const count = (path: string | URL) => {
    const name = basename(String(path));
    counts[name] = (counts[name] ?? 0) + 1;
  };
  Deno.readFile = (path, options) => (count(path), readFile(path, options));
  Deno.open = (path, options) => (count(path), open(path, options));
  Deno.openSync = (path, options) => (count(path), openSync(path, options));
  try {
    await action();
  } finally {
    Object.assign(Deno, { readFile, open, openSync });
  }
  return counts;
}

const variants = `pipe 1
use "base.pipe"
load csv("x.csv", target = y)
variant narrow {
  model { linear(2) }
}
variant wide {
  model { linear(2, bias = false) }
}
variant broken {
  model { linear(3) }
}
`;

Deno.test("each file is read once, however many variants there are", async () => {
  await inFolder(async (folder) => {
    const write = (name: string, text: string) => Deno.writeTextFile(join(folder, name), text);
    await write("x.csv", "a,y\n1,u\n2,v\n3,u\n");
    await write("base.pipe", "pipe 1\nloss cross_entropy\nmetric accuracy\n");
    await write("x.pipe", variants);
    const context = { workingDirectory: folder, allowed: [] };
    let codes: readonly string[] = [];
    const opened = await countOpened(async () => {
      codes = (await checkFile("x.pipe", context)).map(({ code }) => code);
    });
    assert.deepEqual(codes, ["E0301"]);
    assert.deepEqual(opened, { "base.pipe": 1, "x.csv": 1, "x.pipe": 1 });
  });
});

Deno.test("what is wrong with the data is told once, however many variants there are", async () => {
  await inFolder(async (folder) => {
    const write = (name: string, text: string) => Deno.writeTextFile(join(folder, name), text);
    await write("x.csv", "a,y\n1,u\noops,v\n");
    await write("base.pipe", "pipe 1\nloss cross_entropy\n");
    await write("x.pipe", variants);
    const found = await checkFile("x.pipe", { workingDirectory: folder, allowed: [] });
    assert.deepEqual(found.filter(({ code }) => code === "E0408").length, 1);
  });
});
