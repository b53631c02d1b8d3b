import assert from "node:assert/strict";
import { errorRanges, type ErrorRow } from "../../../report/input/error_rows.ts";
import { answerBands } from "../../../report/pictures/answer_bands.ts";
import { classCurves } from "../../../report/pictures/class_curves.ts";
import { binned, errorHistogram } from "../../../report/pictures/error_histogram.ts";
import { errorRangesPicture } from "../../../report/pictures/error_ranges.ts";
import { fittedCurve } from "../../../report/pictures/fitted_curve.ts";
import { importanceBars } from "../../../report/pictures/importance_bars.ts";
import { levelsPicture } from "../../../report/pictures/levels.ts";
import { agreementPicture, errorScatter } from "../../../report/pictures/number_scatters.ts";
import { hostile, occurrences, planeOf, steps } from "../sees_runs.ts";

const rows = Array.from({ length: 40 }, (_, at): ErrorRow => {
  const error = Math.sin(at) * (1 + at / 10);
  return { at, truth: at, said: at + error, error, name: `line ${at}` };
});
const scatter = { id: "s", title: "Rows", target: "mpg", rows, ringed: rows.slice(-3) };

Deno.test("the same rows are ringed and called against true and against predicted", () => {
  for (const { text } of [agreementPicture({ ...scatter, meanError: 1 }), errorScatter(scatter)]) {
    assert.equal(occurrences(text, 'class="point one"'), 40);
    assert.equal(occurrences(text, 'class="ring"'), 3);
    assert.equal(occurrences(text, ">line "), 3);
    assert.equal(occurrences(text, 'class="zero"'), 1);
  }
});

Deno.test("both axes of predicted against true have the same numbers", () => {
  const { text } = agreementPicture({ ...scatter, meanError: 1 });
  assert.equal(occurrences(text, ">20<"), 2);
});

Deno.test("bins hold every error, and zero is a border of them", () => {
  const bins = binned([-1.3, -0.2, 0, 0.1, 2]);
  assert.equal(bins.reduce((sum, { rows }) => sum + rows, 0), 5);
  assert(bins.some(({ low }) => low === 0));
  assert.deepEqual(binned([0, 0]).map(({ rows }) => rows), [2]);
});

Deno.test("a histogram has a bar for each bin with rows, and the number of the fullest", () => {
  const bins = binned(rows.map(({ error }) => error));
  const { text } = errorHistogram({ id: "h", title: "Errors", target: "mpg", bins });
  assert.equal(occurrences(text, "bar full"), bins.filter(({ rows }) => rows > 0).length);
  assert.match(text, new RegExp(`>${Math.max(...bins.map(({ rows }) => rows))}<`));
});

Deno.test("each range has its bar, its dot and its rows", () => {
  const ranges = errorRanges(rows);
  const { text } = errorRangesPicture({ id: "r", title: "Ranges", target: "mpg", ranges });
  assert.equal(ranges.length, 5);
  assert.equal(occurrences(text, "bar main"), 5);
  assert.equal(occurrences(text, "dot main"), 5);
  assert.match(text, />0 to 7</);
});

Deno.test("rows outside of their band are open circles", () => {
  const bands = [{ low: 0, high: 2, truth: 1 }, { low: 1, high: 3, truth: 4 }];
  const { text } = answerBands({ id: "b", title: "Bands", target: "mpg", rows: bands });
  assert.equal(occurrences(text, 'class="span"'), 2);
  assert.equal(occurrences(text, 'class="outside"'), 1);
  assert.match(text, /1 of 2 rows lie in their band/);
});

Deno.test("a bar has a tick for each shuffle, and the band is one row", () => {
  const { text } = importanceBars({
    id: "i",
    columns: [{ column: "a", drops: [3, 4], mean: 3.5 }, { column: "b", drops: [-1, 1], mean: 0 }],
    ...{ unit: "points", format: String, oneRow: 1 },
  });
  assert.equal(occurrences(text, 'class="tick"'), 4);
  assert.equal(occurrences(text, 'class="bar main"'), 2);
  assert.equal(occurrences(text, 'class="band"'), 1);
});

Deno.test("levels have a tint, a line and a number each", () => {
  const surface = planeOf((x, y) => [x + y]);
  const { text } = levelsPicture({ id: "l", title: "Levels", surface, points: [] });
  const lines = occurrences(text, 'class="contour"');
  assert(lines >= 3);
  assert.equal(occurrences(text, 'class="level"'), lines);
  assert.equal(occurrences(text, "halo"), lines);
});

Deno.test("a curve lies over its rows, and breaks where there is no number", () => {
  const xs = steps(5);
  const draw = (ys: readonly (number | null)[]) =>
    fittedCurve({
      ...{ id: "c", title: "Curve", along: "x", unit: "y", xs, ys },
      points: [{ x: 0, y: 1 }, { x: 1, y: 0, isPale: true }],
    }).text;
  assert.equal(occurrences(draw([0, 1, 2, 3, 4]), "<circle"), 2);
  assert.match(draw([0, 1, null, 3, 4]), /d="M[^M"]+M[^M"]+" class="line main"/);
});

Deno.test("several classes have a lane with their name, a single one has its rows at 0 and 1", () => {
  const xs = steps(5);
  const curve = (name: string, code: number) => ({ name, code, ys: xs });
  const shown = { id: "c", title: "Curves", along: "x", xs, unit: "probability" };
  const points = [{ x: 0.1, truth: 0 }, { x: 0.9, truth: 1 }];
  const several =
    classCurves({ ...shown, points, curves: [curve("a", 0), curve(hostile, 1)] }).text;
  assert.equal(occurrences(several, 'href="#small-'), 2);
  assert.equal(occurrences(several, 'href="#large-'), 2);
  assert.doesNotMatch(several, /<script/);
  const single = classCurves({ ...shown, points, curves: [curve("a", 1)] }).text;
  assert.match(single, /class="baseline"/);
  assert.equal(occurrences(single, "<use"), 2);
});
