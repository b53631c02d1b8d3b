/** Plans: the numbers of torchsummary, and text that says everything and can be run again. */
import { assembleSource } from "../pipelines.ts";
import assert from "node:assert/strict";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Layer } from "../../../compiler/layers/layer.ts";
import { layers } from "../../../compiler/layers/registry.ts";
import { planned as plannedModel } from "../../compiler/models.ts";
import type { CheckedCall } from "../../../dsl/language/pipeline.ts";
import { type Access, accessFor } from "../../../runtime/files/access.ts";
import type { Assembled } from "../../../runtime/prepare/assemble.ts";
import { type Plan, planOf, sizesOf } from "../../../runtime/commands/plan.ts";
import { describePlan } from "../../../cli/text/plan.ts";
import { callOf, dense } from "../../compiler/models.ts";
import torchsummary from "../../fixtures/torchsummary.json" with { type: "json" };
import { assertGolden } from "../../golden.ts";
import { loadPlane, loadRings, noAccess, sourceOf } from "../pipelines.ts";

const pipelines = new URL("../../../pipelines/", import.meta.url);

function layerOf(name: string, outputs: number): CheckedCall<Layer> {
  const kind = name.split("-")[0].toLowerCase();
  if (kind === "linear") return dense(outputs);
  return callOf(layers.find((each) => each.name === kind)!);
}

for (const [name, table] of Object.entries(torchsummary.tables)) {
  Deno.test(`the model ${name} has the parameters and sizes that torchsummary prints`, () => {
    const calls = table.rows.map((row) => layerOf(row.layer, row.output_shape.at(-1)!));
    const [rows, features] = table.input_size as [number, number];
    const plan = plannedModel(calls, Array.from({ length: features }, (_, at) => `x${at}`));
    assert.deepEqual(
      plan.layers.map(({ parameters }) => parameters),
      table.rows.map(({ params }) => params),
    );
    assert.deepEqual(
      plan.layers.map(({ shape }) => shape.slice(1)),
      table.rows.map(({ output_shape }) => output_shape.slice(2)),
    );
    assert.equal(plan.parameterCount, table.total_params);
    const { input, forwardBackward, parameters, total } = sizesOf(plan, rows);
    // Whole numbers of bytes, divided by a power of two: no digit may differ, except in the sum.
    assert.equal(input, table.input_mb);
    assert.equal(forwardBackward, table.forward_backward_mb);
    assert.equal(parameters, table.params_mb);
    assert(Math.abs(total - table.total_mb) <= 1e-12 * total);
    assert.equal(
      [input, forwardBackward, parameters, total].map((each) => each.toFixed(2)).join(" "),
      table.printed,
    );
  });
}

async function assembled(
  text: string,
  { name = "x.pipe", access = noAccess }: { name?: string; access?: Access } = {},
): Promise<Assembled> {
  return await assembleSource({ name, text }, { access, warn: () => {} });
}

function planned(lines: readonly string[]): Promise<Plan> {
  return assembled(sourceOf(lines).text).then(planOf);
}

function pipesBelow(folder: URL): URL[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    if (isDirectory) return pipesBelow(new URL(`${name}/`, folder));
    return name.endsWith(".pipe") ? [new URL(name, folder)] : [];
  });
}

/** What a pipeline says, without where it says it; a named block means its layers. */
function meaningOf({ program, initial, indices }: Assembled) {
  const { model: _model, params: _params, source: _source, ...stages } = program.pipeline;
  const layers = program.plan.layers.map(({ name, shape, parameters, call }) => ({
    name,
    shape,
    parameters,
    arguments: call.arguments,
  }));
  const plain = JSON.stringify({ stages, layers }, (key, value) => {
    if (key === "definition") return value.name;
    return /span$|Spans$/i.test(key) ? undefined : value;
  });
  return { plain: JSON.parse(plain), initial, indices };
}

