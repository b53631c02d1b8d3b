/** What `export` writes for those who use a model without Penstock. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { load } from "js-yaml";
import { execute, root } from "../docs/api_example.ts";
import { askedModel, kinds } from "../models/kinds.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const locked = ["--config", join(root, "deno.json"), "--lock", join(root, "tests/deno.lock")];

async function exported(folder: string, ...options: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await command(folder, "export", "model.onnx", ...options);
  assert.equal(exitCode, 0, stderr);
  return stdout;
}

/** A folder with the model of a pipeline. */
async function withModel<T>(
  lines: readonly string[],
  use: (folder: string) => Promise<T>,
): Promise<T> {
  return await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "x.pipe"), ["pipe 1", ...lines, ""].join("\n"));
    const { exitCode, stderr } = await command(folder, "run", "x.pipe", "--out", "out");
    assert.equal(exitCode, 0, stderr);
    for (const name of ["model.onnx", "metrics.json"]) {
      await Deno.rename(join(folder, "out", name), join(folder, name));
    }
    return await use(folder);
  });
}

Deno.test("the types of a model of every kind are right, and its answers those of the model", async () => {
  await inFolder(async (folder) => {
    const names = Object.keys(kinds);
    for (const [at, name] of names.entries()) {
      const { bytes } = await askedModel(name);
      await Deno.writeFile(join(folder, "model.onnx"), bytes);
      await Deno.writeTextFile(join(folder, `m${at}.ts`), await exported(folder, "--types"));
    }
    const files = names.map((_, at) => `m${at}.ts`);
    const { code, stderr } = await execute(Deno.execPath(), ["check", ...locked, ...files], {
      cwd: folder,
    });
    assert.equal(code, 0, stderr);
  });
});

Deno.test("rows with words, days and holes are asked by the types of their model", async () => {
  await withModel(kinds["words, days and holes"], async (folder) => {
    await Deno.writeTextFile(join(folder, "model.ts"), await exported(folder, "--types"));
    await Deno.writeTextFile(
      join(folder, "ask.ts"),
      `import { load, type Row } from "./model.ts";
const model = await load("model.onnx");
const rows: Row[] = [
  { a: 0.5, colour: "grün", day: new Date("2024-03-12"), wide: 1e9 + 0.002 },
  { a: null, colour: "red", day: new Date("2024-05-14"), wide: 1e9 },
];
console.log(JSON.stringify((await model.answer(rows)).map(({ label }) => label)), (await model.answer([])).length);
await model.release();
`,
    );
    const args = ["run", "--quiet", "--check", ...locked, "--allow-read", "--allow-ffi", "ask.ts"];
    const { code, stdout, stderr } = await execute(Deno.execPath(), args, { cwd: folder });
    assert.equal(code, 0, stderr);
    const csv =
      "a,colour,day,wide\n0.5,grün,2024-03-12,1000000000.002\n,red,2024-05-14,1000000000\n";
    await Deno.writeTextFile(join(folder, "rows.csv"), csv);
    const predicted = await command(folder, "predict", "model.onnx", "rows.csv");
    const labels = predicted.stdout.trim().split("\n").slice(1).map((line) => line.split(",")[0]);
    assert.equal(stdout, `${JSON.stringify(labels)} 0\n`);
  });
});

Deno.test("a model card has the metrics of the run at its head, and everything in words", async () => {
  await withModel([...kinds.classes, "metric accuracy"], async (folder) => {
    const card = await exported(folder, "--card");
    const [, head, text] = /^---\n([^]*?)\n---\n([^]*)$/.exec(card) ?? [];
    // As the hub reads it.
    const read = load(head) as {
      pipeline_tag: string;
      "model-index": {
        results: { dataset: { split: string }; metrics: { type: string; value: number }[] }[];
      }[];
    };
    assert.equal(read.pipeline_tag, "tabular-classification");
    const { parts } = JSON.parse(await Deno.readTextFile(join(folder, "metrics.json")));
    const told = read["model-index"][0].results.map(({ dataset, metrics }) => [
      dataset.split,
      Object.fromEntries(metrics.map(({ type, value }) => [type, value])),
    ]);
    const { rows: _, ...scores } = parts.train;
    assert.deepEqual(told, [["train", scores]]);
    for (
      const part of [
        "# x\n",
        "## Use",
        "| \`a\` | number |",
        "`high`, `low`, `mid`",
        "## Limits",
        "linear(6)",
      ]
    ) {
      assert(text.includes(part), `${part}\n${text}`);
    }
  });
});

const evil = [
  "*/ throw 1 /*",
  "</script><script>throw 2</script>",
  'line\\nbreak \\"quoted\\"',
  "`|tick",
];

Deno.test("names that look like code stay names", async () => {
  const cells = Array.from(
    { length: 12 },
    (_, row) => [row, -row, row / 7, 1, row % 2 ? "`</script>" : "*/ a"],
  );
  const columns = [...evil, "y"].map((name) => `"${name}"`).join(", ");
  const lines = [
    `load rows(${JSON.stringify(cells)}, target = y, columns = [${columns}])`,
    ...kinds.classes.slice(2),
  ];
  await withModel(lines, async (folder) => {
    await Deno.writeTextFile(join(folder, "model.ts"), await exported(folder, "--types"));
    await Deno.writeTextFile(join(folder, "ask.js"), await exported(folder, "--snippet", "node"));
    const { code, stderr } = await execute(Deno.execPath(), [
      "check",
      ...locked,
      "model.ts",
      "ask.js",
    ], { cwd: folder });
    assert.equal(code, 0, stderr);
    const page = await exported(folder, "--snippet", "browser");
    assert.deepEqual(page.match(/<\/?script/g), ["<script", "</script"]);
    const python = await exported(folder, "--snippet", "python");
    assert.equal(python.split("\n").filter((line) => line.includes("throw")).length, 1);
    const [tables] = (await exported(folder, "--card")).split("## Training");
    assert(tables.includes("| `??tick` |"), tables);
  });
});

Deno.test("export says what it needs, and replaces what it wrote and nothing else", async () => {
  await withModel(kinds.classes, async (folder) => {
    const nothing = await command(folder, "export", "model.onnx");
    assert.equal(nothing.exitCode, 2);
    const two = await command(folder, "export", "model.onnx", "--card", "--types");
    assert.equal(two.exitCode, 2);
    const other = await command(folder, "export", "metrics.json", "--card");
    assert.equal(other.exitCode, 3);
    assert.match(other.stderr, /error\[E0435\]/);
    await Deno.writeTextFile(join(folder, "README.md"), "# mine\n");
    const mine = await command(folder, "export", "model.onnx", "--card", "--out", "README.md");
    assert.match(mine.stderr, /error\[E0875\]/);
    assert.equal(await Deno.readTextFile(join(folder, "README.md")), "# mine\n");
    for (const _ of ["first", "again"]) {
      assert.equal(
        (await command(folder, "export", "model.onnx", "--card", "--out", "card.md")).exitCode,
        0,
      );
    }
  });
});
