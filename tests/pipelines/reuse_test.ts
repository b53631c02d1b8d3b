/** One pipeline file trains many datasets, each described by its manifest. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { checkFile } from "../../runtime/commands/check.ts";
import { floatsOf } from "../../runtime/engine/tensor.ts";
import { runFile, type RunFileOptions } from "../../runtime/commands/run_file.ts";
import { command } from "../cli/command.ts";
import { problemsOfAsync } from "../runtime/problems_of.ts";
import { filesIn, inFolder } from "../runtime/pipelines.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const context = { workingDirectory: root, allowed: [] };

function trained(pipe: string, data: string, options: Partial<RunFileOptions> = {}) {
  return inFolder((folder) =>
    runFile(`pipelines/${pipe}.pipe`, {
      context,
      data: `data/${data}.yaml`,
      out: `${folder}/out`,
      ...options,
    })
  );
}

const classified = {
  // Each is at least one test row below what this build gives, so that another one may differ.
  iris: { features: 4, classes: 3, accuracy: 0.93 },
  wine: { features: 13, classes: 3, accuracy: 0.93 },
  breast_cancer: { features: 30, classes: 2, accuracy: 0.95 },
  digits: { features: 64, classes: 10, accuracy: 0.95 },
};

for (const [data, expected] of Object.entries(classified)) {
  Deno.test(`classify.pipe learns ${data}`, async () => {
    const { metrics, prepared } = await trained("classify", data);
    const { features, schema: { target } } = prepared.program;
    assert.equal(features.length, expected.features);
    assert(target?.kind === "classes");
    assert.equal(target.classes.length, expected.classes);
    const { accuracy } = metrics.parts.test!;
    assert(accuracy >= expected.accuracy, `${accuracy}`);
  });
}

for (
  const [data, expected] of Object.entries({
    // A linear regression reaches an r² of about 0.5 on diabetes and 0.8 on auto-mpg.
    diabetes: { features: 10, r2: 0.4 },
    // Six numbers and three origins.
    "auto-mpg": { features: 9, r2: 0.75 },
  })
) {
  Deno.test(`regress.pipe learns ${data} in the target's own unit`, async () => {
    const { metrics, prepared } = await trained("regress", data);
    assert.equal(prepared.program.features.length, expected.features);
    const targets = floatsOf(prepared.parts.find(({ name }) => name === "test")!.targets!);
    const mean = targets.reduce((sum, each) => sum + each, 0) / targets.length;
    const variance = targets.reduce((sum, each) => sum + (each - mean) ** 2, 0) / targets.length;
    const r2 = 1 - metrics.parts.test!.loss / variance;
    assert(r2 >= expected.r2, `${r2}`);
    assert(metrics.parts.test!.mae < Math.sqrt(variance));
  });
}

Deno.test("auto-mpg trains without the six rows that lack horsepower", async () => {
  const { prepared } = await trained("regress", "auto-mpg");
  assert.equal(prepared.dataset.rows, 392);
});

/** Twelve rows of two classes, and manifests that divide them. */
const rows = Array.from(
  { length: 12 },
  (_, at) => `${at % 2 ? at : -at},${at % 2 ? "odd" : "even"}`,
);
const header = "x,kind\n";
const small = {
  "train.csv": `${header}${rows.slice(0, 8).join("\n")}\n`,
  "test.csv": `${header}${rows.slice(8).join("\n")}\n`,
  "parts.yaml":
    "parts: {train: train.csv, test: test.csv}\nformat: csv\ntarget: kind\nclasses: [odd, even]\n",
  "wrong.yaml": "file: train.csv\nformat: cvs\ntargt: kind\n",
};

function pipe(load: string, split: string): string {
  return `pipe 1\n${load}\n${split}\nmodel { linear(classes) }\nloss cross_entropy\n` +
    "optimizer sgd(lr = 0.1)\ntrain(epochs = 1, batch = 4)\n";
}

function inProject(
  texts: Readonly<Record<string, string>>,
  action: (folder: string) => Promise<void>,
) {
  return inFolder(async (folder) => {
    for (const [name, text] of Object.entries({ ...small, ...texts })) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    await action(folder);
  });
}

async function partsOf(folder: string, options: Partial<RunFileOptions> = {}) {
  const here = { workingDirectory: folder, allowed: [] };
  const { prepared } = await runFile("x.pipe", { context: here, ...options });
  return prepared.parts.map(({ name, indices }) => `${name} ${[...indices].join(" ")}`);
}

