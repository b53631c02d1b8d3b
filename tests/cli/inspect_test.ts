/** What a model says of itself, whoever wrote it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { escapeLines } from "../../cli/print.ts";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/inspect/", import.meta.url);

const table = "w,size,day,y\n" +
  Array.from(
    { length: 12 },
    (_, at) =>
      `${at % 4 === 3 ? "" : at},${"SLM"[at % 3]},2024-0${1 + at % 9}-01,${"uv"[at % 2]}\n`,
  ).join("");
const pipeline = `pipe 1
seed 3
load csv("t.csv", target = y)
split holdout(test = 25%, seed = 1)
impute median
model {
  hidden: linear(2)
  relu
  linear(classes)
}
loss cross_entropy
optimizer sgd(lr = 0.1)
train(epochs = 2, batch = 4)
metric accuracy
`;

async function inModels(use: (folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "t.csv"), table);
    await Deno.writeTextFile(join(folder, "x.pipe"), pipeline);
    assert.equal((await command(folder, "run", "x.pipe")).exitCode, 0);
    await use(folder);
  });
}

/** Sums, sizes, versions and measured numbers change with the program, and are of no interest here. */
const shape = (text: string) =>
  text.replaceAll(/[0-9a-f]{64}/g, "<sha256>").replaceAll(/\b[0-9a-f]{16}\b/g, "<sha256>")
    .replaceAll(/[\d,]+ bytes/g, "<size> bytes").replaceAll(
      /penstock \d+\.\d+\.\d+/g,
      "penstock <version>",
    )
    .replaceAll(/^bytes .*$/gm, "bytes <size>").replaceAll(/\b\d\.\d{4,}\b/g, "#");

Deno.test("a model of ours says what it takes, gives and was trained with", async () => {
  await inModels(async (folder) => {
    const before = await filesIn(folder);
    const { exitCode, stdout, stderr } = await command(folder, "inspect", "out/x/model.onnx");
    assert.deepEqual([exitCode, stderr], [0, ""]);
    await assertGolden(new URL("a_model.txt", goldens), shape(stdout));
    const json = await command(folder, "inspect", "out/x/model.onnx", "--json");
    const { training, onnx } = JSON.parse(json.stdout);
    assert.deepEqual(training.words, { size: ["L", "M", "S"] });
    assert.deepEqual(training.imputed, ["w", "day"]);
    assert.equal(training.pipeline, pipeline);
    assert.equal(onnx.inputs.length, 3);
    assert.deepEqual(await filesIn(folder), before);
  });
});

Deno.test("two models are compared, and one with itself", async () => {
  await inModels(async (folder) => {
    await Deno.writeTextFile(
      join(folder, "y.pipe"),
      pipeline.replace("linear(2)", "linear(3)").replace("impute median", "impute mean"),
    );
    await command(folder, "run", "y.pipe");
    const [one, other] = ["out/x/model.onnx", "out/y/model.onnx"];
    const { stdout } = await command(folder, "inspect", one, other);
    await assertGolden(new URL("two_models.txt", goldens), shape(stdout));
    const same = await command(folder, "inspect", one, one);
    assert.equal(same.stdout, "The files are the same, byte by byte\n");
  });
});

Deno.test("of a model of others it is said what can be said", async () => {
  await inModels(async (folder) => {
    const bytes = encodeModel({
      graph: {
        name: "g",
        inputs: [{ name: "x\u001b[31m", elementType: "float32", shape: ["batch", 3] }],
        outputs: [{ name: "y", elementType: "float32", shape: ["batch", 2] }],
        initializers: [
          { name: "w", elementType: "float32", shape: [3, 2], data: new Float32Array(6) },
        ],
        nodes: [{ opType: "MatMul", inputs: ["x\u001b[31m", "w"], outputs: ["y"] }],
      },
      metadata: { author: "somebody\u001b[2J" },
      producerName: "pytorch",
      producerVersion: "2.0",
    });
    await Deno.writeFile(join(folder, "other.onnx"), bytes);
    const { exitCode, stdout } = await command(folder, "inspect", "other.onnx");
    assert.equal(exitCode, 0);
    // As a terminal gets it.
    await assertGolden(new URL("a_model_of_others.txt", goldens), escapeLines(shape(stdout)));
    for (const name of ["t.csv", "x.pipe"]) {
      const { exitCode, stderr } = await command(folder, "inspect", name);
      assert.equal(exitCode, 3);
      if (name === "t.csv") await assertGolden(new URL("no_model.txt", goldens), stderr);
    }
  });
});
