import assert from "node:assert/strict";
import type { ClassPoint } from "../../../report/pictures/class_points.ts";
import { regionsPicture } from "../../../report/pictures/regions.ts";
import { hostile, occurrences, planeOf } from "../sees_runs.ts";

/** The right half is the second class, surer the further from the border. */
const surface = planeOf((x) => [1 - x, x]);
const names = ["left", "right"];

function pointsOf(right: number, wrong: number): readonly ClassPoint[] {
  return Array.from({ length: right + wrong }, (_, at) => ({
    ...{ x: (at + 0.5) / (right + wrong), y: 0.5, truth: at < wrong ? 1 : 0, said: 0 },
    ...{ sure: at / 100, name: `line ${at}` },
  }));
}

Deno.test("regions have a border and a sure part for each class, and a mark for each row", () => {
  const { text } = regionsPicture({
    ...{ id: "r", title: "Regions", surface, names, points: pointsOf(5, 0) },
  });
  assert.equal(occurrences(text, 'class="region edge'), 2);
  assert.equal(occurrences(text, 'class="region '), 4);
  assert.equal(occurrences(text, 'href="#large-'), 5);
  assert.equal(occurrences(text, 'class="ring"'), 0);
  assert.match(text, />left</);
  assert.match(text, />right</);
});

Deno.test("a picture on the ground of another one does not hold it again", () => {
  const { text } = regionsPicture({
    ...{ id: "two", title: "Regions", surface, names, points: [], ground: "one" },
  });
  assert.doesNotMatch(text, /<defs>/);
  assert.match(text, /href="#one-ground"/);
});

Deno.test("scores have no sure part", () => {
  const { text } = regionsPicture({
    ...{ id: "r", title: "Regions", surface, names, points: [], isScored: true },
  });
  assert.equal(occurrences(text, 'class="region '), 2);
});

Deno.test("up to ten wrong rows are ringed and three are called, the surest first", () => {
  const draw = (wrong: number) =>
    regionsPicture({ id: "r", title: "Regions", surface, names, points: pointsOf(20, wrong) }).text;
  assert.equal(occurrences(draw(10), 'class="ring"'), 10);
  assert.equal(occurrences(draw(10), ">line "), 3);
  assert.match(draw(10), />line 9</);
  assert.equal(occurrences(draw(11), 'class="ring"'), 0);
  assert.equal(occurrences(draw(11), " wrong"), 11);
  assert.equal(occurrences(draw(11), " faint"), 20);
});

Deno.test("a class that is answered nowhere has no region and no name", () => {
  const { text } = regionsPicture({
    ...{ id: "r", title: "Regions", surface: planeOf(() => [0.7, 0.3]), names, points: [] },
  });
  assert.equal(occurrences(text, 'class="region edge'), 1);
  assert.doesNotMatch(text, />right</);
});

Deno.test("names are escaped", () => {
  const { text } = regionsPicture({
    ...{ id: "r", title: hostile, surface: planeOf((x) => [1 - x, x], [hostile, "y"]) },
    ...{ names: [hostile, "b"], points: [] },
  });
  assert.doesNotMatch(text, /<script/);
});
