/** `verify`: pipelines are trained and held to what they expect, and nothing is written. */
import assert from "node:assert/strict";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder, writeFiles } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/verify/", import.meta.url);
const pipeline = (more: string) =>
  `pipe 1
load csv("x.csv", target = y)
model { linear(classes) }
loss cross_entropy
optimizer sgd(lr = 0.5)
train(epochs = 20, batch = 4)
metric accuracy
${more}`;
const files = {
  "a/x.csv": "x,y\n" +
    Array.from({ length: 8 }, (_, row) => `${row - 3.5},${row < 4 ? "n" : "y"}\n`).join(""),
  "a/good.pipe": pipeline("expect accuracy in 0.9..1 on train\nexpect loss in 0..0.5 on train\n"),
  "a/plain.pipe": pipeline(""),
  "a/variants.pipe": pipeline(
    "variant one { expect accuracy in 0.9..1 on train }\nvariant two { seed 3 }\n",
  ),
  "a/notes.md": "none of ours",
};
const needed = {
  "a/needed.pipe": pipeline("variant one { metric accuracy }\n").replace(/^metric accuracy$/m, "")
    .replace("model { linear(classes) }", "").replace(
      "metric accuracy }",
      "model { linear(classes) } }",
    ),
};
const seeds = {
  "a/seeds.pipe": pipeline(`expect loss in 0..0.5 on train
expect loss in 0..0.5 on train(seeds = 3)
expect accuracy in 0..0.5 on train(seeds = 2)
`),
};
const broken = { "a/broken.pipe": pipeline("expect loss in 0..1e-9 on train\n") };
const failing = { "a/failing.pipe": pipeline("").replace("linear", "liner") };
const absent = { "a/b/absent.pipe": pipeline("").replace("x.csv", "large.csv") };

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly code: number;
  readonly paths?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  "good.txt": { files: { ...files, ...needed }, code: 0 },
  "broken.txt": { files: { ...files, ...broken }, code: 5 },
  "seeds.txt": { files: { ...files, ...seeds }, code: 5, paths: ["a/seeds.pipe"] },
  "failed.txt": { files: { ...files, ...failing }, code: 1 },
  "skipped.txt": { files: { ...files, ...absent }, code: 0 },
  "named.txt": { files: { ...files, ...broken }, code: 0, paths: ["a/good.pipe", "a/plain.pipe"] },
  "no_file.txt": { files, code: 3, paths: ["a/nope.pipe"] },
};

for (const [name, { files, code, paths = ["a"] }] of Object.entries(cases)) {
  Deno.test(`verify says how pipelines stand to what they expect: ${name}`, async () => {
    await inFolder(async (folder) => {
      await writeFiles(folder, files);
      const before = await filesIn(folder);
      const { exitCode, stdout, stderr } = await command(folder, "verify", ...paths);
      await assertGolden(
        new URL(name, goldens),
        `${stdout}${stderr}`.replaceAll(/, \d+\.\d s$/gm, ", TIME"),
      );
      assert.equal(exitCode, code);
      assert.deepEqual(await filesIn(folder), before);
    });
  });
}
