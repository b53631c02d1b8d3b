/**
 * The trained rows of the course: their variants on the small sets that are shipped, and one of them on the
 * data of the course, in the folder that `PENSTOCK_DATA` names. `deno task course` does all of it.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseOverride } from "../../dsl/syntax/parse_override.ts";
import { unwrap } from "../../dsl/text/diagnostic.ts";
import { runFile, type RunFileOptions } from "../../runtime/commands/run_file.ts";
import { manifestOf } from "../../tools/course/data.ts";
import { meanOf } from "../../runtime/evaluate/mean.ts";
import { allowedDifference } from "../../tools/course/statistics.ts";
import reference from "../../tools/course/reference.json" with { type: "json" };
import { inFolder } from "../runtime/pipelines.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const data = Deno.env.get("PENSTOCK_DATA");
const context = { workingDirectory: root, allowed: data === undefined ? [] : [data] };

function ran(path: string, epochs: number, options: Omit<RunFileOptions, "context" | "overrides">) {
  const overrides = [unwrap(parseOverride(`epochs=${epochs}`))];
  return runFile(`pipelines/${path}.pipe`, { context, overrides, ...options });
}

const variants = {
  "fashion/normalisations": ["raw", "standard"],
  // Its other two have three million parameters: what they say is checked, and they train in the course.
  "faces/faces": ["raw"],
  "spiral/mlp": ["held_out"],
};

for (const [path, names] of Object.entries(variants)) {
  for (const variant of names) {
    Deno.test(`pipelines/${path}.pipe trains its variant ${variant} for an epoch`, () =>
      inFolder(async (folder) => {
        const { metrics } = await ran(path, 1, { variant, out: join(folder, "out") });
        assert.equal(metrics.epochs, 1);
        assert.deepEqual(Object.keys(metrics.parts), ["train", "test"]);
      }));
  }
}

Deno.test("the wider a net, the closer it comes to the wave", async () => {
  const errors: number[] = [];
  for (const width of [1, 16]) {
    await inFolder(async (folder) => {
      const overrides = [unwrap(parseOverride(`width=${width}`))];
      const options = { context, overrides, out: join(folder, "out") };
      const { metrics: { parts: { train } } } = await runFile("pipelines/width/wave.pipe", options);
      assert(train);
      errors.push(train.mse);
    });
  }
  const [one, sixteen] = errors;
  assert(one > 4 * sixteen, `${errors}`);
});

const isHere = data !== undefined &&
  await Deno.stat(join(data, "fashion-mnist")).then(() => true, () => false);
if (!isHere) console.log("course rows: PENSTOCK_DATA names no folder that has Fashion-MNIST");

Deno.test({
  name: "T3: after five epochs of Fashion-MNIST softmax regression is where PyTorch is",
  ignore: !isHere,
  fn: () =>
    inFolder(async (folder) => {
      const { trained, prepared } = await ran("fashion/softmax", 5, {
        ...{ variant: "whole", data: manifestOf("fashion-mnist", folder) },
        out: join(folder, "out"),
      });
      const running = trained.history.at(-1)?.train.accuracy;
      assert(running !== undefined);
      const known = reference["deck2.fashion_softmax_div255_sgd_lr0.1 running_acc 5"];
      const allowed = allowedDifference([running], known, { rows: prepared.parts[0].rows });
      assert(Math.abs(running - meanOf(known)) <= allowed, `${running} beside ${meanOf(known)}`);
    }),
});
