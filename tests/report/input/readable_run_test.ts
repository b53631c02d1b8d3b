import assert from "node:assert/strict";
import { readableRun } from "../../../report/input/readable_run.ts";
import { numberColumns, runOf } from "../hostile/made_run.ts";

Deno.test("a name of nothing says so wherever it stands", () => {
  const run = runOf({
    ...{ names: ["", " ", "c"], target: "kind" },
    columns: [...numberColumns([""]), { name: "w", cellOf: () => "" }],
  });
  const { metrics, records } = readableRun(run);
  assert.deepEqual(records.answers.names, ["(empty)", "(blank)", "c"]);
  assert.deepEqual(metrics.class_counts?.classes, records.answers.names);
  assert.equal(metrics.baselines?.[0].says, "(empty)");
  assert.deepEqual(records.columns.map(({ name }) => name), ["(empty)", "w", "kind"]);
  const { columns = {} } = records.parts.test?.cells ?? {};
  assert.deepEqual(Object.keys(columns), ["(empty)", "w"]);
  assert.equal(columns["w"][0], "(empty)");
  assert.equal(typeof columns["(empty)"][0], "number");
});

Deno.test("a run whose names can be seen is what it was", () => {
  const run = runOf({ names: ["a", "b"], columns: numberColumns(["x"]) });
  assert.deepEqual(readableRun(run), run);
});
