/** What a person is told who looks at data before anything is done with them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeImage } from "../../runtime/formats/image.ts";
import pictures from "../fixtures/pictures.json" with { type: "json" };
import { assertGolden } from "../golden.ts";
import { bytesOf } from "../runtime/formats/arrays.ts";
import { filesIn, inFolder, writeFiles } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/data/", import.meta.url);

const shop = `customer,age,city,joined,fee,member,spent,back
C001,23,Paris,2024-01-03,10.5,yes,120,no
C002,31,Rome,2024-02-11,,no,340,yes
C003,,Paris,2023-12-24,12.5,yes,180,no
C004,45,,2024-03-01,13,no,410,yes
C005,52,Oslo,2024-05-05,9,yes,95,no
C006,38,Rome,2022-07-15,11,no,205,yes
`;
const square = bytesOf(pictures.pictures["rgb.png"].file);
const grey = bytesOf(pictures.pictures["grey.png"].file);

interface Looked {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly args: readonly string[];
}

/** By the name of the golden file. */
const looked: Readonly<Record<string, Looked>> = {
  a_table: { files: { "shop.csv": shop }, args: ["shop.csv"] },
  a_table_with_a_target: { files: { "shop.csv": shop }, args: ["shop.csv", "--target", "back"] },
  a_target_of_a_few_numbers: {
    files: { "t.csv": "a,y\n1,0\n2,1\n3,0\n4,0\n" },
    args: ["t.csv", "--target", "y"],
  },
  a_target_that_is_not_there: {
    files: { "shop.csv": shop },
    args: ["shop.csv", "--target", "bakc"],
  },
  a_table_with_semicolons: {
    files: { "shop.csv": shop.replaceAll(",", ";") },
    args: ["shop.csv", "--options", 'sep = ";"', "--target", "back"],
  },
  a_table_whose_cells_are_told_together: {
    files: { "shop.csv": shop.replaceAll(",", ";") },
    args: ["shop.csv"],
  },
  a_table_with_a_wrong_cell: {
    files: { "t.csv": "a,b,y\n1,5,u\n2,x,v\n3,6,u\n4,7,v\n" },
    args: ["t.csv", "--target", "y"],
  },
  a_manifest_of_parts: {
    files: {
      "a.csv": "w,size,y\n1,S,u\n2,L,v\n3,M,u\n",
      "b.csv": "w,size,y\n4,M,v\n5,L,u\n",
      "t.yaml": "parts: { train: a.csv, test: b.csv }\nformat: csv\ntarget: y\n" +
        "columns: { size: { type: ordinal, values: [S, M, L] } }\n",
    },
    args: ["t.yaml"],
  },
  what_a_pipeline_loads: {
    files: {
      "shop.csv": shop,
      "x.pipe": 'pipe 1\nload csv("shop.csv", target = spent)\ncolumn customer: ignore\n' +
        "model { linear(1) }\nloss mse\n",
    },
    args: ["x.pipe"],
  },
  a_folder_of_pictures: {
    files: { "pets/cat/1.png": grey, "pets/cat/2.png": grey, "pets/dog/1.png": grey },
    args: ["pets"],
  },
  json_lines: {
    files: { "t.jsonl": '{"a":1,"b":"x"}\n{"a":2.5}\n{"a":null,"b":"y"}\n' },
    args: ["t.jsonl"],
  },
  no_such_file: { files: {}, args: ["shop.csv"] },
  a_grid_of_a_table: {
    files: { "t.csv": "a,y\n1,u\n2,v\n" },
    args: ["t.csv", "--out", "grid.png"],
  },
};

for (const [name, { files, args }] of Object.entries(looked)) {
  Deno.test(`data: ${name.replaceAll("_", " ")}`, async () => {
    await inFolder(async (folder) => {
      await writeFiles(folder, files);
      const { exitCode, stdout, stderr } = await command(folder, "data", ...args);
      await assertGolden(
        new URL(`${name}.txt`, goldens),
        `${stdout}${stderr}\nexit code ${exitCode}\n`,
      );
      assert.deepEqual(await filesIn(folder), Object.keys(files).sort());
    });
  });
}

Deno.test("images are drawn as a grid, a row for each class", async () => {
  await inFolder(async (folder) => {
    const files = { "pets/cat/1.png": square, "pets/cat/2.png": square, "pets/dog/1.png": square };
    await writeFiles(folder, files);
    const { exitCode, stdout } = await command(folder, "data", "pets", "--out", "grid.png");
    assert.equal(exitCode, 0);
    assert.match(stdout, /wrote grid.png\n$/);
    const { height, width, bytes } = await decodeImage(
      await Deno.readFile(join(folder, "grid.png")),
    );
    const one = await decodeImage(Uint8Array.from(square));
    const scale = Math.round(56 / Math.max(one.height, one.width));
    const cell = [scale * one.height + 2, scale * one.width + 2];
    assert.deepEqual([height, width], [2 * cell[0] + 2, 12 * cell[1] + 2]);
    const pixel = (y: number, x: number) => [
      ...bytes.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
    ];
    const corner = [...one.bytes.subarray(0, 3)];
    const white = [255, 255, 255];
    // Two cats above, a dog below, and nothing beside it.
    assert.deepEqual(pixel(2, 2), corner);
    assert.deepEqual(pixel(2, 2 + cell[1]), corner);
    assert.deepEqual(pixel(2 + cell[0], 2), corner);
    assert.deepEqual(pixel(2 + cell[0], 2 + cell[1]), white);
    assert.deepEqual(pixel(0, 0), white);
  });
});
