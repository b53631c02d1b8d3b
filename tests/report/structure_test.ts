/**
 * What the pictures of some pipelines that we ship are made of. What changed on purpose:
 * `deno task test --update-snapshots tests/report/structure_test.ts`.
 */
import assert from "node:assert/strict";
import { type PageElement, readPage } from "./hostile/read_page.ts";
import { shippedPage, shippedPipelines } from "./shipped_pages.ts";

for (const [path, variant] of shippedPipelines) {
  Deno.test(`the pictures of pipelines/${path} are made of these marks`, async (t) => {
    const { elements, mistakes } = readPage(await shippedPage(path, variant));
    assert.deepEqual(mistakes, []);
    await t.assertSnapshot(picturesOf(elements));
  });
}

/** The marks and the texts of each picture, by its id. */
function picturesOf(elements: readonly PageElement[]): Readonly<Record<string, unknown>> {
  const pictures = elements.filter(({ name, attributes }) =>
    name === "svg" && attributes.get("role") === "img"
  );
  return Object.fromEntries(pictures.map((svg) => {
    const id = svg.attributes.get("aria-labelledby")?.split("-title")[0] ?? "";
    const inside = elements.filter(({ within }) => within === svg);
    return [id, { marks: marksOf(inside), texts: inside.flatMap(textOf).join(" | ") }];
  }));
}

/** How often each kind of mark is there. */
function marksOf(elements: readonly PageElement[]): string {
  const counts = new Map<string, number>();
  for (const { name, attributes } of elements) {
    if (name === "title" || name === "desc") continue;
    const classes = attributes.get("class")?.split(" ") ?? [];
    const kind = [name, ...classes].join(".");
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, times]) => `${times} ${kind}`).sort().join(", ");
}

/** A text without its numbers: those of a training differ in their last digits from machine to machine. */
function textOf({ name, text }: PageElement): readonly string[] {
  const words = text.replaceAll(/[−+]?\d[\d.,]*(?:e[−-]?\d+)?/g, "#");
  return name === "text" && /\p{L}/u.test(words) ? [words] : [];
}
