/** The shapes in `data/` are those that the script beside them gives. */
import assert from "node:assert/strict";
import { shapeFiles } from "../../data/make_shapes.ts";

for (const [name, text] of Object.entries(shapeFiles())) {
  Deno.test(`data/${name} is what make_shapes.ts writes`, async () => {
    const url = new URL(`../../data/${name}`, import.meta.url);
    assert.equal(await Deno.readTextFile(url), text);
  });
}

Deno.test("the shapes have 100 points of each class", () => {
  for (const text of Object.values(shapeFiles())) {
    const labels = text.trim().split("\n").slice(1).map((line) => line.at(-1));
    assert.equal(labels.length, 200);
    assert.equal(labels.filter((label) => label === "1").length, 100);
  }
});

// The last points of make_moons(200, noise=0.2, random_state=0, shuffle=False) and of
// make_circles(200, noise=0.1, factor=0.5, random_state=0, shuffle=False), scikit-learn 1.9.1.
const lastPoints = { "moons.csv": "2.293316,0.670510,1", "circles.csv": "0.645671,0.053860,1" };

for (const [name, last] of Object.entries(lastPoints)) {
  Deno.test(`data/${name} ends as scikit-learn's`, () => {
    assert.equal(shapeFiles()[name].trim().split("\n").at(-1), last);
  });
}