Deno.test("parts that are given stay as they are", async () => {
  await inProject({ "x.pipe": pipe('load dataset("parts.yaml")', "") }, async (folder) => {
    assert.deepEqual(await partsOf(folder), ["train 0 1 2 3 4 5 6 7", "test 8 9 10 11"]);
  });
});

Deno.test("a split divides the given training rows alone", async () => {
  const text = pipe('load dataset("parts.yaml")', "split holdout(valid = 25%, seed = 1)");
  await inProject({ "x.pipe": text }, async (folder) => {
    const [train, valid, test] = await partsOf(folder);
    const divided = `${train} ${valid}`.match(/\d+/g)!.map(Number);
    assert.deepEqual(divided.toSorted(), [0, 1, 2, 3, 4, 5, 6, 7]);
    assert.equal(valid.match(/\d+/g)!.length, 2);
    assert.equal(test, "test 8 9 10 11");
  });
});

Deno.test("a split cannot take a part that is given", async () => {
  const text = pipe('load dataset("parts.yaml")', "split holdout(test = 25%)");
  await inProject({ "x.pipe": text }, async (folder) => {
    const [problem, ...rest] = await problemsOfAsync(partsOf(folder));
    assert.equal(problem?.code, "E0429");
    assert.equal(rest.length, 0);
  });
});

Deno.test("--data takes the place of the whole load stage and names the folder", async () => {
  const load = 'load csv("nowhere.csv", target = nothing, ignore = x)';
  await inProject({ "x.pipe": pipe(load, "") }, async (folder) => {
    const { exitCode, stdout } = await command(folder, "run", "x.pipe", "--data", "parts.yaml");
    assert.equal(exitCode, 0);
    assert.match(stdout, /2 classes in kind \(odd, even; positive: even\)/);
    const written = await filesIn(`${folder}/out/x-parts`);
    assert(written.includes("model.onnx"));
    assert.equal(
      JSON.parse(await Deno.readTextFile(`${folder}/out/x-parts/metrics.json`)).pipeline,
      "x-parts",
    );
  });
});

Deno.test("with --data the column lines go with the load stage that they are about", async () => {
  const load = 'load csv("nowhere.csv", target = y)\ncolumn nothing: ignore\ncolumn x: date';
  const data = "parts.yaml";
  await inProject({ "x.pipe": pipe(load, "") }, async (folder) => {
    assert.equal((await partsOf(folder, { data })).length, 2);
  });
  await inProject({ "x.pipe": pipe("column nothing: ignore", "") }, async (folder) => {
    const [problem] = await problemsOfAsync(partsOf(folder, { data }));
    assert.equal(problem?.code, "E0421", "there was no load stage for it to go with");
  });
});

Deno.test("a pipeline that imputes, encodes and scales trains data with nothing to impute or encode", async () => {
  const stages = "impute median, most_frequent\nencode one_hot\nscale standard";
  await inProject({ "x.pipe": pipe("", stages) }, async (folder) => {
    assert.equal((await partsOf(folder, { data: "parts.yaml" })).length, 2);
  });
});

Deno.test("a pipeline without a load stage runs with --data", async () => {
  await inProject({ "x.pipe": pipe("", "") }, async (folder) => {
    const data = "parts.yaml";
    assert.deepEqual(await partsOf(folder, { data }), ["train 0 1 2 3 4 5 6 7", "test 8 9 10 11"]);
  });
});

for (
  const [name, data, expected] of [
    ["data instead of a manifest", "train.csv", /E0441.*"train.csv" is not a manifest/],
    ["a file that is not there", "no.yaml", /E0430.*no\.yaml[^]*--data:1:1/],
    [
      "a manifest with mistakes",
      "wrong.yaml",
      /E0446[^]*wrong\.yaml:2:9[^]*E0442[^]*E0444|E0444[^]*E0446[^]*E0442/,
    ],
  ] as const
) {
  for (const verb of ["run", "check"]) {
    Deno.test(`${verb} --data refuses ${name} with exit code 3`, async () => {
      await inProject({ "x.pipe": pipe("", "") }, async (folder) => {
        const { exitCode, stderr } = await command(folder, verb, "x.pipe", "--data", data);
        assert.equal(exitCode, 3);
        assert.match(stderr, expected);
      });
    });
  }
}

Deno.test("check reads the manifest that a pipeline loads", async () => {
  await inProject({ "x.pipe": pipe('load dataset("wrong.yaml")', "") }, async (folder) => {
    const problems = await checkFile("x.pipe", { workingDirectory: folder, allowed: [] });
    assert.deepEqual(problems.map(({ code }) => code).sort(), ["E0442", "E0444", "E0446"]);
  });
});
