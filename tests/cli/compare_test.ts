/** `compare`: trainings at once, each in a folder of its own, in one table with one verdict. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { compareFiles } from "../../runtime/commands/compare.ts";
import { renderAll } from "../../dsl/report/render.ts";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { filesLeft } from "../../runtime/files/out_folder.ts";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder, writeFiles } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/compare/", import.meta.url);
const pipeline = (body = "", split = "split holdout(valid = 20, test = 20, seed = 2)") =>
  `pipe 1
param hidden: int in 1..64 = 4
param rate: float in 0.0..1e38 = 0.1
load csv("x.csv", target = y)
${split}
model {
  linear(hidden)
  tanh
  linear(classes)
}
loss cross_entropy
optimizer adam(lr = rate)
train(epochs = 4, batch = 10)
metric accuracy
${body}`;
const table = "a,b,y\n" +
  Array.from({ length: 80 }, (_, row) => {
    const [a, b] = [Math.sin(row), Math.cos(row * 1.7)];
    return `${a.toFixed(3)},${b.toFixed(3)},${a * b > 0 ? "yes" : "no"}\n`;
  }).join("");

async function withPipelines(
  use: (
    folder: string,
    compare: (...args: readonly string[]) => ReturnType<typeof command>,
  ) => Promise<void>,
  files: Readonly<Record<string, string>> = {},
): Promise<void> {
  await inFolder(async (folder) => {
    await writeFiles(folder, { "x.pipe": pipeline(), "x.csv": table, ...files });
    await use(folder, (...args) => command(folder, "compare", ...args));
  });
}

Deno.test("a grid with seeds: each training is the run that it says, in one table", async () => {
  await withPipelines(async (folder, compare) => {
    const { exitCode, stdout, stderr } = await compare(
      ...["x.pipe", "--set", "hidden=2,8", "--set", "rate=0.05", "--seeds", "2", "--linear"],
    );
    assert.equal(exitCode, 0);
    // What is odd in a training is told with its folder, and once.
    const told = stderr.split("\n\n").filter((each) => each !== "");
    assert(told.length > 0 && new Set(told).size === told.length, stderr);
    assert(
      told.every((each) => /^warning\[W070[12]\].*\n {2}--> \S+_seed-[01]\n/.test(each)),
      stderr,
    );
    assert.match(stdout, /^6 trainings, 2 seeds of each: hidden=2, hidden=8, linear\n/);
    assert.match(
      stdout,
      /^ +trained +parameters +seconds +train accuracy +valid accuracy +test accuracy$/m,
    );
    assert.match(stdout, /^hidden=8 +2 of 2 +42 +\S+ ± \S+( +\d\.\d{4} ± \d\.\d{4}){3}$/m);
    assert.match(stdout, /^linear +2 of 2 +6 /m);
    assert.match(stdout, /^always (yes|no)( +0\.\d{4}){3}$/m);
    const text = stdout.replace(/\n(?! *\n)/g, " ");
    assert.match(
      text,
      /is ahead of \S+ by accuracy on valid.*\(paired t over 2 seeds: p [=<] \S+; exact McNemar over 20 test rows: p [=<] \S+\)\./,
    );
    assert.match(text, /best: penstock run x\.pipe (--linear )?--set hidden=\d --set rate=0\.05/);
    const runs = ["hidden=2", "hidden=8", "linear"].flatMap((label) =>
      [0, 1].map((seed) => `${label}_seed-${seed}`)
    );
    const out = "out/compare-x";
    assert.deepEqual(
      (await filesIn(join(folder, out))).sort(),
      [
        "best.pipe",
        "compare.csv",
        "report.html",
        ...runs.flatMap((run) => filesLeft.run.map((file) => `${run}/${file}`)),
      ]
        .sort(),
    );
    const best = await command(folder, "run", `${out}/best.pipe`, "--out", "best");
    assert.equal(best.exitCode, 0, best.stderr);
    const [, label] = /^# The best of a comparison: (\S+)$/m.exec(
      await Deno.readTextFile(join(folder, out, "best.pipe")),
    ) ?? [];
    assert.deepEqual(
      await Deno.readFile(join(folder, "best/parameters.npz")),
      await Deno.readFile(join(folder, out, `${label}_seed-0/parameters.npz`)),
    );
    await command(
      folder,
      "run",
      "x.pipe",
      "--set",
      "hidden=8",
      "--set",
      "rate=0.05",
      "--seed",
      "1",
    );
    for (const name of ["model.onnx", "metrics.json", "records.json.gz"]) {
      assert.deepEqual(
        await Deno.readFile(join(folder, out, "hidden=8_seed-1", name)),
        await Deno.readFile(join(folder, "out/x", name)),
        name,
      );
    }
    const again = await command(folder, "verify-run", `${out}/linear_seed-1`);
    assert.equal(again.exitCode, 0, again.stderr);
    const [header, ...lines] = (await Deno.readTextFile(join(folder, out, "compare.csv"))).trimEnd()
      .split(/\r?\n/);
    assert.match(
      header,
      /^configuration,pipeline,hidden,rate,seed,folder,parameters,epochs,train_rows,/,
    );
    assert.equal(lines.length, 6);
    assert.match(lines[3], /^hidden=8,x\.pipe,8,0\.05,1,hidden=8_seed-1,42,4,40,/);
  });
});

Deno.test("the variants of a pipeline, and pipelines, are compared; --json is for programs", async () => {
  const variants = pipeline(
    "variant small { optimizer sgd(lr = 0.001) }\nvariant large { train(epochs = 8, batch = 10) }\n",
  );
  await withPipelines(async (_, compare) => {
    const { exitCode, stdout } = await compare("v.pipe", "--json", "--out", "v");
    assert.equal(exitCode, 0);
    const { rows, ranking, verdict, out } = JSON.parse(stdout);
    assert.deepEqual(
      rows.map(({ label, variant }: { label: string; variant: string }) => [label, variant]).sort(),
      [["large", "large"], ["small", "small"], ["v", undefined]],
    );
    assert.deepEqual([ranking, out], [
      { metric: "accuracy", part: "valid", better: "higher" },
      "v",
    ]);
    // One seed tells nothing.
    assert.deepEqual([verdict.best, verdict.next, verdict.isLarger, verdict.seeds], [
      "large",
      "v",
      false,
      undefined,
    ]);
    const files = await compare("x.pipe", "v.pipe", "--variant", "large");
    assert.equal(files.exitCode, 2, "x.pipe has no such variant");
    assert.match((await compare("x.pipe", "y.pipe")).stdout, /^2 trainings: x, y\n/);
  }, { "v.pipe": variants, "y.pipe": pipeline().replace("tanh", "relu") });
});

Deno.test("a training that diverges is a row with its reason", async () => {
  await withPipelines(async (folder, compare) => {
    const { exitCode, stdout } = await compare("x.pipe", "--set", "rate=0.05,1e38");
    assert.equal(exitCode, 0);
    assert.match(stdout, /^rate=1e38: E0601: The training diverges at step \d/m);
    assert.match(stdout, /^rate=1e38 +0 of 1$|^rate=1e38$/m);
    assert.doesNotMatch(stdout, /is ahead of/);
    const csv = await Deno.readTextFile(join(folder, "out/compare-x/compare.csv"));
    assert.match(csv, /,reason\r?\n.*\r?\nrate=1e38,.*E0601: /s);
  });
});

Deno.test("what is asked to end keeps what is done, and goes on from there", async () => {
  await withPipelines(async (folder, compare) => {
    const signal = { aborted: false };
    const context = { workingDirectory: folder, allowed: [], signal };
    let ended = 0;
    const stopped = await compareFiles(["x.pipe"], {
      ...{ context, grid: { hidden: ["2", "3", "4", "5"] }, threads: 1 },
      resumeWith: "penstock compare x.pipe --resume",
      listener: {
        onMember: ({ finished }) => {
          if (finished) ended += 1;
          if (ended === 2) signal.aborted = true;
        },
      },
    }).then(() => "", (error) => {
      assert(error instanceof PenstockError);
      return renderAll(error.diagnostics) + "\n";
    });
    assert.match(stopped, /^error\[E0608\]: Interrupted: [23] of 4 trainings are done\n/);
    await assertGolden(
      new URL("E0608_interrupted.txt", goldens),
      stopped.replace(/[23] of 4/, "2 of 4"),
    );
    const kept = join(folder, "out/compare-x/hidden=2/run.lock.yaml");
    const before = await Deno.readTextFile(kept);
    const { exitCode, stdout } = await compare("x.pipe", "--set", "hidden=2,3,4,5", "--resume");
    assert.equal(exitCode, 0);
    assert.match(stdout, /^hidden=5 /m);
    assert.equal(await Deno.readTextFile(kept), before, "what is trained is not trained again");
    await Deno.writeTextFile(
      join(folder, "x.pipe"),
      pipeline().replace("epochs = 4", "epochs = 3"),
    );
    await compare("x.pipe", "--set", "hidden=2,3,4,5", "--resume");
    assert.notEqual(await Deno.readTextFile(kept), before, "another training is");
  });
});

const otherSplit = pipeline("", "split holdout(valid = 20, test = 20, seed = 3)");
const mistakes: Readonly<Record<string, readonly string[]>> = {
  "E0535_not_linear.txt": ["softmax.pipe", "--linear"],
  "E0536_one.txt": ["x.pipe"],
  "E0537_split.txt": ["x.pipe", "split.pipe"],
  "E0537_target.txt": ["x.pipe", "target.pipe"],
  "E0537_data.txt": ["x.pipe", "data.pipe"],
  "E0609_none.txt": ["far.pipe", "--set", "hidden=2,3"],
  "values.txt": ["x.pipe", "--set", "hidden=2,x,0", "--set", "rat=1,2"],
  "no_values.txt": ["x.pipe", "--set", "hidden="],
  "no_file.txt": ["y.pipe", "--seeds", "2"],
};
for (const [file, args] of Object.entries(mistakes)) {
  Deno.test(`${file}: nothing is compared, and why`, async () => {
    await withPipelines(async (folder, compare) => {
      const before = await filesIn(folder);
      const { exitCode, stderr } = await compare(...args);
      assert.notEqual(exitCode, 0);
      await assertGolden(new URL(file, goldens), stderr);
      assert.deepEqual(await filesIn(folder), before);
    }, {
      "split.pipe": otherSplit,
      "softmax.pipe": pipeline().replace("linear(classes)", "linear(classes)\n  softmax"),
      "far.pipe": pipeline().replace("adam(lr = rate)", "sgd(lr = 1e38)").replace(
        "model {",
        "scale divide(1e-30)\nmodel {",
      ),
      "target.pipe": pipeline().replace("target = y", "target = c").replace("x.csv", "c.csv"),
      "c.csv": table.replace("a,b,y", "a,b,c"),
      "data.pipe": pipeline().replace("x.csv", "d.csv"),
      "d.csv": table.replace("0.000", "0.001"),
    });
  });
}

Deno.test("other rows are compared where that is asked for", async () => {
  await withPipelines(async (_, compare) => {
    const { exitCode, stdout } = await compare("x.pipe", "split.pipe", "--allow-different-data");
    assert.equal(exitCode, 0);
    assert.match(stdout, /is ahead of/);
    assert.doesNotMatch(stdout, /McNemar/);
  }, { "split.pipe": otherSplit });
});

Deno.test("what is expected of means over seeds is judged with so many seeds", async () => {
  const expected = `expect accuracy in 0..0.01 on train(seeds = 2)
expect loss in 0..1000 on test(seeds = 2)
expect loss in 0..1000 on test
`;
  const files = { "x.pipe": pipeline(expected) };
  await withPipelines(async (folder, compare) => {
    const args = ["x.pipe", "--set", "hidden=2,4"];
    const { exitCode, stdout, stderr } = await compare(...args, "--seeds", "3");
    assert.equal(exitCode, 5, stderr);
    const means = [2, 4].map(async (hidden) => {
      const values = [0, 1].map(async (seed) => {
        const path = `out/compare-x/hidden=${hidden}_seed-${seed}/metrics.json`;
        const { parts } = JSON.parse(await Deno.readTextFile(join(folder, path)));
        return parts.train.accuracy;
      });
      const [one, other] = await Promise.all(values);
      return (one + other) / 2;
    });
    const text = stdout.replaceAll(/\n +/g, " ");
    for (const [at, mean] of (await Promise.all(means)).entries()) {
      const line = `hidden=${2 + 2 * at}: accuracy on train ${
        mean.toFixed(4)
      }, mean of 2 seeds, not`;
      assert(text.includes(line), text);
    }
    assert.match(text, /hidden=2: loss on test \S+, mean of 2 seeds, in 0\.\.1000$/m);
    assert.equal(
      stderr.match(/^error\[E0701\]: accuracy on train is .*, the mean of 2 seeds/gm)?.length,
      2,
    );
    const few = await compare(...args, "--out", "few");
    assert.equal(few.exitCode, 0, few.stderr);
    assert.match(few.stdout, /^not judged: what is expected of 2 seeds \(--seeds 2\)$/m);
  }, files);
});
