/** Large features that nothing scales: a warning, unless the pipeline says that it is meant. */
import { assembleSource } from "../pipelines.ts";
import assert from "node:assert/strict";
import type { Diagnostic } from "../../../dsl/text/diagnostic.ts";
import { noAccess, sourceOf } from "../pipelines.ts";

async function warningsOf(size: number, ...stages: readonly string[]): Promise<string[]> {
  const warnings: Diagnostic[] = [];
  const lines = [
    `load rows([[${size}, 0, 1], [0, 1, 2]], target = y, columns = [a, b, y])`,
    ...stages.filter((each) => each.startsWith("scale")),
    "model { linear(1) }",
    "loss mse",
    ...stages.filter((each) => !each.startsWith("scale")),
  ];
  await assembleSource(sourceOf(lines), {
    access: noAccess,
    warn: (each) => void warnings.push(each),
  });
  return warnings.map(({ code, message }) => `${code}: ${message.split(",")[0]}`);
}

const training = ["optimizer sgd(lr = 0.1)", "train(epochs = 1, batch = 1)"];

Deno.test("features beyond 100 without scaling are a warning that names the column", async () => {
  assert.deepEqual(await warningsOf(-100.5, ...training), ['W0421: Column "a" reaches 100.5']);
  assert.deepEqual(await warningsOf(100, ...training), []);
});

Deno.test("features from 0 to 255 look like pixels", async () => {
  const pixels = "W0421: The features look like pixels from 0 to 255";
  assert.deepEqual(await warningsOf(255, ...training), [pixels]);
});

Deno.test("a scale stage, even none, and a pipeline without training need no warning", async () => {
  assert.deepEqual(await warningsOf(1000, "scale none", ...training), []);
  assert.deepEqual(await warningsOf(1000, "scale standard", ...training), []);
  assert.deepEqual(await warningsOf(1000), []);
});
