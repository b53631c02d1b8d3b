/** Each rule of what is said about wrong classes, on both its sides. */
import assert from "node:assert/strict";
import { markup } from "../../../report/markup/markup.ts";
import { mixUpsOf } from "../../../report/statistics/class_results.ts";
import {
  calibrationFinding,
  leastFound,
  matrixFinding,
  mostWrong,
  surenessFinding,
} from "../../../report/words/class_findings.ts";

const names = ["ant", "bee", "cow"];

/** Without the marks around the names. */
function text(content: Parameters<typeof markup>[1]): string {
  return markup`${content}`.text.replaceAll(/<[^>]*>/g, "");
}

function most(counts: number[][], classes = names): string {
  return text(mostWrong(mixUpsOf(counts), classes));
}

Deno.test("most wrong rows are of one kind where more than half are", () => {
  assert.equal(most([[5, 3, 0], [0, 5, 0], [0, 0, 5]]), "All are ant taken for bee.");
  assert.equal(most([[5, 3, 0], [0, 5, 2], [0, 0, 5]]), "3 of them are ant taken for bee.");
  assert.equal(most([[5, 2, 0], [1, 5, 2], [0, 0, 5]]), "3 of them lie between ant and bee.");
  assert.equal(most([[5, 1, 1], [1, 5, 1], [0, 0, 5]]), "");
  assert.equal(most([[5, 1, 0], [0, 5, 0], [0, 0, 5]]), "");
  assert.equal(most([[5, 2], [2, 5]], ["ant", "bee"]), "");
});

Deno.test("a matrix shows that its diagonal is alone, or nearly", () => {
  assert.equal(text(matrixFinding([[5, 0], [0, 5]], names)), "No cell off the diagonal is filled.");
  assert.equal(
    text(matrixFinding([[5, 1], [0, 5]], names)),
    "Only one cell off the diagonal is filled.",
  );
  assert.equal(text(matrixFinding([[5, 1], [1, 5]], ["ant", "bee"])), "");
});

Deno.test("a matrix shows a class that is never answered", () => {
  assert.equal(
    text(matrixFinding([[5, 0, 1], [4, 0, 1], [0, 0, 5]], names)),
    "bee is never answered.",
  );
  const absent = [[5, 0, 1], [0, 0, 0], [1, 0, 5]];
  assert.equal(text(matrixFinding(absent, names)), "");
});

Deno.test("a matrix shows two classes that hold more than half of at least 4 wrong rows", () => {
  assert.equal(
    text(matrixFinding([[5, 2, 0], [1, 5, 1], [0, 0, 5]], names)),
    "3 of 4 wrong rows lie between ant and bee.",
  );
  assert.equal(text(matrixFinding([[5, 1, 0], [1, 5, 1], [0, 1, 5]], names)), "");
  assert.equal(text(matrixFinding([[5, 1, 0], [1, 5, 1], [0, 0, 5]], names)), "");
});

Deno.test("a matrix of two classes shows which way they are mixed up, from twice as often on", () => {
  const two = ["ant", "bee"];
  assert.equal(
    text(matrixFinding([[5, 4], [2, 5]], two)),
    "ant is taken for bee more often, 4 times, than the other way round, 2.",
  );
  assert.equal(text(matrixFinding([[5, 4], [3, 5]], two)), "");
});

Deno.test("a class is found least often where the intervals lie apart", () => {
  const others = { rows: 100, named: 100, right: 95 };
  const of = (right: number) => text(leastFound([{ rows: 20, named: 20, right }, others], names));
  assert.equal(of(8), "ant is found least often, 8 of 20 times.");
  assert.equal(of(18), "");
  assert.equal(text(leastFound([others], names)), "");
});

Deno.test("wrong answers are sure ones or doubtful ones, or nothing is said", () => {
  const of = (...sure: number[]) => surenessFinding(sure.map((each) => ({ sure: each })));
  assert.equal(of(0.95, 0.97, 0.6), "2 of 3 wrong answers got more than 0.90.");
  assert.equal(of(0.95, 0.6), undefined);
  assert.equal(of(0.79, 0.51), "No wrong answer got more than 0.79.");
  assert.equal(of(0.81, 0.51), undefined);
  assert.equal(of(0.51), undefined);
});

Deno.test("a model is surer than it is right where the mean lies outside the interval", () => {
  // The interval of 90 of 100 is 0.826 to 0.945.
  const of = (mean: number) => calibrationFinding({ mean, hits: 90, rows: 100 });
  assert.equal(
    of(0.96),
    "The model is surer than it is right: its answers get 0.96 on average, and 90% of them are right.",
  );
  assert.match(of(0.8) ?? "", /^The model is less sure than it is right/);
  assert.equal(of(0.9), undefined);
});
