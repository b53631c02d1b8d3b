/**
 * Every pipeline that we ship is right, runs if its data is there, and is what it was. What changed on purpose:
 * `deno task test --update-snapshots tests/pipelines/all_test.ts`.
 */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { renderAll } from "../../dsl/report/render.ts";
import { checkFile } from "../../runtime/commands/check.ts";
import { runFile } from "../../runtime/commands/run_file.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { snapshotOf } from "./snapshot_of.ts";
import { PenstockError } from "../../dsl/text/diagnostic.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const names = pipelinesIn("").sort();
/** Of a file that is not there: large data are no part of the repository. */
const missingFile = "E0430";
const context = { workingDirectory: root, allowed: [] };

Deno.test("there are pipelines", () => assert(names.includes("iris.pipe")));

for (const name of names) {
  Deno.test(`pipelines/${name} is right`, async () => {
    const problems = await checkFile(`pipelines/${name}`, context);
    const isLarge = problems.some(({ code }) => code === missingFile);
    if (isLarge) console.log(`pipelines/${name}: its data is not here`);
    assert.equal(renderAll(problems.filter(({ code }) => code !== missingFile)), "");
  });

  Deno.test(`pipelines/${name} runs, is what it was, and meets its expectations`, async (t) => {
    await inFolder(async (folder) => {
      try {
        const out = `${folder}/out`;
        const result = await runFile(`pipelines/${name}`, { context, out, ...deviceOf(name) });
        await t.assertSnapshot(await snapshotOf(result));
        assert.equal(renderAll(result.broken), "");
      } catch (error) {
        if (!isDataMissing(error)) throw error;
        console.log(`pipelines/${name}: its data is not here`);
      }
    });
  });
}

/** What a graphics card would train is trained without one, so that it is the same everywhere. */
function deviceOf(name: string): { readonly device?: string } {
  const text = Deno.readTextFileSync(`${root}/pipelines/${name}`);
  return /^device cuda/m.test(text) ? { device: "cpu" } : {};
}

/** Every pipeline below a folder of `pipelines/`, relative to that. */
function pipelinesIn(folder: string): string[] {
  return [...Deno.readDirSync(`${root}/pipelines/${folder}`)].flatMap(({ name, isDirectory }) => {
    if (isDirectory) return pipelinesIn(`${folder}${name}/`);
    return name.endsWith(".pipe") ? [folder + name] : [];
  });
}

function isDataMissing(error: unknown): boolean {
  return error instanceof PenstockError &&
    error.diagnostics.some(({ code }) => code === missingFile);
}
