/** `docs/training-graph.md` tells of the graph that `compile` writes: of all of it, with its numbers. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeModel } from "../../compiler/backends/onnx/decode.ts";
import type { OnnxGraph, OnnxNode } from "../../compiler/backends/onnx/model.ts";
import { command } from "../cli/command.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { layOutIris, root } from "./api_example.ts";

const page = await Deno.readTextFile(join(root, "docs/training-graph.md"));

function bodyOf({ attributes }: OnnxNode): OnnxGraph {
  assert(attributes?.body?.kind === "graph");
  return attributes.body.value;
}

/** Compiles iris. @returns What is in a file. */
async function compiled(name: string): Promise<Uint8Array> {
  return await inFolder(async (folder) => {
    await layOutIris(folder);
    const { exitCode } = await command(folder, "compile", "pipelines/iris.pipe", "--out", "out");
    assert.equal(exitCode, 0);
    return await Deno.readFile(join(folder, "out", name));
  });
}

/** The part of the page under a heading of its level. */
function underHeading(title: string): string {
  const [, text] = new RegExp(`^## ${title}\\n(.*?)(?=^## |$(?![^]))`, "ms").exec(page) ?? [];
  assert(text, title);
  return text;
}

Deno.test("every node of training.onnx is on the page, with its operator", async () => {
  const { graph: { nodes, inputs } } = decodeModel(await compiled("training.onnx"));
  const at = nodes.findIndex(({ opType }) => opType === "Scan");
  const parts = {
    "Before the loop": nodes.slice(0, at),
    "Each step": bodyOf(nodes[at]).nodes,
    "After the loop": nodes.slice(at + 1),
  };
  for (const [title, there] of Object.entries(parts)) {
    const rows = underHeading(title).split("\n").filter((line) => /^\| [A-Z]\w+ `/.test(line));
    const cells = rows.flatMap((line) => line.split(" | ")[0].slice(2).split(", "));
    const expected = there.map(({ opType, name }) => `${opType} \`${name}\``);
    assert.deepEqual([...new Set(cells)].sort(), expected.sort(), title);
  }
  assert(parts["Each step"].length > 12);
  for (const { name } of inputs) assert(underHeading("Inputs").includes(`| \`${name}\` |`), name);
});

Deno.test("every value of graph.txt is on the page under its number, with its shape", async () => {
  const text = new TextDecoder().decode(await compiled("graph.txt"));
  const [, ...sections] = text.split("# model.onnx")[0].split(/^(?:before|each step|after):$/m);
  const titles = ["Before the loop", "Each step", "After the loop"];
  assert.equal(sections.length, titles.length);
  sections.forEach((section, at) => {
    const values = [...section.matchAll(/^(%\d+) = \w+\(.* : \w+(\[.*\])(?: {2}#.*)?$/gm)];
    assert(values.length > 0);
    for (const [, number, shape] of values) {
      const rows = underHeading(titles[at]).split("\n").filter((row) =>
        row.includes(`| ${number} |`)
      );
      assert.equal(rows.length, 1, number);
      assert(rows[0].includes(` | ${shape} | `), `${number} ${rows[0]}`);
    }
  });
});

Deno.test("the loss on the page is that of the first step of a run", async () => {
  await inFolder(async (folder) => {
    await layOutIris(folder);
    const options = ["--history", "steps", "--out", "out"];
    const { exitCode } = await command(folder, "run", "pipelines/iris.pipe", ...options);
    assert.equal(exitCode, 0);
    const [header, first] = (await Deno.readTextFile(join(folder, "out/history.csv"))).split(
      /\r?\n/,
    );
    const loss = Number(first.split(",")[header.split(",").indexOf("train_loss")]);
    const [row = ""] = underHeading("After the loop").match(/^.*Reshape `loss`.*$/m) ?? [];
    assert.match(row, new RegExp(` \\| ${loss.toPrecision(3)} \\|$`));
  });
});
