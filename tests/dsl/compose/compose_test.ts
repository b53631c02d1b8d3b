import assert from "node:assert/strict";
import fc from "fast-check";
import type { CheckedCall } from "../../../dsl/language/pipeline.ts";
import { check } from "../../../dsl/check/check.ts";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import { format } from "../../../dsl/format/format.ts";
import { parse } from "../../../dsl/syntax/parse.ts";
import { checkedPipeline, composed, vocabulary } from "./composed.ts";
import { itemsOf } from "../example.ts";

const data = 'load csv("iris.csv", target = species)\n';
const base = `${data}seed 3\nmodel { linear(classes) }\nloss mse\nmetric accuracy\n`;

/** What a file says, line by line, in the order that holds. */
async function linesOf(files: Readonly<Record<string, string>>, variant?: string) {
  const { items } = await composed(files, variant);
  return items.filter(({ kind }) => kind !== "version").map(({ span }) =>
    span.source.text.slice(span.start, span.end)
  );
}

/** Layers as text: `tower_1` stands as `tower`, a label before it. */
function shown(layers: readonly CheckedCall[]): string[] {
  return layers.map(({ definition, label, arguments: values, block }) => {
    const [first] = Object.values(values);
    const call = definition.name + (first === undefined ? "" : `(${first})`);
    return (label ? `${label}: ` : "") + call + (block ? ` { ${shown(block).join("; ")} }` : "");
  });
}

async function layersOf(lines: string, options: { readonly classes?: number } = {}) {
  const pipeline = await checkedPipeline({ "main.pipe": data + lines }, options);
  return shown(pipeline.model.layers);
}

Deno.test("what is overridden stands where it stood, what is new comes last", async () => {
  const lines = await linesOf({
    "main.pipe": 'train(epochs = 2)\nuse "base.pipe"\noverride loss cross_entropy\n',
    "base.pipe": "seed 3\nloss mse\nmetric accuracy\n",
  });
  assert.deepEqual(lines, [
    "seed 3",
    "loss cross_entropy",
    "metric accuracy",
    "train(epochs = 2)",
  ]);
});

Deno.test("a file that is used on two ways says everything once", async () => {
  const lines = await linesOf({
    "main.pipe": 'use "a.pipe"\nuse "b.pipe"\n',
    "a.pipe": 'use "base.pipe"\nseed 1\n',
    "b.pipe": 'use "base.pipe"\nloss mse\n',
    "base.pipe": "metric accuracy\n",
  });
  assert.deepEqual(lines, ["metric accuracy", "seed 1", "loss mse"]);
});

Deno.test("an override settles what two used files say differently", async () => {
  const lines = await linesOf({
    "main.pipe": 'use "a.pipe"\nuse "b.pipe"\noverride seed 3\n',
    "a.pipe": "seed 1\n",
    "b.pipe": "seed 2\n",
  });
  assert.deepEqual(lines, ["seed 3"]);
});

Deno.test("an override of an override holds, and parameters that follow see it", async () => {
  const { params } = await checkedPipeline({
    "main.pipe": 'use "a.pipe"\noverride param n: int = 7\n',
    "a.pipe": 'use "base.pipe"\noverride param n: int = 5\n',
    "base.pipe": `${base}param n: int = 2\nparam twice: int = 2 * n\n`,
  });
  assert.deepEqual(params.map(({ name, value }) => [name, value]), [["n", 7], ["twice", 14]]);
});

Deno.test("a variant replaces shared stages, and is left out unless it is chosen", async () => {
  const files = { "main.pipe": "seed 1\nloss mse\nvariant a {\n  loss cross_entropy\n}\n" };
  assert.deepEqual(await linesOf(files), ["seed 1", "loss mse"]);
  assert.deepEqual(await linesOf(files, "a"), ["seed 1", "loss cross_entropy"]);
});

Deno.test("the lines of a variant need no indentation", () => {
  const [variant] = itemsOf("variant a {\nloss mse\nmetric accuracy, f1\nmodel { relu }\n}\n");
  assert.deepEqual(variant.items.map(({ kind }: { kind: string }) => kind), Array(3).fill("stage"));
});

Deno.test("a path is relative to the file that writes it", async () => {
  const folders = (main: string) =>
    checkedPipeline({
      "main.pipe": main,
      "shared/base.pipe": 'use "deep/data.pipe"\nmodel { relu }\nparam file: string = "here.csv"\n',
      "shared/deep/data.pipe": 'load csv("../../iris.csv")\n',
    });
  const pathOf = async (main: string) => {
    const { path } = (await folders(main)).load.arguments as { readonly path?: string };
    return path;
  };
  const use = 'use "shared/base.pipe"\n';
  assert.equal(await pathOf(use), "shared/deep/../../iris.csv");
  assert.equal(await pathOf(`${use}override load csv("own.csv")\n`), "own.csv");
  assert.equal(await pathOf(`${use}override load csv("/tmp/own.csv")\n`), "/tmp/own.csv");
  assert.equal(await pathOf(`${use}override load csv(file)\n`), "shared/here.csv");
});

