/** `compile`: what is trained, as files to look at; nothing is trained. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeModel } from "../../compiler/backends/onnx/decode.ts";
import { tensor } from "../../compiler/ir/tensor.ts";
import { decodeNpz } from "../../runtime/formats/npz.ts";
import { assertClose, numbersOf, runModel } from "../compiler/helpers.ts";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder } from "../runtime/pipelines.ts";
import { command, subprocess } from "./command.ts";

const goldens = new URL("golden/compile/", import.meta.url);
const rows = [[0, 5, "a"], [1, 3, "b"], [2, 4, "b"], [3, 1, "a"], [5, 0, "b"]] as const;
const stages = `pipe 1
param size: int in 1..9 = 3
load rows(${JSON.stringify(rows)}, target = z, columns = [x, y, z])
model {
  hidden: linear(size)
  tanh
  linear(classes)
}
`;
const training = `loss cross_entropy
optimizer sgd(lr = 0.1)
train(epochs = 1, batch = 2, shuffle = false)
`;

async function inProject(text: string, use: (folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "x.pipe"), text);
    await use(folder);
  });
}

Deno.test("compile works with the permissions of its task, and says how to look", async () => {
  await inProject(stages + training, async (folder) => {
    const { exitCode, stdout, stderr } = await subprocess("compile", ["x.pipe"], { folder });
    assert.deepEqual([exitCode, stderr], [0, ""]);
    await assertGolden(new URL("stdout.txt", goldens), stdout);
    const graph = await Deno.readTextFile(join(folder, "out/x-compiled/graph.txt"));
    await assertGolden(new URL("graph.txt", goldens), graph);
    assert.deepEqual(await filesIn(folder), [
      "out/x-compiled/graph.txt",
      "out/x-compiled/model.onnx",
      "out/x-compiled/training.onnx",
      "x.pipe",
    ]);
  });
});

/** The parameters of a run, packed. */
async function stateIn(path: string): Promise<number[]> {
  const arrays = decodeNpz(await Deno.readFile(path));
  return [...arrays.values()].flatMap(({ data }) => Array.from(data));
}

Deno.test("training.onnx is the whole training: it ends where a run ends", async () => {
  await inProject(stages + training, async (folder) => {
    assert.equal((await command(folder, "compile", "x.pipe", "--out", "graph")).exitCode, 0);
    assert.equal((await command(folder, "run", "x.pipe", "--out", "run")).exitCode, 0);
    // What training starts from is what is left of no training at all.
    await Deno.writeTextFile(join(folder, "y.pipe"), stages);
    assert.equal((await command(folder, "run", "y.pipe", "--out", "start")).exitCode, 0);
    const state = await stateIn(join(folder, "start/parameters.npz"));
    const model = decodeModel(await Deno.readFile(join(folder, "graph/training.onnx")));
    const results = await runModel(model, {
      features: tensor([5, 2], rows.flatMap(([x, y]) => [x, y])),
      targets: tensor([5], rows.map(([, , z]) => z === "a" ? 0 : 1), "int32"),
      state: tensor([state.length], state),
      rows: tensor([3, 2], [0, 1, 2, 3, 4, 0], "int32"),
      row_weight: tensor([3, 2, 1], [0.5, 0.5, 0.5, 0.5, 1, 0]),
      learning_rate: tensor([3], [0.1, 0.1, 0.1]),
    });
    const trained = await stateIn(join(folder, "run/parameters.npz"));
    // The same graph on the same numbers.
    assertClose(numbersOf(results.next_state), trained, { tolerance: 1e-7 });
    assert.notDeepEqual(trained, state);
  });
});

Deno.test("the model.onnx of compile answers as one that was never trained", async () => {
  await inProject(stages, async (folder) => {
    await Deno.writeTextFile(join(folder, "x.csv"), "x,y\n1,2\n7,-3\n");
    assert.equal((await command(folder, "compile", "x.pipe", "--out", "graph")).exitCode, 0);
    assert.equal((await command(folder, "run", "x.pipe", "--out", "run")).exitCode, 0);
    const predict = (model: string) => command(folder, "predict", model, "x.csv");
    assert.deepEqual(await predict("graph/model.onnx"), await predict("run/model.onnx"));
  });
});

Deno.test("without a training, compile leaves the model alone", async () => {
  await inProject(stages, async (folder) => {
    const { exitCode, stdout } = await command(folder, "compile", "x.pipe", "--out", "graph");
    assert.equal(exitCode, 0);
    assert(stdout.startsWith("wrote graph/model.onnx, graph.txt\n"), stdout);
    const text = await Deno.readTextFile(join(folder, "graph/graph.txt"));
    assert(text.startsWith("# model.onnx\n\n"), text);
  });
});

Deno.test("compile takes the options of plan", async () => {
  await inProject(stages + training, async (folder) => {
    await Deno.writeTextFile(join(folder, "p.yaml"), "size: 7\n");
    const compile = async (...args: readonly string[]) => {
      const answer = await command(folder, "compile", "x.pipe", "--out", "graph", ...args);
      assert.equal(answer.exitCode, 0, answer.stderr);
      return await Deno.readTextFile(join(folder, "graph/graph.txt"));
    };
    // 2·size + size of the hidden layer, 2·size + 2 of the last.
    assert.match(await compile(), /^state = input : float32\[17\]$/m);
    assert.match(await compile("--params", "p.yaml"), /^state = input : float32\[37\]$/m);
    assert.match(await compile("--params", "p.yaml", "--set", "size=1"), /: float32\[7\]$/m);
    const { exitCode, stderr } = await command(folder, "compile", "x.pipe", "--variant", "none");
    assert.equal(exitCode, 2);
    assert(stderr.startsWith("error[E0523]"), stderr);
  });
});

Deno.test("compile replaces what it left, and nothing else", async () => {
  await inProject(stages + training, async (folder) => {
    assert.equal((await command(folder, "run", "x.pipe", "--out", "run")).exitCode, 0);
    const before = await filesIn(folder);
    const refused = await command(folder, "compile", "x.pipe", "--out", "run");
    assert.deepEqual([refused.exitCode, refused.stdout], [2, ""]);
    await assertGolden(new URL("out_of_a_run.txt", goldens), refused.stderr);
    assert.deepEqual(await filesIn(folder), before);
    for (let time = 1; time <= 2; time++) {
      assert.equal((await command(folder, "compile", "x.pipe", "--out", "graph")).exitCode, 0);
    }
    const back = await command(folder, "run", "x.pipe", "--out", "graph");
    assert.equal(back.exitCode, 2);
    assert(back.stderr.includes("files that no run wrote: graph.txt, training.onnx"), back.stderr);
  });
});

Deno.test("a pipeline with a mistake is not compiled, and nothing is written", async () => {
  await inProject(stages.replace("tanh", "tahn") + training, async (folder) => {
    const { exitCode, stdout, stderr } = await command(folder, "compile", "x.pipe");
    assert.deepEqual([exitCode, stdout], [1, ""]);
    assert(stderr.startsWith("error[E0204]"), stderr);
    assert.deepEqual(await filesIn(folder), ["x.pipe"]);
  });
});