for (const file of pipesBelow(pipelines)) {
  const path = fileURLToPath(file);
  const name = path.slice(fileURLToPath(pipelines).length);
  Deno.test(`the resolved text of ${name} is a pipeline that means the same`, async () => {
    const access = accessFor(dirname(path), { workingDirectory: dirname(path), allowed: [] });
    const text = await Deno.readTextFile(file);
    let first: Assembled;
    try {
      first = await assembled(text, { name: path, access });
    } catch (error) {
      // Some pipelines are shared stages or ask for a variant: they have tests of their own.
      const codes = /E0214|E0241|E0430/;
      if (error instanceof Error && codes.test(error.message)) return;
      throw error;
    }
    const { resolved } = planOf(first);
    const second = await assembled(resolved, { name: path, access });
    assert.deepEqual(meaningOf(second), meaningOf(first));
    assert.equal(planOf(second).resolved, resolved);
  });
}

Deno.test("the resolved text names every argument and quotes what needs it", async () => {
  const first = await assembled(
    sourceOf([
      "param size: int = 4",
      "param act: relu | tanh = tanh",
      'load rows([[1, -2.5, "a \\"b\\""], [1e-7, 0, "c\\\\d"]], target = "the class", columns = [x, "load", "the class"])',
      "model {",
      "  tall: linear(2 * size, bias = [0, 0, 0, 0, 0, 0, 0, 0.5])",
      "  activation(act)",
      '  "not \\"tall\\"": linear(4)',
      "  train: linear(classes)",
      "}",
      "loss cross_entropy",
      "optimizer sgd(lr = 1 / 8)",
      "train(epochs = 2, patience = 1, monitor = train_loss, evaluate = [train])",
      'metric "top 1": accuracy, loss_like: log_loss',
      "expect loss in -1..1e21 on train",
    ]).text,
  );
  const { resolved } = planOf(first);
  for (
    const part of [
      'values = [[1, -2.5, "a \\"b\\""], [1e-7, 0, "c\\\\d"]],',
      'target = "the class",',
      'columns = ["x", "load", "the class"],',
      "tall: linear(\n",
      "bias = [0, 0, 0, 0, 0, 0, 0, 0.5],",
      "activation(name = tanh)",
      '"not \\"tall\\"": linear(out = 4',
      "train: linear(out = 2, bias = true",
      "evaluate = [train],",
      '"top 1": accuracy',
      "lr = 0.125,",
      "decay = all,",
      "patience = 1,",
      "keep = last,",
      "expect loss in -1..1e+21 on train",
    ]
  ) assert(resolved.includes(part), `${part} is not in\n${resolved}`);
  assert.deepEqual(meaningOf(await assembled(resolved)), meaningOf(first));
});

Deno.test("a plan as text: layers, sizes, memory, steps, device", async () => {
  const plan = await planned([
    loadRings(50),
    "split holdout(test = 20%)",
    "model {",
    "  hidden: linear(8)",
    "  tanh",
    "  linear(classes)",
    "}",
    "loss cross_entropy",
    "optimizer sgd(lr = 0.1, momentum = 0.9)",
    "train(epochs = 3, batch = 16)",
  ]);
  const text = describePlan({ ...plan, resolved: "...", device: "cpu" }) + "\n";
  await assertGolden(new URL("../golden/plan/rings.txt", import.meta.url), text);
  assert.deepEqual(plan.steps, { epochs: 3, batch: 16, perEpoch: 3, total: 9, lastBatch: 8 });
  assert.equal(plan.memory.slots, plan.memory.gradients);
  assert.equal(plan.memory.data, 4 * 50 * (2 + 1));
});

Deno.test("a plan without training has no steps, gradients or slots", async () => {
  const plan = await planned([loadPlane(5), "model { linear(1) }", "loss mse"]);
  assert.equal(plan.steps, undefined);
  assert.deepEqual([plan.memory.gradients, plan.memory.slots], [0, 0]);
  assert(describePlan({ ...plan, device: "cpu" }).includes("none: there is no stage train"));
});
