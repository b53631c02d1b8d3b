/** A text is seen whole or not at all, and what is left of one that was not ended is in nobody's way. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { renderAll } from "../../../dsl/report/render.ts";
import { openTextFile } from "../../../runtime/files/text_file.ts";
import { assertGolden } from "../../golden.ts";
import { filesIn, inFolder } from "../pipelines.ts";
import { problemsOfAsync, valueOfAsync } from "../problems_of.ts";

const goldens = new URL("../golden/text_file/", import.meta.url);

async function open(folder: string) {
  const place = { path: join(folder, "a.csv"), shown: "a.csv", begin: "row", by: "predict" };
  const file = await valueOfAsync((report) => openTextFile(place, report));
  return {
    write: (text: string) => valueOfAsync((report) => file.write(text, report)),
    commit: () => valueOfAsync((report) => file.commit(report)),
    discard: () => file.discard(),
  };
}

Deno.test("a text takes the place of an earlier one when it is whole", async () => {
  await inFolder(async (folder) => {
    for (const text of ["row\n1\n", "row\n2\n3\n"]) {
      const file = await open(folder);
      await file.write(text.slice(0, 4));
      await file.write(text.slice(4));
      await file.commit();
      assert.deepEqual(await filesIn(folder), ["a.csv"]);
      assert.equal(await Deno.readTextFile(join(folder, "a.csv")), text);
    }
  });
});

Deno.test("what a killed command left is written over", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, ".a.csv.part"), "row\n1\n2\n3\n");
    const file = await open(folder);
    await file.write("row\n");
    await file.commit();
    assert.deepEqual(await filesIn(folder), ["a.csv"]);
    assert.equal(await Deno.readTextFile(join(folder, "a.csv")), "row\n");
  });
});

Deno.test("a text that another command is writing is left to it", async () => {
  await inFolder(async (folder) => {
    const first = await open(folder);
    await first.write("row\n1\n");
    const problems = await problemsOfAsync(open(folder));
    await assertGolden(new URL("E0534_in_use.txt", goldens), renderAll(problems) + "\n");
    await first.commit();
    assert.equal(await Deno.readTextFile(join(folder, "a.csv")), "row\n1\n");
  });
});

Deno.test("what is discarded leaves nothing, and nothing of another command", async () => {
  await inFolder(async (folder) => {
    const file = await open(folder);
    await file.write("row\n");
    await file.discard();
    assert.deepEqual(await filesIn(folder), []);
    const next = await open(folder);
    await file.discard();
    await next.write("row\n");
    await next.commit();
    assert.deepEqual(await filesIn(folder), ["a.csv"]);
  });
});
