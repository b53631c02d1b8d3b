import assert from "node:assert/strict";
import { idleColumns, mainColumn } from "../../../report/words/importance_findings.ts";
import { lossUnit } from "../../../report/words/metric_words.ts";
import { changeFinding, flatFinding } from "../../../report/words/curve_shape.ts";

function columnOf(column: string, ...drops: readonly number[]) {
  return { column, drops, mean: drops.reduce((sum, each) => sum + each, 0) / drops.length };
}

Deno.test("a column is the main one with more than half of all and more than twice the next", () => {
  const small = [columnOf("b", 2), columnOf("c", 2)];
  assert.equal(mainColumn([columnOf("a", 4.1), ...small]), "a");
  assert.equal(mainColumn([columnOf("a", 4), ...small]), undefined, "just half");
  assert.equal(mainColumn([columnOf("a", 3.9), columnOf("b", 2)]), undefined, "not twice the next");
  assert.equal(mainColumn([columnOf("a", 4.1), columnOf("b", 2)]), "a");
  assert.equal(mainColumn([columnOf("a", 4)]), undefined, "it is the only one");
});

Deno.test("a column is idle where every shuffle lies within one row of zero", () => {
  const columns = [columnOf("a", 0.1, -0.1000001), columnOf("b", 0, 0.11), columnOf("c", 0, 0)];
  assert.deepEqual(idleColumns(columns, 0.1), ["a", "c"]);
});

Deno.test("what is lost has the unit of the metric", () => {
  assert.equal(lossUnit("accuracy", "mpg"), "points of accuracy lost");
  assert.equal(lossUnit("mae", "mpg"), "mpg added to the mean absolute error");
  assert.equal(lossUnit("mse", "mpg"), "added to the mean squared error");
  assert.equal(lossUnit("roc_auc", "mpg"), "ROC AUC lost");
});

Deno.test("a line is flat that reaches over less than half of the range of the rows", () => {
  assert.match(flatFinding([0, 4.9], [0, 10]) ?? "", /49% of the range/);
  assert.equal(flatFinding([0, 5], [0, 10]), undefined);
  assert.equal(flatFinding([null], [0, 10]), undefined);
});

Deno.test("up to two changes of the answer are told by their place", () => {
  const of = (...seconds: readonly number[]) =>
    changeFinding([seconds.map((each) => 1 - each), seconds], seconds.map((_, at) => at));
  assert.equal(of(0, 0, 0), "The answer is the same everywhere.");
  assert.equal(of(0, 1, 1), "The answer changes at 0.500.");
  assert.equal(of(0, 1, 0), "The answer changes at 0.500 and at 1.50.");
  assert.equal(of(0, 1, 0, 1), "The answer changes at 3 places.");
});
