/** The mistakes in how files, variants and blocks go together, each in a folder of its own. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { check } from "../../../dsl/check/check.ts";
import type { Diagnostic } from "../../../dsl/text/diagnostic.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { accessFor } from "../../../runtime/files/access.ts";
import { openSource } from "../../../runtime/open/open_pipeline.ts";
import { problemsOfAsync, valueOfAsync } from "../../runtime/problems_of.ts";
import { assertGolden } from "../../golden.ts";
import { accessTo, vocabulary } from "./composed.ts";

const folder = new URL("../golden/compose/", import.meta.url);
const generated = "too_many_files";
const cases = [...Deno.readDirSync(folder)].map(({ name }) => name)
  .filter((name) => name !== generated).sort();

/** A line `# --variant wide` stands for that option of the command. */
async function problemsIn(name: string): Promise<readonly Diagnostic[]> {
  const path = fileURLToPath(new URL(`${name}/`, folder));
  const text = await Deno.readTextFile(`${path}main.pipe`);
  const variant = /^# --variant (.*)$/m.exec(text)?.[1];
  const access = accessFor(path, { workingDirectory: path, allowed: [] });
  return await problemsOfAsync(valueOfAsync(async (report) => {
    const file = await openSource({ name: "main.pipe", text }, { access, variant, report });
    report.need(check(file, vocabulary));
  }));
}

for (const name of cases) {
  Deno.test(`compose: ${name}/main.pipe gives the diagnostics of its expected.txt`, async () => {
    const problems = await problemsIn(name);
    assert(problems.length > 0, `${name} has no mistake`);
    await assertGolden(new URL(`${name}/expected.txt`, folder), renderAll(problems) + "\n");
  });
}

Deno.test("compose: a chain of files without end is refused", async () => {
  const endless = new Proxy<Record<string, string>>({}, {
    get: (_, name: string) => `pipe 1\nuse "${parseInt(name) + 1}.pipe"\n`,
  });
  const source = { name: "main.pipe", text: 'pipe 1\nuse "1.pipe"\n' };
  const access = accessTo(endless);
  const problems = await problemsOfAsync(
    valueOfAsync((report) => openSource(source, { access, report })),
  );
  await assertGolden(new URL(`${generated}/expected.txt`, folder), renderAll(problems) + "\n");
});
