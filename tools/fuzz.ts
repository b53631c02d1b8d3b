/**
 * Runs the tests that draw their cases at random, once a seed: `deno task fuzz` draws ten seeds,
 * `deno task fuzz --seeds 1,2` takes these.
 * @module
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = new URL("../", import.meta.url);
const { values: { seeds } } = parseArgs({ options: { seeds: { type: "string" } } });

function seedsToTry(): readonly number[] {
  if (seeds !== undefined) return seeds.split(",").map(Number);
  return Array.from({ length: 10 }, () => Math.floor(Math.random() * 2 ** 31));
}

/** The tests that import fast-check. */
function testsBelow(folder: string): string[] {
  return [...Deno.readDirSync(new URL(folder, root))].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return testsBelow(path);
    const isDrawn = name.endsWith("_test.ts") &&
      Deno.readTextFileSync(new URL(path, root)).includes('from "fast-check"');
    return isDrawn ? [path] : [];
  });
}

async function run(seed: number, paths: readonly string[]): Promise<boolean> {
  console.log(`fuzz seed: ${seed}`);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "test", ...paths],
    cwd: fileURLToPath(root),
    env: { FUZZ_SEED: String(seed) },
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  return success;
}

const paths = testsBelow("tests").sort();
const failed: number[] = [];
for (const seed of seedsToTry()) if (!await run(seed, paths)) failed.push(seed);
if (failed.length > 0) {
  console.error(`failed with the seeds ${failed.join(", ")}`);
  Deno.exit(1);
}
