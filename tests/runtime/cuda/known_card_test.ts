/** What `setup-cuda` noted of a graphics card is what a plan says of it, which asks none. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { planFile } from "../../../runtime/commands/plan_file.ts";
import { knownCard, noteCard } from "../../../runtime/cuda/known_card.ts";
import { inFolder, writeFiles } from "../pipelines.ts";

const card = {
  ...{ index: 0, name: "A card", driver: 13000, capability: "9.0", processors: 132 },
  memory: { free: 70e9, total: 80e9 },
};

Deno.test("a card is known as it was noted last, and another is not", async () => {
  await inFolder(async (folder) => {
    assert.equal(await knownCard(0, folder), undefined);
    await noteCard(folder, { ...card, name: "An older card" });
    await noteCard(folder, card);
    assert.deepEqual(await knownCard(0, folder), { index: 0, name: "A card", memory: 80e9 });
    assert.equal(await knownCard(1, folder), undefined);
    await Deno.writeTextFile(join(folder, "card.json"), "{");
    assert.equal(await knownCard(0, folder), undefined);
  });
});

const pipeline = `pipe 1
load csv("x.csv", target = y)
model { linear(1) }
loss mse
optimizer sgd(lr = 0.1)
train(epochs = 2, batch = 2)
device cuda
`;

Deno.test("a plan says whether the card has room for the data", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, { "x.pipe": pipeline, "x.csv": "x,y\n0,1\n1,2\n2,3\n" });
    const before = Deno.env.get("PENSTOCK_CUDA");
    Deno.env.set("PENSTOCK_CUDA", folder);
    try {
      const context = { workingDirectory: folder, allowed: [] };
      const deviceWith = async (total: number) => {
        await noteCard(folder, { ...card, memory: { free: total, total } });
        return (await planFile("x.pipe", { context })).device;
      };
      assert.equal(await deviceWith(80e9), "cuda:0 (A card, 80.0 GB, has room for the data)");
      // Three rows of two numbers.
      assert.equal(
        await deviceWith(24),
        "cuda:0 (A card, 0.0 GB, has no room for the 0.0 GB of data, which go up span by span)",
      );
    } finally {
      if (before === undefined) Deno.env.delete("PENSTOCK_CUDA");
      else Deno.env.set("PENSTOCK_CUDA", before);
    }
  });
});
