/** A first pipeline for data as they lie about: what is written, and that it trains as it is. */
import assert from "node:assert/strict";
import { join } from "node:path";
import pictures from "../fixtures/pictures.json" with { type: "json" };
import { assertGolden } from "../golden.ts";
import { bytesOf } from "../runtime/formats/arrays.ts";
import { filesIn, inFolder, writeFiles } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/init/", import.meta.url);

const rows = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at) + "\n").join("");
const word = (at: number) => ["Oslo", "Rome", "Bern"][at * 7 % 3];
const square = bytesOf(pictures.pictures["rgb.png"].file);

interface Begun {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly args: readonly string[];
}

/** By the name of the golden file. */
const begun: Readonly<Record<string, Begun>> = {
  a_table_of_classes: {
    files: {
      "pets.csv": "id,age,city,born,spent,kind\n" +
        rows(
          120,
          (at) =>
            `A${at},${at % 9 === 4 ? "" : at * 5 % 17},${at % 11 === 3 ? "" : word(at)},` +
            `2020-0${1 + at % 9}-11,${at * 3.5},${"uv"[at * 5 % 7 % 2]}`,
        ),
    },
    args: ["pets.csv"],
  },
  a_target_of_numbers: {
    files: { "t.csv": "a,b,price\n" + rows(60, (at) => `${at % 7},${at % 5},${at * 1000.5}`) },
    args: ["t.csv"],
  },
  a_target_that_is_named: {
    files: {
      "t.csv": "survived,alive,fare\n" +
        rows(40, (at) => `${at % 2},${["no", "yes"][at % 2]},${at * 7 % 13}`),
    },
    args: ["t.csv", "--target", "survived", "--out", "first.pipe"],
  },
  semicolons_commas_and_marks: {
    files: {
      "t.csv": "a;b;class\n" +
        rows(30, (at) => `${at},5;${at % 6 === 2 ? "?" : at % 5};${"uvw"[at % 3]}`),
    },
    args: ["t.csv"],
  },
  no_header: {
    files: { "t.data": rows(30, (at) => `0.${at + 1},1.${at % 7},${"uv"[at % 2]}`) },
    args: ["t.data"],
  },
  many_words: {
    files: {
      "t.csv": "zone,w,y\n" + rows(900, (at) => `zone ${at * 7 % 150},${at % 9},${"uv"[at % 2]}`),
    },
    args: ["t.csv"],
  },
  a_manifest_of_parts: {
    files: {
      "a.csv": "w,y\n" + rows(120, (at) => `${at % 13},${"uv"[at % 2]}`),
      "b.csv": "w,y\n" + rows(20, (at) => `${at % 13},${"uv"[at % 2]}`),
      "t.yaml": "parts: { train: a.csv, test: b.csv }\nformat: csv\ntarget: y\n",
    },
    args: ["t.yaml"],
  },
  pictures: {
    files: Object.fromEntries(
      ["cat/1", "cat/2", "cat/3", "dog/1", "dog/2", "dog/3"].map((name) => [
        `pets/${name}.png`,
        square,
      ]),
    ),
    args: ["pets"],
  },
};

for (const [name, { files, args }] of Object.entries(begun)) {
  Deno.test(`a first pipeline: ${name.replaceAll("_", " ")}`, async () => {
    await inFolder(async (folder) => {
      await writeFiles(folder, files);
      const { exitCode, stdout, stderr } = await command(folder, "init", ...args);
      await assertGolden(
        new URL(`${name}.txt`, goldens),
        `${stdout}${stderr}\nexit code ${exitCode}\n`,
      );
      const [, pipe] = /wrote (\S+);/.exec(stdout) ?? [];
      const text = await Deno.readTextFile(join(folder, pipe));
      assert.equal(stdout, `${text}\nwrote ${pipe}; train it: penstock run ${pipe}\n`);
      // It is in the style of the language, and trains without a word of what could be better.
      const formatted = await command(folder, "fmt", "--check", pipe);
      assert.equal(formatted.exitCode, 0);
      const short = text.replace(/epochs = \d+/, "epochs = 1");
      await Deno.writeTextFile(join(folder, pipe), short);
      const trained = await command(folder, "run", pipe);
      // After one epoch, a model need not be better than a constant.
      const told = trained.stderr.replace(/^warning\[W070[12]\].*?\n\n/gms, "");
      assert.deepEqual([trained.exitCode, told], [0, ""]);
    });
  });
}

Deno.test("nothing is written over, and nothing for data that cannot be read", async () => {
  await inFolder(async (folder) => {
    const files = {
      "t.csv": "a,y\n1,u\n2,v\n3,u\n4,v\n",
      "t.pipe": "pipe 1\n",
      "w.csv": "<html>\n",
    };
    await writeFiles(folder, files);
    const there = await command(folder, "init", "t.csv");
    await assertGolden(new URL("there_already.txt", goldens), there.stderr);
    assert.equal(await Deno.readTextFile(join(folder, "t.pipe")), "pipe 1\n");
    for (const args of [["w.csv"], ["nope.csv"], ["t.csv", "--target", "b", "--out", "x.pipe"]]) {
      const { exitCode, stdout } = await command(folder, "init", ...args);
      assert.deepEqual([exitCode, stdout], [3, ""]);
    }
    assert.deepEqual(await filesIn(folder), Object.keys(files).sort());
  });
});
