import assert from "node:assert/strict";
import { columnHistogram } from "../../../report/pictures/column_histogram.ts";
import { wordBars } from "../../../report/pictures/word_bars.ts";
import { datesAlike } from "../../../report/words/dates.ts";
import { hostile, times } from "../parts_runs.ts";

/** The labels of a picture. */
const labels = (svg: unknown) =>
  [...String(svg).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

Deno.test("one group has bars and the count of the fullest", () => {
  const values = [1, 2, 2, 2, 4];
  const svg = columnHistogram({ id: "h", title: "t", groups: [{ values }] });
  assert.equal(times(String(svg), 'class="bar"'), 3);
  assert.deepEqual(labels(svg), ["3", "1", "2", "3", "4"]);
});

Deno.test("groups have a base line, a mark and a name each, and one of them the count", () => {
  const groups = ["a", hostile, "c"].map((name, code) => ({
    of: { code, name },
    values: [0.5 * code, 0.25 * code, 1.5, 1.5],
  }));
  const svg = String(columnHistogram({ id: "h", title: "t", groups }));
  assert.equal(times(svg, "<use"), 3);
  assert.equal(labels(svg).filter((text) => text === "2").length, 1);
  assert(!svg.includes("<script"));
});

Deno.test("what is not finite and what is missing everywhere still makes a picture", () => {
  for (const values of [[], [NaN], [5], [5, 5, 5], [1e-9, 2e-9], [-1e9, 1e9]]) {
    const svg = String(columnHistogram({ id: "h", title: "t", groups: [{ values }] }));
    assert(!svg.includes("NaN") && !svg.includes("Infinity"), `${values}: ${svg}`);
  }
});

Deno.test("days of years are years, those of months have their month", () => {
  const [first, next, day] = [1_577_836_800, 1_580_515_200, 1_580_601_600];
  assert.equal(datesAlike([first])(first), "2020");
  assert.equal(datesAlike([first, next])(next), "2020-02");
  assert.equal(datesAlike([first, day])(day), "2020-02-02");
  const values = [first, next, day, first + 9e7];
  const svg = columnHistogram({ id: "h", title: "t", groups: [{ values }], isDates: true });
  assert(labels(svg).includes("2021"));
});

Deno.test("words are cut in the picture and whole in its description", () => {
  const word = "a word that is too long for it";
  const svg = String(wordBars({ id: "w", title: "t", words: [{ word, count: 1 }] }));
  assert.match(svg, />a wo…r it</);
  assert.match(svg, new RegExp(`<desc[^>]*>${word} 1<`));
});
