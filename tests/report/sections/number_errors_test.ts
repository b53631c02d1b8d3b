import assert from "node:assert/strict";
import { numberErrorsSection } from "../../../report/sections/number_errors.ts";
import { markup } from "../../../report/markup/markup.ts";
import { hostile, numberColumn, numberPart, occurrences, runWith } from "../sees_runs.ts";

const columns = [numberColumn("x", "feature"), numberColumn("mpg", "target")];

function sectionOf(rows: readonly (readonly [number, number | null])[], names = ["mpg"]) {
  const test = numberPart(rows, { x: rows.map((_, at) => at) });
  const section = numberErrorsSection(runWith({
    ...{ columns, answers: { kind: "numbers", names }, parts: { test } },
  }));
  return section && markup`${section.say}${section.show}`.text;
}

const many = Array.from({ length: 40 }, (_, at) => [at, at + Math.sin(at)] as const);

Deno.test("errors of numbers have their pictures and the worst rows", () => {
  const text = sectionOf(many) ?? "";
  for (const id of ["agreement", "residuals", "error-sizes", "error-ranges"]) {
    assert.equal(occurrences(text, `id="${id}-title"`), 1, id);
  }
  assert.match(text, /The 10 worst rows/);
  assert.match(text, /<th scope="row">\d+<\/th><td>[+\u2212]/);
});

Deno.test("classes have none of them", () => {
  assert.equal(
    numberErrorsSection(runWith({ answers: { kind: "classes", names: ["a"] } })),
    undefined,
  );
});

Deno.test("two rows make a table and no picture", () => {
  const text = sectionOf(many.slice(0, 2)) ?? "";
  assert.doesNotMatch(text, /<svg/);
  assert.match(text, /2 rows make no picture/);
});

Deno.test("rows without a number are counted, and where every one is right there is no histogram", () => {
  const text = sectionOf([[1, 1], [2, 2], [3, 3], [4, null]]) ?? "";
  assert.match(text, /1 row got no number/);
  assert.match(text, /Every prediction is right/);
  assert.doesNotMatch(text, /error-sizes/);
  assert.doesNotMatch(text, /class="ring"/);
});

Deno.test("a lean is told by its finding, and none without", () => {
  assert.match(
    sectionOf(many.map(([truth]) => [truth, truth + 1])) ?? "",
    /<b>Predictions are 1\.0 too high/,
  );
  assert.match(sectionOf(many) ?? "", /Whether they lean high or low, 40 rows cannot tell/);
});

Deno.test("quantiles have their bands", () => {
  const test = {
    ...numberPart(many, {}),
    answers: many.flatMap(([truth, said]) => [said - 2, said, truth < 20 ? said + 2 : said]),
  };
  const names = ["mpg_0.1", "mpg_0.5", "mpg_0.9"];
  const section = numberErrorsSection(runWith({
    ...{ columns, answers: { kind: "numbers", names }, parts: { test } },
  }));
  const text = markup`${section?.show}`.text;
  assert.equal(occurrences(text, 'class="span"'), 40);
  assert.match(text, /Between the 0\.1 and the 0\.9 quantile/);
});

Deno.test("several targets have a table, and pictures of the first", () => {
  const test = {
    ...numberPart(many, {}),
    targets: many.flatMap(([truth]) => [truth, truth]),
    answers: many.flatMap(([truth, said]) => [said, truth]),
  };
  const section = numberErrorsSection(runWith({
    columns: [...columns, numberColumn(hostile, "target")],
    answers: { kind: "numbers", names: ["mpg", hostile] },
    parts: { test },
  }));
  const text = markup`${section?.show}`.text;
  assert.match(text, /Errors of each target/);
  assert.match(text, /The pictures below are of <bdi>mpg/);
  assert.doesNotMatch(text, /<script/);
});
