/** What the first run of all fetches. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { execute, root } from "../docs/api_example.ts";
import { assertGolden } from "../golden.ts";
import { inFolder } from "../runtime/pipelines.ts";

const golden = new URL("golden/cold_run.txt", import.meta.url);
/** Unpacked; 288 MiB of it are ONNX Runtime for every platform. */
const maxBytes = 320 * 2 ** 20;

async function namesIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
}

/** Every `name@version` below a registry's folder of Deno's cache, sorted. */
async function packagesIn(folder: string): Promise<string[]> {
  const packages: string[] = [];
  for (const name of await namesIn(folder)) {
    const names = name.startsWith("@")
      ? (await namesIn(join(folder, name))).map((each) => `${name}/${each}`)
      : [name];
    for (const each of names) {
      packages.push(...(await namesIn(join(folder, each))).map((version) => `${each}@${version}`));
    }
  }
  return packages.sort();
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    bytes += isDirectory ? await sizeOf(path) : (await Deno.lstat(path)).size;
  }
  return bytes;
}

Deno.test("a cold run fetches these packages and no others", async () => {
  await inFolder(async (folder) => {
    const { tasks } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
    const [, ...words] = (tasks.run as string).split(" ");
    const args = [...words, "pipelines/iris.pipe", "--out", join(folder, "out")];
    const env = { DENO_DIR: join(folder, "cache"), INIT_CWD: root };
    const { code, stderr } = await execute(Deno.execPath(), args, { cwd: root, env });
    if (code !== 0 && /error sending request|client error|connection/i.test(stderr)) {
      console.warn("SKIPPED: the registry of npm cannot be reached");
      return;
    }
    assert.equal(code, 0, stderr);
    const [registry] = await namesIn(join(folder, "cache/npm"));
    const packages = await packagesIn(join(folder, "cache/npm", registry));
    await assertGolden(golden, packages.map((each) => `${each}\n`).join(""));
    const bytes = await sizeOf(join(folder, "cache/npm"));
    assert(bytes < maxBytes, `${bytes}`);
  });
});
