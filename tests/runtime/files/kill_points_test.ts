/** What a process leaves that dies while it fills a folder. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { killPoints } from "../../../runtime/files/kill_points.ts";
import { claimOutFolder } from "../../../runtime/files/out_folder.ts";
import { filesIn, inFolder } from "../pipelines.ts";
import { valueOfAsync } from "../problems_of.ts";

const names = ["metrics.json", "model.onnx"];
const dying = new URL("dying.ts", import.meta.url).pathname;
const root = new URL("../../../", import.meta.url);

async function die(path: string, content: string, point: string, times: number): Promise<boolean> {
  const { signal } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--allow-read", "--allow-write", "--allow-run", dying],
      ...[path, content, point, String(times)],
    ],
    cwd: root,
  }).output();
  return signal === "SIGKILL";
}

async function claim(path: string) {
  return await valueOfAsync((report) =>
    claimOutFolder({ path, shown: "out" }, { by: "run", report })
  );
}

/** What each file of a folder holds. */
async function contentsOf(path: string): Promise<readonly string[]> {
  return await Promise.all(names.map((name) => Deno.readTextFile(join(path, name))));
}

for (const point of killPoints) {
  for (
    const times of ["checkpoint written", "file written", "file placed"].includes(point)
      ? [1, 2]
      : [1]
  ) {
    Deno.test(`a process that dies at "${point}", time ${times}, leaves whole files, and the next is not kept from its own`, async () => {
      await inFolder(async (folder) => {
        const path = join(folder, "out");
        for (const hasOld of [true, false]) {
          await Deno.remove(path, { recursive: true }).catch(() => {});
          if (hasOld) {
            const first = await claim(path);
            const old = Object.fromEntries(names.map((name) => [name, "old"]));
            await valueOfAsync((report) => first.commit(old, report));
          }
          // Where there was nothing, it is not tried, and files are not placed one by one.
          const isPassed = hasOld || !["probe written", "file placed"].includes(point);
          assert.equal(await die(path, "new", point, times), isPassed);
          if (!isPassed) continue;
          const isNew = ["committed", "file placed", "placed"].includes(point);
          const left = await filesIn(folder);
          if (hasOld) {
            const own = left.filter((name) => names.includes(name.slice("out/".length)));
            assert.deepEqual(own, names.map((name) => `out/${name}`));
            const contents = await contentsOf(path);
            assert(
              contents.every((content) => content === "old" || content === "new"),
              String(contents),
            );
            if (!isNew) assert.deepEqual(contents, ["old", "old"]);
          }
          const next = await claim(path);
          // What counted before the end is completed, whatever the next command does.
          if (isNew) assert.deepEqual(await contentsOf(path), ["new", "new"]);
          else if (hasOld) assert.deepEqual(await contentsOf(path), ["old", "old"]);
          else assert.equal((await filesIn(folder)).some((name) => name.startsWith("out/")), false);
          // A finished run has nothing to go on with.
          if (isNew) assert.deepEqual(await next.checkpoints.list(), []);
          await next.checkpoints.keep([]);
          await next.discard();
          const expected = isNew || hasOld ? names.map((name) => `out/${name}`) : [];
          assert.deepEqual(await filesIn(folder), expected);
        }
      });
    });
  }
}
