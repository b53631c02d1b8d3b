/** docs/report.md shows each of its pictures, and these are what its commands make. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { reportPictures } from "../../docs/report_pictures.ts";
import { restyled } from "../../docs/standalone_picture.ts";
import { root } from "./api_example.ts";
import { assertAlike, assertFresh, picturesFolder } from "./report_pictures.ts";

const page = await Deno.readTextFile(join(root, "docs/report.md"));
const files = [...Deno.readDirSync(picturesFolder)].map(({ name }) => name).sort();

Deno.test("docs/report.md shows every picture once, with words for those who do not see it", () => {
  const shown = [...page.matchAll(/!\[([^\]]*)\]\(pictures\/([^)]+)\)/g)];
  assert.deepEqual(shown.map(([, , name]) => name).sort(), files);
  assert.deepEqual(shown.filter(([, words]) => words.length < 20), []);
  const made = reportPictures.flatMap(({ pictures }) => Object.keys(pictures));
  assert.deepEqual(made.map((name) => `${name}.svg`).sort(), files);
});

Deno.test("docs/report.md has the command of every picture", () => {
  const text = page.replaceAll(/\s+/g, " ");
  const missing = reportPictures.map(({ command }) => command)
    .filter((command) => !text.includes(command));
  assert.deepEqual(missing, []);
});

Deno.test("pictures have the style of reports: deno task report-pictures", () => {
  for (const name of files) {
    const file = Deno.readTextFileSync(join(picturesFolder, name));
    assert.equal(restyled(file), file, name);
    assert(
      file.includes("prefers-color-scheme: dark") && !/https?:(?!\/\/www\.w3\.org)/.test(file),
    );
  }
});

/** What is quick to run; tests/slow runs all. */
const quick =
  /iris\.pipe$|lr=0\.001 --set epochs=10$|wine\.yaml$|softmax\.pipe$|cars\/linear\.pipe$/;

for (const each of reportPictures.filter(({ command }) => quick.test(command))) {
  Deno.test(`the pictures of ${each.command} are fresh`, () => assertFresh(each));
}

Deno.test("a picture with another word or without its points is another one", () => {
  const points = '<circle cx="1" r="2" class="dot"/>'.repeat(9);
  const picture = (text: string, marks: string) => `<svg><text>${text}</text>${marks}</svg>`;
  const one = picture("valid 0.25", points);
  assertAlike(picture("valid 0.26", points.replace('cx="1"', 'cx="1.1"')), one, "a.svg");
  assert.throws(() => assertAlike(picture("test 0.25", points), one, "a.svg"));
  assert.throws(() => assertAlike(picture("valid 0.25", points.slice(0, 99)), one, "a.svg"));
  assert.throws(() => assertAlike(picture("valid 0.25", ""), one, "a.svg"));
});
