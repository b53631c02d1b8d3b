/** What the commands print on a screen of 40 columns. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { describeParams } from "../../../cli/text/params.ts";
import { describePlan } from "../../../cli/text/plan.ts";
import { explanationText } from "../../../cli/text/explain.ts";
import { gradcheckText } from "../../../cli/text/gradcheck.ts";
import { describeMetrics, describePrepared } from "../../../cli/text/summary.ts";
import { accessFor, explainFile, gradcheckFile, listParams, planFile, run } from "../../../mod.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const context = { workingDirectory: root, allowed: [] };
const width = 40;

function assertNarrow(text: string): void {
  const wide = text.split("\n").filter((line) => line.length > width);
  assert.deepEqual(wide, []);
}

Deno.test("a plan fits a narrow screen, below the lines of its pipeline", async () => {
  const plan = await planFile("pipelines/vision/vit_digits.pipe", { context });
  const text = describePlan(plan, { width });
  assertNarrow(text.slice(plan.resolved.length));
});

Deno.test("parameters fit a narrow screen", async () => {
  assertNarrow(describeParams(await listParams("pipelines/classify.pipe", { context }), { width }));
});

Deno.test("what is said before and after a run fits a narrow screen", async () => {
  const text = await Deno.readTextFile(`${root}/pipelines/iris.pipe`);
  const metrics = "accuracy, precision, recall, f1, each: f1(average = none), " +
    "confusion_matrix, log_loss, roc_auc";
  const name = "pipelines/iris.pipe";
  const source = { name, text: text.replace("metric accuracy", `metric ${metrics}`) };
  const result = await run(source, {
    name: "iris",
    access: accessFor(`${root}pipelines`, context),
  });
  assertNarrow(describePrepared(result.prepared, { width }));
  const shown = describeMetrics(result.metrics, { width });
  assertNarrow(shown);
  for (const name of ["precision", "log_loss", "versicolor"]) assert(shown.includes(name), shown);
});

Deno.test("gradients, and matrices one below the other, fit a narrow screen", async () => {
  const file = "pipelines/course/h2_linear_hidden.pipe";
  const { prepared, explanation, options } = await explainFile(file, { context });
  const text = explanationText(prepared, explanation, { ...options, width });
  assertNarrow(text.split("\n").filter((line) => !line.includes("  (pipelines/")).join("\n"));
  const checked = await gradcheckFile(file, { context });
  assertNarrow(gradcheckText(checked.checks, { ...checked.options, width }).split("\n\n")[1]);
});
