/** `docs/metrics.schema.json` says what `metrics.json` holds, of every kind of model. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { metricsJson } from "../../runtime/results/metrics.ts";
import { askedModel, kinds } from "../models/kinds.ts";
import { command } from "../cli/command.ts";
import { inFolder, writeFiles } from "../runtime/pipelines.ts";

const schema = JSON.parse(
  await Deno.readTextFile(new URL("../../docs/metrics.schema.json", import.meta.url)),
);
const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);

function assertValid(metrics: unknown, what: string): void {
  assert(validate(metrics), `${what}: ${JSON.stringify(validate.errors)}`);
}

Deno.test("metrics.json of a model of every kind is as its schema says", async () => {
  for (const name of Object.keys(kinds)) {
    const { result: { metrics } } = await askedModel(name);
    assertValid(JSON.parse(metricsJson(metrics)), name);
  }
});

const pipeline = `pipe 1
param rate: float in 0.0..1e9 = 0.1
param width: int = 2
load csv("x.csv", target = y, missing_rows = drop)
split holdout(test = 2)
variant wide {
  model {
    linear(width)
    linear(classes)
  }
}
loss cross_entropy
optimizer sgd(lr = rate)
train(epochs = 3, batch = 1, patience = 1, monitor = train_loss)
metric accuracy, confusion_matrix
`;

Deno.test("metrics.json tells runs apart", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, {
      "x.pipe": pipeline,
      "x.csv": "x,y\n0,a\n1,b\n,a\n2,a\n3,b\n4,a\n5,b\n",
      "p.yaml": "rate: 0.2\n",
    });
    const args = ["--variant", "wide", "--params", "p.yaml", "--set", "width=3", "--json"];
    const { stdout, stderr } = await command(folder, "run", "x.pipe", ...args);
    assert(stdout.startsWith("{"), stderr);
    const metrics = JSON.parse(stdout);
    assertValid(metrics, "a variant");
    const { variant, params, set, rows_left_out, class_counts: { classes, parts } } = metrics;
    assert.deepEqual({ variant, params, set, rows_left_out, classes }, {
      ...{ variant: "wide", params: { rate: 0.2, width: 3 }, set: ["rate", "width"] },
      ...{ rows_left_out: 1, classes: ["a", "b"] },
    });
    assert.deepEqual(parts.train.map((each: number, at: number) => each + parts.test[at]), [3, 3]);
    assert.deepEqual(Object.keys(metrics.made_of.params_files), ["p.yaml"]);
    assert.deepEqual(metrics.made_of.files.map(({ path }: { path: string }) => path), ["x.csv"]);
    const tuned = await command(folder, "run", "x.pipe", "--from", "out/x-wide", ...args);
    assertValid(JSON.parse(tuned.stdout), "one that starts from another run");
    const split = join(folder, "split.csv");
    await command(folder, "run", "x.pipe", "--save-split", "split.csv", ...args);
    const { code, stdout: sum } = await new Deno.Command("sha256sum", { args: [split] }).output();
    assert.equal(code, 0);
    assert(new TextDecoder().decode(sum).startsWith(metrics.made_of.split));
  });
});
