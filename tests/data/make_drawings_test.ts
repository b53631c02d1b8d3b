/** Data that scripts write are what those write, and the small pictures are the first of all. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { drawingFiles } from "../../data/make_drawings.ts";
import { functionFiles } from "../../data/make_functions.ts";

const folder = fileURLToPath(new URL("../../data/", import.meta.url));
const unpacked = (path: string) => new Uint8Array(gunzipSync(Deno.readFileSync(path)));

Deno.test("the drawings are what make_drawings.ts writes", () => {
  for (const [name, bytes] of Object.entries(drawingFiles())) {
    assert.deepEqual(unpacked(`${folder}${name}.gz`), bytes, name);
  }
});

Deno.test("the wave and the marks are what make_functions.ts writes", () => {
  for (const [name, text] of Object.entries(functionFiles())) {
    assert.equal(Deno.readTextFileSync(folder + name), text, name);
  }
});

const data = Deno.env.get("PENSTOCK_DATA");
const isHere = data !== undefined &&
  await Deno.stat(join(data, "fashion-mnist")).then(() => true, () => false);
if (!isHere) console.log("fashion-small: PENSTOCK_DATA names no folder that has Fashion-MNIST");

Deno.test({
  name: "fashion-small has the first pictures of Fashion-MNIST",
  ignore: !isHere,
  fn() {
    assert(data !== undefined);
    for (const [small, large] of [["train", "train"], ["test", "t10k"]]) {
      for (const [kind, axes] of [["images", 3], ["labels", 1]] as const) {
        const first = unpacked(`${folder}fashion-small/${small}-${kind}.gz`);
        const all = unpacked(join(data, `fashion-mnist/${large}-${kind}-idx${axes}-ubyte.gz`));
        // Behind the sizes, of which the first says how many there are.
        const header = 4 + 4 * axes;
        const count = first.length - header;
        assert.deepEqual(first.subarray(header), all.subarray(header, header + count));
        assert.deepEqual(first.subarray(8, header), all.subarray(8, header));
      }
    }
  },
});
