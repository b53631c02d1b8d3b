import assert from "node:assert/strict";
import { cut, strongWidthOf, widthOf } from "../../../report/marks/text_width.ts";

const isolated = /^\u2068.*\u2069$/u;

Deno.test("a text is at least as wide as its usual letters, wider where they are wide", () => {
  assert.equal(widthOf("illicit"), 7 * 7.2);
  assert(widthOf("mmm") > 3 * 11);
  assert(widthOf("−200G") > 40);
  assert(widthOf("中文字") > 36);
  assert(strongWidthOf("abc") > widthOf("abc"));
});

Deno.test("a long name is cut in the middle, one of wide letters sooner", () => {
  assert.equal(cut("petal_length"), "petal_length");
  assert.equal(cut("a".repeat(9) + "b".repeat(9)), "aaaaaaa…bbbbbbb");
  assert(widthOf(cut("中".repeat(40))) <= 15 * 7.2 * 1.25);
  assert.match(cut("中".repeat(40)), /^中+…中+$/);
});

Deno.test("a name from right to left is set apart, which takes no room", () => {
  assert.match(cut("חתול"), isolated);
  assert.match(cut("cat 12 חתול"), isolated);
  assert.doesNotMatch(cut("cat"), isolated);
  assert.equal(widthOf(cut("חתול")), widthOf("חתול"));
});
