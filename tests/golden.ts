import assert from "node:assert/strict";

/**
 * Compares a text with a golden file; `UPDATE_GOLDEN=1` in the environment writes it anew.
 * @param file Beside the test that reads it.
 */
export async function assertGolden(file: URL, actual: string): Promise<void> {
  if (Deno.env.get("UPDATE_GOLDEN") === "1") {
    await Deno.mkdir(new URL(".", file), { recursive: true });
    await Deno.writeTextFile(file, actual);
  }
  assert.equal(actual, await Deno.readTextFile(file));
}

/** The mistakes of a folder: the names of its `.pipe` files, sorted. */
export function mistakesIn(folder: URL): readonly string[] {
  return [...Deno.readDirSync(folder)]
    .filter(({ name }) => name.endsWith(".pipe"))
    .map(({ name }) => name.slice(0, -".pipe".length))
    .sort();
}
