import assert from "node:assert/strict";
import { join } from "node:path";
import { command } from "../../cli/command.ts";

const messy = "pipe   1\nseed\t7\n";
const neat = "pipe 1\nseed 7\n";

/** A folder with two files, one of them in the style. */
async function withFiles(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, "messy.pipe"), messy);
    await Deno.writeTextFile(join(folder, "neat.pipe"), neat);
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const nothing = { exitCode: 0, stdout: "", stderr: "" };

Deno.test("fmt writes the files that change and names them", () =>
  withFiles(async (folder) => {
    const before = (await Deno.stat(join(folder, "neat.pipe"))).mtime;
    const files = ["messy.pipe", "neat.pipe"];
    assert.deepEqual(await command(folder, "fmt", ...files), {
      ...nothing,
      stdout: "messy.pipe\n",
    });
    assert.equal(await Deno.readTextFile(join(folder, "messy.pipe")), neat);
    assert.deepEqual((await Deno.stat(join(folder, "neat.pipe"))).mtime, before);
    assert.deepEqual(await command(folder, "fmt", ...files), nothing);
  }));

Deno.test("fmt --check names the files that would change and writes nothing", () =>
  withFiles(async (folder) => {
    const answer = await command(folder, "fmt", "--check", "messy.pipe", "neat.pipe");
    assert.deepEqual(answer, { exitCode: 1, stdout: "messy.pipe: not formatted\n", stderr: "" });
    assert.equal(await Deno.readTextFile(join(folder, "messy.pipe")), messy);
    assert.deepEqual(await command(folder, "fmt", "neat.pipe", "--check"), nothing);
  }));

Deno.test("fmt says which files it cannot read and formats the others", () =>
  withFiles(async (folder) => {
    await Deno.writeFile(join(folder, "neat.pipe"), new Uint8Array([0xff, 0xfe]));
    const files = ["none.pipe", "neat.pipe", "messy.pipe"];
    const { exitCode, stdout, stderr } = await command(folder, "fmt", ...files);
    assert.deepEqual({ exitCode, stdout }, { exitCode: 3, stdout: "messy.pipe\n" });
    assert.match(stderr, /^error\[E0430\]: There is no file "none.pipe"/);
    assert.match(stderr, /^error\[E0151\]: The pipeline is not UTF-8 text/m);
  }));
