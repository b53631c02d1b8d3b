/** What `--json` and `--history` change, and what early stopping says. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeNpz } from "../../runtime/formats/npz.ts";
import { inFolder, loadRings } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const pipeline = (rest: string, split = "split holdout(valid = 5, seed = 1)") =>
  `pipe 1
${loadRings(20)}
${split}
model {
  linear(5)
  tanh
  linear(classes)
}
loss cross_entropy
${rest}
`;
const plain = pipeline("optimizer sgd(lr = 0.1)\ntrain(epochs = 3, batch = 4)");

async function run(text: string, ...args: readonly string[]) {
  return await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "x.pipe"), text);
    const answer = await command(folder, "run", "x.pipe", ...args);
    const read = async (name: string) =>
      (await Deno.readTextFile(join(folder, "out/x", name))).replaceAll("\r\n", "\n");
    const isThere = answer.exitCode === 0;
    return {
      ...answer,
      metrics: isThere ? await read("metrics.json") : "",
      history: isThere ? (await read("history.csv")).trimEnd().split("\n") : [],
      parameters: isThere ? await Deno.readFile(join(folder, "out/x/parameters.npz")) : undefined,
    };
  });
}

Deno.test("--json prints metrics.json alone; the rest goes to stderr", async () => {
  const { exitCode, stdout, stderr, metrics } = await run(plain, "--json");
  assert.deepEqual([exitCode, stdout], [0, metrics]);
  assert.match(stderr, /^data .*epoch 3\/3 .*wrote out\/x\/model.onnx/s);
  assert.equal(JSON.parse(stdout).epochs, 3);
});

Deno.test("a run of few rows shows what the model answers for each of them", async () => {
  const { stdout } = await run(plain);
  const lines = stdout.split("\n");
  const header = lines.findIndex((line) => line.startsWith("row "));
  assert.match(lines[header], /^row +x +y +ring +label +probability_in +probability_out$/);
  assert.match(lines[header + 20], /^20 /);
});

Deno.test("--seed takes the place of the pipeline's own", async () => {
  const written = await run(plain.replace("pipe 1", "pipe 1\nseed 7"));
  const own = await run(plain);
  for (const text of [plain, plain.replace("pipe 1", "pipe 1\nseed 3")]) {
    const given = await run(text, "--seed", "7");
    assert.deepEqual(given.parameters, written.parameters);
    assert.notDeepEqual(given.parameters, own.parameters);
    assert.match(given.stdout, /^seed +7$/m);
  }
  const large = await run(plain, "--seed", "4294967296");
  assert.deepEqual([large.exitCode, large.stderr.split("\n")[0]], [
    2,
    "error[E0206]: 4294967296 is out of range: it must be at most 4294967295",
  ]);
  assert.equal((await run(plain, "--seed", "-1")).exitCode, 2);
});

Deno.test("history.csv has the learning rate of each epoch", async () => {
  const schedule = "schedule exponential(gamma = 0.5)";
  const stage = "train(epochs = 3, batch = 4)";
  const { history } = await run(pipeline(`optimizer sgd(lr = 0.1)\n${schedule}\n${stage}`));
  assert.equal(
    history[0],
    "epoch,learning_rate,train_loss,train_accuracy,valid_loss",
  );
  assert.deepEqual(history.slice(1).map((line) => line.split(",")[1]), ["0.1", "0.05", "0.025"]);
});

Deno.test("--history steps writes a line a step", async () => {
  const schedule = "schedule exponential(gamma = 0.5)";
  const stage = "train(epochs = 2, batch = 4)";
  const text = pipeline(`optimizer sgd(lr = 0.1)\n${schedule}\n${stage}`);
  const { history } = await run(text, "--history", "steps");
  assert.equal(history[0], "step,epoch,learning_rate,train_loss");
  const rows = history.slice(1).map((line) => line.split(",").map(Number));
  // 15 rows in batches of 4: four steps an epoch.
  assert.deepEqual(rows.map(([step]) => step), [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(rows.map(([, epoch]) => epoch), [1, 1, 1, 1, 2, 2, 2, 2]);
  assert.deepEqual(rows.map(([, , rate]) => rate), [...Array(4).fill(0.1), ...Array(4).fill(0.05)]);
  assert(rows.every(([, , , loss]) => loss! > 0 && loss! < 3));
});

Deno.test("--history takes epochs or steps", async () => {
  const { exitCode, stdout } = await run(plain, "--history", "batches");
  assert.deepEqual([exitCode, stdout], [2, ""]);
});

Deno.test("early stopping says where it stopped and what it kept", async () => {
  // The loss of the validation rows soon grows with so large a rate.
  const stage = "train(epochs = 200, batch = 4, patience = 3)";
  const { stdout, metrics, history } = await run(pipeline(`optimizer sgd(lr = 3)\n${stage}`));
  const [, stopped, kept] = /^stopped early at epoch (\d+), kept epoch (\d+)$/m.exec(stdout)!
    .map(Number) as [number, number, number];
  assert.equal(stopped, kept + 3);
  const { epochs, steps, kept_epoch, parts } = JSON.parse(metrics);
  assert.deepEqual([epochs, steps, kept_epoch], [stopped, 4 * stopped, kept]);
  assert.equal(history.length, stopped + 1);
  // What was kept is what was measured in the end.
  const column = history[0]!.split(",").indexOf("valid_loss");
  assert.equal(Number(history[kept]!.split(",")[column]), parts.valid.loss);
});

Deno.test("keep = best says which epoch it kept, and runs to the end", async () => {
  const stage = "train(epochs = 30, batch = 4, keep = best)";
  const { stdout, metrics } = await run(pipeline(`optimizer sgd(lr = 3)\n${stage}`));
  const { epochs, kept_epoch } = JSON.parse(metrics);
  assert.equal(epochs, 30);
  assert(stdout.includes(`kept epoch ${kept_epoch} of 30\n`));
});

Deno.test("parameters.npz has every parameter by name, in PyTorch's layout", async () => {
  const { parameters } = await run(plain);
  const arrays = decodeNpz(parameters!);
  const shapes = [...arrays].map(([name, { shape }]) => [name, shape.join()]);
  assert.deepEqual(shapes, [
    ["linear_1.weight", "5,2"],
    ["linear_1.bias", "5"],
    ["linear_2.weight", "2,5"],
    ["linear_2.bias", "2"],
  ]);
  for (const { data } of arrays.values()) assert(Array.from(data).every(Number.isFinite));
  const again = await run(plain);
  assert.deepEqual(again.parameters, parameters, "the same bytes");
});
