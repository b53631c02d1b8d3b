/** Variants and parameters as a person meets them on the command line. */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder } from "../runtime/pipelines.ts";
import { type Answer, command, subprocess } from "./command.ts";

const goldens = new URL("golden/compose/", import.meta.url);

const base = `pipe 1
param hidden: int in 1..64 = 4 "units in the hidden layer"
param lr: float in 0.0..1.0 = 0.1 "step size"
param shuffled: boolean = true
param name: string = "flowers.csv"
param wide: int = 2 * features
load csv(name, target = species)
loss cross_entropy
optimizer sgd(lr = lr)
train(epochs = 1, batch = 2, shuffle = shuffled)
`;
const files = {
  "shared/flowers.csv": "width,species\n1,a\n2,b\n3,a\n4,b\n",
  "shared/base.pipe": base,
  "x.pipe": `pipe 1
use "shared/base.pipe"
variant small {
  model { linear(classes) }
}
variant large {
  param hidden: int in 1..64 = 32 "units in the hidden layer"
  model {
    linear(hidden)
    linear(classes)
  }
}
`,
  "p.yaml": "# for x.pipe\nhidden: 8\nshuffled: false\n",
};

/** Runs a command beside some files. */
async function inFiles(
  more: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Answer & { readonly left: readonly string[] }> {
  return await inFolder(async (folder) => {
    for (const [name, text] of Object.entries({ ...files, ...more })) {
      await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
      await Deno.writeTextFile(join(folder, name), text);
    }
    const answer = await command(folder, ...args);
    const left = (await filesIn(folder)).filter((each) => each.startsWith("out/"));
    return { ...answer, left };
  });
}

Deno.test("run --variant leaves a folder named after it", async () => {
  const { exitCode, left, stderr } = await inFiles({}, "run", "x.pipe", "--variant", "large");
  assert.equal(stderr, "");
  assert.equal(exitCode, 0);
  assert(left.includes("out/x-large/model.onnx"));
});

Deno.test("parameters come from the file, the variant, --params and --set, the last wins", async () => {
  const listed = async (...args: readonly string[]) =>
    (await inFiles({}, "params", "x.pipe", ...args)).stdout;
  const all = ["--variant", "large", "--params", "p.yaml", "--set", "hidden=3", "--set", "lr=1"];
  const tables = [await listed(), await listed("--variant", "large"), await listed(...all)];
  await assertGolden(new URL("params.txt", goldens), tables.join("\n"));
});

Deno.test("check --variant looks at one variant alone", async () => {
  const large = files["x.pipe"].replace("linear(hidden)", "lineer(hidden)");
  const check = (variant: string) =>
    inFiles({ "x.pipe": large }, "check", "x.pipe", "--variant", variant);
  const small = await check("small");
  assert.deepEqual([small.exitCode, small.stdout, small.stderr], [0, "x.pipe: ok\n", ""]);
  const { exitCode, stdout, stderr } = await check("large");
  assert.deepEqual([exitCode, stdout], [1, ""]);
  assert.match(stderr, /^error\[E0204\]: Unknown layer "lineer"/);
});

Deno.test("params says so where there are none", async () => {
  const { stdout } = await inFiles({ "x.pipe": "pipe 1\nseed 1\n" }, "params", "x.pipe");
  assert.equal(stdout, "This pipeline declares no parameters\n");
});

Deno.test("the task of params may do what it needs", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "x.pipe"), "pipe 1\nparam n: int = 1\n");
    const { exitCode, stdout } = await subprocess("params", ["x.pipe"], { folder });
    assert.equal(exitCode, 0);
    assert(stdout.includes("n     int"));
  });
});

const params = (text: string) => ({
  files: { "p.yaml": text },
  args: ["run", "x.pipe", "--variant", "small", "--params", "p.yaml"],
});

/** By the name of the golden file with what is shown. */
const mistakes: Readonly<
  Record<string, { exitCode: number; args: string[]; files?: Record<string, string> }>
> = {
  no_variant_chosen: { exitCode: 1, args: ["run", "x.pipe"] },
  unknown_variant: { exitCode: 2, args: ["run", "x.pipe", "--variant", "smal"] },
  check_of_an_unknown_variant: { exitCode: 2, args: ["check", "x.pipe", "--variant", "smal"] },
  unknown_param: { exitCode: 2, ...params("hidden: 3\nhiden: 4\n") },
  param_twice: { exitCode: 2, ...params("hidden: 3\nhidden: 4\n") },
  param_out_of_range: { exitCode: 2, ...params("hidden: 65\nlr: fast\nshuffled: 1\n") },
  param_value: { exitCode: 2, ...params("hidden: [1, 2]\nlr: .inf\nshuffled:\n") },
  not_params: { exitCode: 2, ...params("- 1\n") },
  broken_params: { exitCode: 2, ...params("hidden: [\n") },
  no_params_file: { exitCode: 3, args: ["params", "x.pipe", "--params", "q.yaml"] },
  check_of_variants: {
    exitCode: 1,
    args: ["check", "x.pipe"],
    files: {
      "x.pipe": files["x.pipe"].replace("linear(hidden)", "lineer(hidden)") +
        "variant none {\n  metric accuracy\n}\nvariant deep {\n  model { linear(hidden * lr) }\n}\n",
    },
  },
};

for (const [name, { exitCode, args, files = {} }] of Object.entries(mistakes)) {
  Deno.test(`compose: ${name} is explained and ends with ${exitCode}`, async () => {
    const answer = await inFiles(files, ...args);
    assert.deepEqual([answer.exitCode, answer.stdout, answer.left], [exitCode, "", []]);
    await assertGolden(new URL(`${name}.txt`, goldens), answer.stderr);
  });
}
