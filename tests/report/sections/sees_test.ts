import assert from "node:assert/strict";
import type { Records } from "../../../report/input/records.ts";
import { markup } from "../../../report/markup/markup.ts";
import { seesSection } from "../../../report/sections/sees.ts";
import {
  classPart,
  hostile,
  numberColumn,
  numberPart,
  occurrences,
  planeOf,
  runWith,
  steps,
} from "../sees_runs.ts";

const axis = steps(20);
const columns = ["x", "y", "z"].map((name) => numberColumn(name, "feature"));
const train = classPart(axis.map((x) => [Number(x > 0.5), x]), { x: axis, y: axis, z: axis });
const test = classPart(axis.map((x) => [Number(x > 0.3), x]), { x: axis, y: axis, z: axis });
const answers = { kind: "classes", names: ["left", "right"] } as const;

function importance(...drops: readonly (readonly [string, number])[]): Records["importance"] {
  return {
    ...{ part: "test", rows: 20, metric: "accuracy", shuffles: 2, base: 0.9 },
    columns: drops.map(([column, drop]) => ({ column, drops: [drop, drop] })),
  };
}

function shown(records: Partial<Records>): string {
  const section = seesSection(runWith({ columns, answers, parts: { train, test }, ...records }));
  return markup`${section?.say}${section?.show}`.text;
}

Deno.test("two columns make two panels on one ground", () => {
  const text = shown({ surface: planeOf((x) => [1 - x, x]) });
  assert.equal(occurrences(text, "<defs>"), 1);
  assert.equal(occurrences(text, 'href="#regions-train-ground"'), 2);
  assert.match(text, /What it learned from: 20 training rows/);
  assert.match(text, /What it is judged on: 20 test rows/);
});

Deno.test("without a test part there is one panel", () => {
  const text = shown({ surface: planeOf((x) => [1 - x, x]), parts: { train } });
  assert.equal(occurrences(text, "<svg"), 1);
  assert.match(text, /No row is on the wrong side/);
});

Deno.test("more columns show what each of them is worth, and rows over the two that matter most", () => {
  const text = shown({ importance: importance(["x", 0.01], ["y", 0.2], ["z", 0.4]) });
  assert.match(text, /<b><code class="mono"><bdi>x<\/bdi><\/code> makes no difference/);
  assert.match(text, /id="columns-title"/);
  assert.match(text, /The two columns that matter most/);
  assert.match(text, /3 columns leave no plane/);
});

Deno.test("over twelve columns the rest is in the numbers", () => {
  const many = Array.from({ length: 300 }, (_, at) => [`c${at}`, at / 1000] as const);
  const text = shown({ importance: importance(...many) });
  assert.equal(occurrences(text, 'class="bar main"'), 12);
  assert.match(text, /The first 12 of 300 columns/);
  assert.match(text, /c3</);
});

Deno.test("why importance was left out is said", () => {
  const text = shown({ importance: { left_out: "there are 101 columns" } });
  assert.match(text, /was not tried: there are 101 columns\./);
});

Deno.test("a run with nothing to show has no section", () => {
  assert.equal(seesSection(runWith({ answers, parts: { train } })), undefined);
});

Deno.test("one column makes a curve, for classes and for numbers", () => {
  const line = { columns: ["x"], axes: [axis] };
  const classes = shown({ surface: { ...line, answers: axis.flatMap((x) => [1 - x, x]) } });
  assert.match(classes, /probability of right/);
  assert.match(classes, /The answer changes at 0\.500/);
  const numbers = shown({
    surface: { ...line, answers: axis.map((x) => x / 3) },
    ...{
      answers: { kind: "numbers", names: ["mpg"] },
      columns: [...columns, numberColumn("mpg", "target")],
    },
    parts: { test: numberPart(axis.map((x) => [x, x]), { x: axis }) },
  });
  assert.match(numbers, /<b>The line reaches over 33% of the range/);
});

Deno.test("a number over two columns has its levels, with the worst rows ringed", () => {
  const text = shown({
    surface: planeOf((x, y) => [x * y]),
    ...{
      answers: { kind: "numbers", names: ["mpg"] },
      columns: [...columns, numberColumn("mpg", "target")],
    },
    parts: { test: numberPart(axis.map((x) => [x, x * x]), { x: axis, y: axis }) },
  });
  assert(occurrences(text, 'class="contour"') > 2);
  assert.equal(occurrences(text, 'class="ring"'), 3);
});

Deno.test("labels over two columns have a picture each", () => {
  const part = { ...test, targets: axis.flatMap(() => [1, 0]), labels: axis.flatMap(() => [1, 1]) };
  const text = shown({
    surface: planeOf((x, y) => [x, y]),
    answers: { kind: "labels", names: ["near", hostile] },
    parts: { test: part },
  });
  assert.equal(occurrences(text, "<svg"), 2);
  assert.match(text, /20 of 20 are on the wrong side/);
  assert.doesNotMatch(text, /<script/);
});

Deno.test("names of columns and classes are escaped", () => {
  const text = shown({
    columns: [hostile, "y"].map((name) => numberColumn(name, "feature")),
    answers: { kind: "classes", names: [hostile, "b"] },
    importance: importance([hostile, 0.4], ["y", 0.1], ["z", 0]),
    parts: { test: classPart(axis.map((x) => [0, x]), { [hostile]: axis, y: axis }) },
  });
  assert.match(text, /id="columns-title"/);
  assert.doesNotMatch(text, /<script/);
});
