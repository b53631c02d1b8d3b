/** Whole trainings, from the text of a pipeline to its parameters, beside PyTorch. */
import assert from "node:assert/strict";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { floatsOf } from "../../../runtime/engine/tensor.ts";
import { parametersByName } from "../../../runtime/results/parameters.ts";
import type { EpochSteps } from "../../../runtime/train/history.ts";
import torch from "../../fixtures/torch_trainings.json" with { type: "json" };
import { assertRelative } from "../../compiler/optimizers/small_network.ts";
import { prepareLines } from "../pipelines.ts";
import { trainedBySteps } from "../phases.ts";

interface Lines {
  readonly optimizer: string;
  readonly schedule?: string;
  readonly loss?: string;
  /** Further arguments of a layer. */
  readonly hidden?: string;
  readonly output?: string;
  /** The layer between the two; tanh unless given. */
  readonly middle?: string;
  /** The weight of the last layer, whose bias is then 0. */
  readonly outputs?: readonly (readonly number[])[];
}

interface Named {
  readonly name: string;
  readonly values: readonly number[];
}

interface Case {
  readonly lines: Lines;
  readonly losses: readonly number[];
  /** What each step was given. */
  readonly numbers: readonly Named[];
  readonly state: readonly Named[];
}

const cases: readonly Case[] = torch.cases;
const { start, features, targets, batch, epochs } = torch;

function pipelineOf({ optimizer, schedule, loss = "mse", ...layers }: Lines): string[] {
  const { hidden, middle = "tanh", outputs = start["output.weight"], output } = layers;
  const bias = layers.outputs ? outputs.map(() => 0) : start["output.bias"];
  const linear = (weight: readonly unknown[], bias: readonly number[], more = "") => {
    const [w, b] = [weight, bias].map((each) => JSON.stringify(each));
    return `linear(${weight.length}, weight = ${w}, bias = ${b}${more && `, ${more}`})`;
  };
  const cells = features.map((row, at) => [...row, ...targets[at]]);
  return [
    `load rows(${JSON.stringify(cells)}, columns = [a, b, c, y, z], target = [y, z])`,
    "model {",
    `  hidden: ${linear(start["hidden.weight"], start["hidden.bias"], hidden)}`,
    `  ${middle}`,
    `  output: ${linear(outputs, bias, output)}`,
    "}",
    `loss ${loss}`,
    `optimizer ${optimizer}`,
    ...schedule ? [`schedule ${schedule}`] : [],
    `train(epochs = ${epochs}, batch = ${batch}, shuffle = false)`,
  ];
}

/** A number in every step of a training. */
function courseOf(name: string, history: readonly EpochSteps[]): readonly number[] {
  return history.flatMap(({ rates, scheduled }) =>
    name === "lr" ? rates : scheduled.map((numbers) => numbers[name])
  );
}

for (const { lines, losses, numbers, state } of cases) {
  const { outputs: _, ...shown } = lines;
  const what = Object.values(shown).map((each) => each.replaceAll(/\[[-.\d, ]{30,}\]/g, "[...]"));
  Deno.test(`20 steps of ${what.join(", ")} follow PyTorch`, async () => {
    const prepared = await prepareLines(pipelineOf(lines));
    const done = await trainedBySteps(prepared, { engine: cpuEngine });
    const { stepHistory } = done;
    for (const { name, values } of numbers) {
      // Both in float64; PyTorch goes from step to step where we compute each from the first.
      const exact = { relative: 1e-12, floor: 1e-15, what: name };
      assertRelative(courseOf(name, stepHistory), values, exact);
    }
    // float32 over 20 steps: 1e-5 of each number; 1e-6 for those that 20 steps carry near 0.
    const rounded = { relative: 1e-5, floor: 1e-6 };
    const found = stepHistory.flatMap((epoch) => [...epoch.losses]);
    assertRelative(found, losses, { ...rounded, what: "losses" });
    const parameters = parametersByName(prepared, done.state);
    assert.deepEqual(Object.keys(parameters).sort(), state.map(({ name }) => name).sort());
    for (const { name, values } of state) {
      assertRelative(floatsOf(parameters[name]), values, { ...rounded, what: name });
    }
  });
}
