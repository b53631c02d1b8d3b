/** What a person sees who makes a mistake: message, exit code, and that nothing was written. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder, writeFiles } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/", import.meta.url);

const flowers = "width,height,species\n" +
  Array.from({ length: 12 }, (_, at) => `${at % 5}.5,${at % 7},${["a", "b", "c"][at % 3]}\n`).join(
    "",
  );

/** A right pipeline, with some of its lines replaced or left out. */
function pipeline(changes: Readonly<Record<string, string>> = {}): string {
  const stages = {
    load: 'load csv("flowers.csv", target = species)',
    split: "split holdout(test = 25%)",
    scale: "scale standard",
    model: "model {\n  linear(4)\n  relu\n  linear(classes)\n}",
    loss: "loss cross_entropy",
    optimizer: "optimizer sgd(lr = 0.1)",
    train: "train(epochs = 2, batch = 4)",
    metric: "metric accuracy",
    expect: "",
    ...changes,
  };
  return ["pipe 1", ...Object.values(stages).filter((each) => each !== "")].join("\n") + "\n";
}

interface Mistake {
  readonly exitCode: number;
  /** Files beside `x.pipe`, or in its place. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly args?: readonly string[];
}

const x = (changes: Readonly<Record<string, string>>) => ({ "x.pipe": pipeline(changes) });
const garbage = Uint8Array.from({ length: 10_000_000 }, (_, at) => (at * 7919) >> 3);

/** By the name of the golden file with what is shown. */
const mistakes: Readonly<Record<string, Mistake>> = {
  no_such_file: { exitCode: 3, args: ["run", "nope.pipe"] },
  empty_file: { exitCode: 1, files: { "x.pipe": "" } },
  pipeline_not_utf8: { exitCode: 1, files: { "x.pipe": Uint8Array.of(0x70, 0xff, 0xfe) } },
  directory: { exitCode: 3, args: ["run", "folder"], files: { "folder/a.txt": "" } },
  ten_megabytes_of_garbage: { exitCode: 1, files: { "x.pipe": garbage } },
  ten_megabytes_of_parentheses: { exitCode: 1, files: { "x.pipe": "(".repeat(10_000_000) } },
  two_megabytes_of_parentheses: { exitCode: 1, files: { "x.pipe": "(".repeat(2_000_000) } },
  many_parentheses: { exitCode: 1, files: { "x.pipe": "(".repeat(900_000) } },
  split_onto_the_data: {
    exitCode: 3,
    files: x({}),
    args: ["run", "x.pipe", "--save-split", "flowers.csv"],
  },
  missing_data: { exitCode: 3, files: x({ load: 'load csv("flwrs.csv", target = species)' }) },
  unknown_target: { exitCode: 3, files: x({ load: 'load csv("flowers.csv", target = spcies)' }) },
  text_in_a_number_column: {
    exitCode: 3,
    files: { "flowers.csv": flowers.replace("3.5", "3;5").replace("2.5", "two") },
  },
  empty_part: { exitCode: 3, files: x({ split: "split holdout(valid = 6, test = 6)" }) },
  too_few_outputs: { exitCode: 1, files: x({ model: "model { linear(2) }" }) },
  softmax_before_cross_entropy: {
    exitCode: 1,
    files: x({ model: "model {\n  linear(classes)\n  softmax\n}" }),
  },
  learning_rate_zero: { exitCode: 1, files: x({ optimizer: "optimizer sgd(lr = 0)" }) },
  learning_rate_negative: { exitCode: 1, files: x({ optimizer: "optimizer sgd(lr = -0.1)" }) },
  learning_rate_nan: { exitCode: 1, files: x({ optimizer: "optimizer sgd(lr = nan)" }) },
  out_not_writable: { exitCode: 2, args: ["run", "x.pipe", "--out", "flowers.csv/out"] },
  out_with_other_files: { exitCode: 2, args: ["run", "x.pipe", "--out", "."] },
  unknown_parameter: { exitCode: 2, args: ["run", "x.pipe", "--set", "hidden=3"] },
  set_out_of_range: {
    exitCode: 2,
    files: { "x.pipe": pipeline().replace("pipe 1\n", "pipe 1\nparam size: int in 1..64 = 4\n") },
    args: ["run", "x.pipe", "--set", "size=0"],
  },
  set_to_several_values: { exitCode: 2, args: ["run", "x.pipe", "--set", "size=8,16"] },
  set_to_a_list: { exitCode: 2, args: ["run", "x.pipe", "--set", "size=[8, 16, 32]"] },
  set_of_two_parameters: { exitCode: 2, args: ["run", "x.pipe", "--set", "size=8, lr=0.1"] },
  malformed_set: { exitCode: 2, args: ["run", "x.pipe", "--set", "hidden"] },
  embedding_code_too_large: {
    exitCode: 3,
    files: x({
      load: 'load csv("flowers.csv", target = species, ignore = width)',
      scale: "",
      model: "model {\n  embedding(3, 2)\n  flatten\n  linear(classes)\n}",
    }),
  },
  embedding_of_computed_codes: {
    exitCode: 4,
    files: x({
      load: 'load csv("flowers.csv", target = species, ignore = width)',
      scale: "",
      model:
        "model {\n  linear(1, weight = [[100]], bias = [100])\n  embedding(3, 2)\n  flatten\n" +
        "  linear(classes)\n}",
    }),
  },
  explain_missing_part: { exitCode: 2, args: ["explain", "x.pipe", "--part", "valid"] },
  explain_missing_row: { exitCode: 2, args: ["explain", "x.pipe", "--rows", "1,99"] },
  explain_malformed_rows: { exitCode: 2, args: ["explain", "x.pipe", "--rows", "1-4"] },
  explain_missing_step: { exitCode: 2, args: ["explain", "x.pipe", "--step", "99"] },
  gradcheck_of_nothing: {
    exitCode: 2,
    args: ["gradcheck", "x.pipe"],
    files: x({ loss: "", optimizer: "", train: "", metric: "" }),
  },
  diverging_loss: {
    exitCode: 4,
    files: x({
      load: 'load csv("flowers.csv", target = height, ignore = species)',
      scale: "",
      model: "model { linear(1) }",
      loss: "loss mse",
      optimizer: "optimizer sgd(lr = 1e8)",
      train: "train(epochs = 9, batch = 4)",
      metric: "",
    }),
  },
  diverging_last_step: {
    exitCode: 4,
    files: x({
      load: 'load csv("flowers.csv", target = height, ignore = species)',
      model: "model { linear(1) }",
      loss: "loss mse",
      optimizer: "optimizer sgd(lr = 1e30)",
      train: "train(epochs = 1, batch = 9)",
      metric: "",
    }),
  },
  answers_beyond_float32: {
    exitCode: 4,
    files: x({
      load: "load rows([[1, 1], [2, 3]], target = y, columns = [a, y])",
      split: "",
      scale: "",
      model: "model { linear(1, weight = [[3e38]], bias = [3e38]) }",
      loss: "loss mse",
      optimizer: "",
      train: "",
      metric: "",
    }),
  },
  run_of_a_table: { exitCode: 2, args: ["run", "flowers.csv"] },
  run_of_a_table_by_another_name: {
    exitCode: 2,
    files: { "flowers.data": flowers },
    args: ["check", "flowers.data"],
  },
  run_of_a_manifest: { exitCode: 2, args: ["run", "wine.yaml"] },
  run_of_a_model: { exitCode: 2, args: ["run", "out/x/model.onnx", "flowers.csv"] },
  command_left_out: { exitCode: 2, args: ["x.pipe", "--set", "hidden=3"] },
  command_left_out_before_a_model: { exitCode: 2, args: ["model.onnx"] },
  command_behind_the_file: { exitCode: 2, args: ["x.pipe", "check"] },
  predict_swapped: { exitCode: 2, args: ["predict", "flowers.csv", "out/x/model.onnx"] },
  unknown_model: { exitCode: 3, args: ["predict", "out/x/model.onnx", "flowers.csv"] },
  not_a_model: { exitCode: 3, args: ["predict", "x.pipe", "flowers.csv"] },
  check_names_every_mistake: {
    exitCode: 1,
    args: ["check", "x.pipe"],
    files: x({ scale: "scale standrad", loss: "loss cross_entrpy", metric: "metric acuracy" }),
  },
};

for (const [name, { exitCode, files, args = ["run", "x.pipe"] }] of Object.entries(mistakes)) {
  Deno.test(`${name}: exit code ${exitCode}, a message, and nothing written`, async () => {
    await inFolder(async (folder) => {
      await writeFiles(folder, { "x.pipe": pipeline(), "flowers.csv": flowers, ...files });
      const before = await filesIn(folder);
      const answer = await command(folder, ...args);
      assertPlain(answer.stderr);
      await assertGolden(new URL(`${name}.txt`, goldens), answer.stderr);
      assert.equal(answer.exitCode, exitCode);
      assert.deepEqual(await filesIn(folder), before);
      assert.deepEqual(await foldersIn(folder), name === "directory" ? ["folder"] : []);
    });
  });
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.filter((each) => each.isDirectory).map((each) => each.name);
}

/** No stack trace, no colours, no word of ours about ourselves, no wall of text. */
function assertPlain(text: string): void {
  // deno-lint-ignore no-control-regex -- the codes that colour a terminal
  assert(!/\u001b|^\s+at .*:\d+:\d+/m.test(text), text);
  assert(!text.includes("internal error") && !text.includes("Error:"), text);
  assert(text.length < 3000, `${text.length} letters`);
}

Deno.test("a batch larger than the data is a warning", async () => {
  await inFolder(async (folder) => {
    const large = pipeline({ train: "train(epochs = 1, batch = 32)" });
    await writeFiles(folder, { "x.pipe": large, "flowers.csv": flowers });
    const { exitCode, stderr } = await command(folder, "run", "x.pipe");
    assert.equal(exitCode, 0);
    await assertGolden(new URL("batch_too_large.txt", goldens), stderr);
    assert.equal((await filesIn(join(folder, "out/x"))).length >= 3, true);
  });
});

Deno.test("a broken expectation is shown after the files are written: exit code 5", async () => {
  await inFolder(async (folder) => {
    const expecting = pipeline({
      metric: "metric accuracy",
      expect: "expect accuracy in 0.0..0.0 on train\nexpect accuracy in 0..1 on test",
      optimizer: "optimizer sgd(lr = 1e-9)",
      load: 'load rows([[0, "a"], [1, "b"]], target = y, columns = [x, y])',
      model: "model { linear(2, weight = [[-9], [9]], bias = [5, -5]) }",
      split: "split none",
      scale: "",
    }).replace("expect accuracy in 0..1 on test\n", "");
    await writeFiles(folder, { "x.pipe": expecting });
    const { exitCode, stderr } = await command(folder, "run", "x.pipe");
    assert.equal(exitCode, 5);
    await assertGolden(new URL("broken_expectation.txt", goldens), stderr);
    assert((await filesIn(folder)).includes("out/x/model.onnx"));
  });
});

Deno.test("r2 of one row is no number, and what is expected of it is not met", async () => {
  await inFolder(async (folder) => {
    const expecting = pipeline({
      load: "load rows([[0, 1], [1, 2], [2, 3], [3, 5]], target = y, columns = [x, y])",
      split: "split holdout(test = 1)",
      model: "model { linear(1) }",
      loss: "loss mse",
      train: "train(epochs = 2, batch = 3)",
      metric: "metric r2, mae",
      expect: "expect r2 in 0..1 on test\nexpect mae in 0..100 on test",
    });
    await writeFiles(folder, { "x.pipe": expecting });
    const { exitCode, stderr } = await command(folder, "run", "x.pipe");
    assert.equal(exitCode, 5);
    await assertGolden(new URL("expectation_without_a_number.txt", goldens), stderr);
    const { parts } = JSON.parse(await Deno.readTextFile(join(folder, "out/x/metrics.json")));
    assert.equal(parts.test.r2, null);
    assert.equal(typeof parts.train.r2, "number");
  });
});

Deno.test("a run, its model and its predictions agree", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, { "x.pipe": pipeline(), "flowers.csv": flowers });
    const ran = await command(folder, "run", "x.pipe", "--out", "deep/er");
    assert.deepEqual([ran.exitCode, ran.stderr], [0, ""]);
    const names = (await filesIn(join(folder, "deep"))).filter((name) => name.startsWith("er/"));
    assert(
      ["er/history.csv", "er/metrics.json", "er/model.onnx"].every((each) => names.includes(each)),
    );
    const predicted = await command(folder, "predict", "deep/er/model.onnx", "flowers.csv");
    assert.equal(predicted.exitCode, 0);
    const lines = predicted.stdout.trim().split(/\r?\n/);
    assert.equal(lines[0], "label,probability_a,probability_b,probability_c");
    assert.equal(lines.length, 13);
  });
});

Deno.test("check says which files are right, and goes on after one that is not", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, {
      "a.pipe": "pipe 2\n",
      "x.pipe": pipeline(),
      "flowers.csv": flowers,
    });
    const { exitCode, stdout, stderr } = await command(folder, "check", "a.pipe", "x.pipe");
    assert.equal(exitCode, 1);
    assert.equal(stdout, "x.pipe: ok\n");
    assert(stderr.includes("a.pipe:1:6"));
    assert.equal((await command(folder, "check", "x.pipe")).exitCode, 0);
  });
});