Deno.test("a call of a block is a group of its layers under the name of the block", async () => {
  const block = "block tower(n, m = 2 * n) {\n  linear(n)\n  linear(m)\n}\n";
  const layers = await layersOf(`${block}model {
  tower(4)
  enc: tower(m = 1, n = 3)
  residual {
    tower(classes)
  }
}
`);
  assert.deepEqual(layers, [
    "tower { linear(4); linear(8) }",
    "enc: tower { linear(3); linear(1) }",
    "residual { tower { linear(3); linear(6) } }",
  ]);
});

Deno.test("a block sees its arguments and the names of the file, not those of its caller", async () => {
  const layers = await layersOf(`param k: int = 5
block inner(n) { linear(n + k) }
block outer(k) { inner(k) }
model { outer(1) }
`);
  assert.deepEqual(layers, ["outer { inner { linear(6) } }"]);
});

Deno.test("a repetition is as if its layers were written again", async () => {
  const layers = await layersOf(`param deep: int = 2
block pair(n) {
  repeat(n) { relu }
}
model {
  repeat(deep) {
    a: linear(4)
    repeat(2) { b: tanh }
    residual { c: relu }
  }
  repeat(classes) { relu }
  pair(2)
}
`);
  const copy = (at: number) => [
    `a_${at}: linear(4)`,
    `b_1_${at}: tanh`,
    `b_2_${at}: tanh`,
    "residual { c: relu }",
  ];
  assert.deepEqual(layers, [
    ...copy(1),
    ...copy(2),
    ...Array(3).fill("relu"),
    "pair { relu; relu }",
  ]);
});

Deno.test("ten thousand layers are not too many", async () => {
  assert.equal((await layersOf("model {\n  repeat(10000) { relu }\n}\n")).length, 10_000);
});

Deno.test("before the data is seen a repetition is taken once", async () => {
  const file = await composed({ "main.pipe": `${data}model {\n  repeat(classes) { relu }\n}\n` });
  assert.equal(unwrap(check(file, vocabulary)).model.layers.length, 1);
});

Deno.test("a file that was not composed is refused", () => {
  const file = unwrap(parse({ name: "x.pipe", text: 'pipe 1\nuse "base.pipe"\n' }));
  assert.throws(() => check(file, vocabulary), RangeError);
});

Deno.test("blocks that double at each step end in a diagnostic, soon", async () => {
  const blocks = Array.from(
    { length: 40 },
    (_, at) => `block b${at + 1} {\n  b${at}\n  b${at}\n}\n`,
  );
  const startMs = performance.now();
  await assert.rejects(
    layersOf(`block b0 { relu }\n${blocks.join("")}model { b40 }\n`),
    /E0244/,
  );
  assert(performance.now() - startMs < 5000);
});

const layer = fc.letrec<{ layers: string; one: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("relu", "linear(classes)", "pair(2)", "pair(n = k)", "tanh"),
    fc.tuple(fc.integer({ min: 1, max: 3 }), tie("layers")).map(([count, layers]) =>
      `repeat(${count}) {\n${layers}\n}`
    ),
    tie("layers").map((layers) => `residual {\n${layers}\n}`),
  ),
  layers: fc.array(tie("one"), { minLength: 1, maxLength: 3 }).map((each) => each.join("\n")),
})).layers;

Deno.test("expansion gives the same layers every time, also of the formatted text", async () => {
  await fc.assert(
    fc.asyncProperty(layer, async (layers) => {
      const text = `param k: int = 2
block pair(n) {
linear(n)
repeat(n) { relu }
}
model {
${layers}
}
`;
      const expanded = await layersOf(text);
      assert.deepEqual(await layersOf(text), expanded);
      const formatted = format({ name: "", text: `pipe 1\n${text}` }).replace("pipe 1\n", "");
      assert.deepEqual(await layersOf(formatted), expanded);
    }),
    { numRuns: 100 },
  );
});

Deno.test("formatting a variant without indentation keeps its meaning", () => {
  const text = "variant a {\nloss   mse\nmodel {\nrelu\n}\n}\nseed 3\n";
  const formatted = format({ name: "", text: `pipe 1\n${text}` });
  assert.deepEqual(itemsOf(formatted.replace("pipe 1\n", "")), itemsOf(text));
  assert.equal(format({ name: "", text: formatted }), formatted);
});

Deno.test("what the data make wrong in a block tells where the block was called", async () => {
  const file = await composed({
    "main.pipe":
      'load csv("x.csv")\nblock deep(width) {\n  linear(width - 3)\n}\nmodel {\n  deep(classes)\n}\n',
  });
  const result = unwrap(check(file, vocabulary)).resolve({ features: 4, classes: 3, rows: 9 });
  assert(!result.ok);
  const found = result.diagnostics.map(({ code, notes }) => [code, notes?.[0]?.message]);
  assert.deepEqual(found, [["E0206", "called here"]]);
});
