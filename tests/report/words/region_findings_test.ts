import assert from "node:assert/strict";
import { commonMistake, wrongSideFinding } from "../../../report/words/region_findings.ts";

const right = { truth: 0, said: 0, sure: 0.99 };
const sureWrong = { truth: 0, said: 1, sure: 0.9 };
const unsureWrong = { truth: 1, said: 0, sure: 0.6 };

Deno.test("wrong rows are told by where more than half of them lie", () => {
  const of = (...rows: readonly (typeof right)[]) => wrongSideFinding(rows, { sureFrom: 0.9 });
  assert.match(
    of(sureWrong, sureWrong, unsureWrong) ?? "",
    /^2 of the 3 rows .* at least 90% sure/,
  );
  assert.match(of(unsureWrong, unsureWrong) ?? "", /^All 2 rows .* less than 90% sure/);
  assert.equal(of(sureWrong, unsureWrong), undefined, "just half");
  assert.equal(of(sureWrong, right), undefined, "one row");
  assert.equal(of(right), "No row is on the wrong side.");
  assert.equal(of(), undefined);
});

Deno.test("of scores it is not known how sure they are", () => {
  const rows = [sureWrong, sureWrong];
  assert.equal(wrongSideFinding(rows, { sureFrom: 0.9, isScored: true }), undefined);
});

Deno.test("a mistake is common that more than half of at least two wrong rows share", () => {
  assert.deepEqual(commonMistake([right, sureWrong, sureWrong, unsureWrong]), {
    ...{ truth: 0, said: 1, rows: 2, of: 3 },
  });
  assert.equal(commonMistake([sureWrong, unsureWrong]), undefined);
  assert.equal(commonMistake([sureWrong]), undefined);
});
