/**
 * The large data sets of a course, from their public files. They are not in the repository:
 * `PENSTOCK_DATA` names the folder that has them.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unwrap } from "../../dsl/text/diagnostic.ts";
import { reportedSync } from "../../dsl/text/report.ts";
import { runFile } from "../../runtime/commands/run_file.ts";
import { parseManifest } from "../../runtime/readers/manifest.ts";
import { inFolder } from "../runtime/pipelines.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "data/large");
const data = Deno.env.get("PENSTOCK_DATA");
const has = async (path: string) =>
  data !== undefined && await Deno.stat(join(data, path)).then(() => true, () => false);

Deno.test("every manifest of a large set is right, and has a sum for each of its files", async () => {
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".yaml")) continue;
    const text = await Deno.readTextFile(join(folder, name));
    const manifest = unwrap(reportedSync((report) => parseManifest({ name, text }, report)));
    assert(manifest.source && manifest.licence, name);
    // A folder of pictures has no sum.
    if (/^format: images$/m.test(text)) continue;
    const paths = manifest.files.flatMap(({ path, labels }) => labels ? [path, labels] : [path]);
    assert.deepEqual(paths.map(({ value }) => value), [...manifest.sums.keys()]);
  }
});

// A guess is right in a tenth of the rows; after one epoch 0.85 and 0.94 were seen.
for (const [name, least] of [["fashion-mnist", 0.8], ["mnist", 0.92]] as const) {
  const isHere = await has(name);
  if (!isHere) console.log(`${name}: PENSTOCK_DATA names no folder that has it`);
  Deno.test({
    name: `${name} trains from its public files`,
    ignore: !isHere,
    fn: () => trains(name, least),
  });
}

async function trains(name: string, least: number) {
  assert(data !== undefined);
  await inFolder(async (here) => {
    await Deno.symlink(join(data, name), join(here, name));
    await Deno.copyFile(join(folder, `${name}.yaml`), join(here, `${name}.yaml`));
    const text = await Deno.readTextFile(join(root, "pipelines/vision/pictures.pipe"));
    await Deno.writeTextFile(
      join(here, "x.pipe"),
      text.replace("epochs = 5", "epochs = 1").replace(/^expect.*\n/m, ""),
    );
    const context = { workingDirectory: here, allowed: [data] };
    const { metrics, prepared } = await runFile("x.pipe", { context, data: `${name}.yaml` });
    assert.deepEqual(prepared.parts.map(({ rows }) => rows), [54_000, 6_000, 10_000]);
    assert(metrics.parts.test!.accuracy >= least, `${metrics.parts.test!.accuracy}`);
  });
}

const classFolders = [
  ["cifar10/jpeg", [900, 100, 250], [32, 32, 3]],
  ["fer2013-mini", [630, 70, 175], [48, 48, 1]],
] as const;
for (const [path, rows, shape] of classFolders) {
  Deno.test({
    name: `${path}: pictures in folders of classes and parts train`,
    ignore: !await has(path),
    fn: () =>
      inFolder(async (here) => {
        assert(data !== undefined);
        const text = await Deno.readTextFile(join(root, "pipelines/vision/pictures.pipe"));
        await Deno.writeTextFile(
          join(here, "x.pipe"),
          text.replace(/^load .*$/m, `load images("${join(data, path)}")`)
            .replace(/^expect .*\n/m, "").replace("epochs = 5", "epochs = 1"),
        );
        const context = { workingDirectory: here, allowed: [data] };
        const { prepared } = await runFile("x.pipe", { context });
        assert.deepEqual(prepared.parts.map((part) => part.rows), rows);
        const [{ schema }] = prepared.dataset.columns;
        assert(schema.kind === "image");
        assert.deepEqual(schema.shape, shape);
      }),
  });
}

Deno.test({
  name: "a file of CIFAR-10's binary version holds the pictures of its PNG files",
  ignore: !await has("cifar10/train_200.bin"),
  fn: () =>
    inFolder(async (here) => {
      assert(data !== undefined);
      const context = { workingDirectory: here, allowed: [data] };
      const bytesOf = async (load: string) => {
        const lines = ["pipe 1", `load ${load}`, "model { linear(classes) }"];
        await Deno.writeTextFile(join(here, "x.pipe"), lines.join("\n"));
        const { prepared } = await runFile("x.pipe", { context });
        const [{ cells }] = prepared.dataset.columns;
        assert(cells.kind === "image");
        const size = 32 * 32 * 3;
        return Array.from(
          { length: cells.bytes.length / size },
          (_, row) => cells.bytes.subarray(row * size, (row + 1) * size).join(),
        ).sort();
      };
      assert.deepEqual(
        await bytesOf(`cifar("${join(data, "cifar10/train_200.bin")}")`),
        await bytesOf(`images("${join(data, "cifar10/png200")}")`),
      );
    }),
});
