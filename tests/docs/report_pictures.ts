/** Whether pictures show the same: trained numbers may differ in their last digits between processors. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { picturesOf, type PicturesOfCommand } from "../../docs/report_pictures.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { root } from "./api_example.ts";

/** The pictures of `docs/report.md`. */
export const picturesFolder = join(root, "docs/pictures");

/** Runs a command of the page, and compares its pictures with those that lie there. */
export async function assertFresh(each: PicturesOfCommand): Promise<void> {
  const made = await inFolder((folder) => picturesOf(each, folder));
  for (const [name, text] of Object.entries(made)) {
    assertAlike(text, await Deno.readTextFile(join(picturesFolder, name)), name);
  }
}

/** Compares two pictures by their texts without numbers, and by how many there are of each kind of mark. */
export function assertAlike(made: string, there: string, name: string): void {
  const why = `docs/pictures/${name} is not what its command makes: deno task report-pictures`;
  assert.deepEqual(textsIn(made), textsIn(there), why);
  const [counts, others] = [marksIn(made), marksIn(there)];
  assert.deepEqual([...counts.keys()].sort(), [...others.keys()].sort(), why);
  for (const [mark, count] of counts) {
    const other = others.get(mark) ?? 0;
    // A row more or less may be wrong, and a number more or less on an axis.
    assert(Math.abs(count - other) <= Math.max(2, 0.1 * other), `${why}: ${count} ${mark}`);
  }
}

const number = /[−±>]?\d[\d.,]*%?/g;

function textsIn(picture: string): readonly string[] {
  const body = picture.replace(/<style>[^]*?<\/style>/, "");
  const texts = [...body.matchAll(/>([^<>]+)</g)].map(([, text]) => text.trim())
    .map((text) => text.replaceAll(number, "#"));
  return [...new Set(texts)].filter((text) => text !== "").sort();
}

function marksIn(picture: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const body = picture.replace(/<style>[^]*?<\/style>/, "");
  // How dark a cell of a table is follows from its number.
  for (const [, element, rest] of body.matchAll(/<(\w+)([^>]*)>/g)) {
    const classes = /class="([^"]*)"/.exec(rest)?.[1].replaceAll(/(right|wrong)-\d/g, "$1") ?? "";
    const mark = `${element} ${classes}`.trim();
    counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return counts;
}
