import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { prepareSource } from "../pipelines.ts";
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Diagnostic } from "../../../dsl/text/diagnostic.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { accessFor } from "../../../runtime/files/access.ts";
import type { NumberArray } from "../../../runtime/formats/npy.ts";
import { encodeNpz } from "../../../runtime/formats/npz.ts";
import { parametersNpz } from "../../../runtime/results/parameters.ts";
import type { Prepared } from "../../../runtime/prepare/prepare.ts";
import { assertGolden } from "../../golden.ts";
import { inFolder, loadRings, sourceOf } from "../pipelines.ts";
import { problemsOfAsync } from "../problems_of.ts";
import { trained } from "../phases.ts";

const goldens = new URL("../golden/initial_parameters/", import.meta.url);
const lines = [
  loadRings(12),
  'model(parameters = "start.npz") {',
  "  hidden: linear(3)",
  "  tanh",
  "  linear(classes)",
  "}",
  "loss cross_entropy",
  "optimizer sgd(lr = 0.1)",
];
const stage = (epochs: number) => `train(epochs = ${epochs}, batch = 4, shuffle = false)`;
const values = (...shape: readonly number[]): NumberArray => {
  const count = shape.reduce((product, dim) => product * dim, 1);
  return { shape, data: Array.from({ length: count }, (_, at) => at / 8 - 1) };
};
const whole = {
  "hidden.weight": values(3, 2),
  "hidden.bias": values(3),
  "linear_1.weight": values(2, 3),
  "linear_1.bias": values(2),
};

/** What a pipeline beside `start.npz` is prepared to. */
async function prepareWith(
  content: Uint8Array,
  stages: readonly string[] = [...lines, stage(1)],
): Promise<{ prepared: Prepared; warnings: readonly Diagnostic[] }> {
  return await inFolder(async (folder) => {
    await Deno.writeFile(join(folder, "start.npz"), content);
    const access = accessFor(folder, { workingDirectory: folder, allowed: [] });
    const warnings: Diagnostic[] = [];
    const warn = (each: Diagnostic) => void warnings.push(each);
    return {
      prepared: await prepareSource(sourceOf(stages), { access, warn }),
      warnings,
    };
  });
}

Deno.test("a model starts with the parameters of a file, by their names", async () => {
  const { prepared, warnings } = await prepareWith(encodeNpz(whole));
  assert.deepEqual(warnings, []);
  const all = Object.values(whole).flatMap(({ data }) => Array.from(data));
  assert.deepEqual([...prepared.initial], all);
});

Deno.test("without a train stage, the parameters of the file are the model's", async () => {
  const { prepared } = await prepareWith(encodeNpz(whole), lines.slice(0, 7));
  const { state } = await trained(prepared, { engine: cpuEngine });
  assert.deepEqual(state, prepared.initial);
});

Deno.test("a training goes on from the parameters that another one left", async () => {
  const of = async (content: Uint8Array, epochs: number) => {
    const { prepared } = await prepareWith(content, [...lines, stage(epochs)]);
    const { state } = await trained(prepared, { engine: cpuEngine });
    return { state, npz: parametersNpz(prepared, state) };
  };
  // Plain sgd carries nothing but the parameters from step to step.
  const start = encodeNpz(whole);
  const half = await of(start, 2);
  assert.deepEqual((await of(half.npz, 2)).state, (await of(start, 4)).state);
});

const mistakes: Readonly<Record<string, Uint8Array>> = {
  not_an_archive: new TextEncoder().encode("weight, 1, 2, 3 and some more text"),
  unknown_name: encodeNpz({ ...whole, "hiden.weight": values(3, 2) }),
  wrong_shape: encodeNpz({ ...whole, "hidden.weight": values(2, 3), "hidden.bias": values(4) }),
  not_finite: encodeNpz({ ...whole, "hidden.bias": { shape: [3], data: [1, NaN, 2] } }),
};
for (const [name, content] of Object.entries(mistakes)) {
  Deno.test(`initial parameters: ${name} is refused`, async () => {
    const problems = await problemsOfAsync(prepareWith(content));
    await assertGolden(new URL(`${name}.txt`, goldens), renderAll(problems) + "\n");
  });
}

Deno.test("what is not in the file starts as without it, with a warning", async () => {
  const { "hidden.bias": _, ...rest } = whole;
  const { prepared, warnings } = await prepareWith(encodeNpz(rest));
  await assertGolden(new URL("left_out.txt", goldens), renderAll(warnings) + "\n");
  const [weight, bias] = [prepared.initial.slice(0, 6), prepared.initial.slice(6, 9)];
  assert.deepEqual([...weight], whole["hidden.weight"].data);
  assert(bias.some((value) => value !== 0) && bias.every((value) => Math.abs(value) < 1));
});

Deno.test("a file that is not there is a mistake of the data", async () => {
  const access = accessFor("/nowhere", { workingDirectory: "/nowhere", allowed: [] });
  const prepared = prepareSource(sourceOf([...lines, stage(1)]), {
    access,

    warn() {},
  });
  const problems = await problemsOfAsync(prepared);
  assert.deepEqual(problems.map(({ code }) => code), ["E0430"]);
});
