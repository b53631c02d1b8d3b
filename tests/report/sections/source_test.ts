import assert from "node:assert/strict";
import { sourceSection } from "../../../report/sections/source.ts";
import { sourceLines } from "../../../report/sections/source_text.ts";
import { markup } from "../../../report/markup/markup.ts";
import { hostile, textOfSection, times, tinyRun, tinyText } from "../parts_runs.ts";

const textOf = (run = tinyRun()) => textOfSection(sourceSection(run));
const shown = (text: string) => sourceLines(text).map((line) => `${markup`${line}`}`);

Deno.test("keywords are bold, numbers and texts are values, comments are soft", () => {
  assert.deepEqual(shown(`seed 3 # any\nload csv("a")`), [
    `<b>seed</b> <span class="value">3</span><i> # any</i>`,
    `<b>load</b> csv(<span class="value">&quot;a&quot;</span>)`,
  ]);
});

Deno.test("a keyword that names an argument is not bold", () => {
  assert.deepEqual(shown("split holdout(seed = 7)"), [
    `<b>split</b> holdout(seed = <span class="value">7</span>)`,
  ]);
});

Deno.test("a text that is not of the language stays as it is", () => {
  assert.deepEqual(shown("seed 3;\n<b> ~"), ["seed 3;", "&lt;b&gt; ~"]);
});

Deno.test("every line of every file has an id of its own", () => {
  const sources = [{ file: "tiny.pipe", text: tinyText }, {
    file: "base.pipe",
    text: "pipe 1\r\nseed 1",
  }];
  const text = textOf(tinyRun({ records: { sources } }));
  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert(ids.includes("L8") && ids.includes("L2-2"));
  assert.match(text, /from 2 files/);
});

Deno.test("what was set from outside is told", () => {
  assert.match(textOf(), /Nothing was set from outside\./);
  const text = textOf(
    tinyRun({ metrics: { variant: "wide", params: { hidden: 9 }, set: ["hidden"] } }),
  );
  assert.match(text, /It is the variant <bdi>wide<\/bdi>\./);
  assert.match(text, /Set from outside: <bdi>hidden<\/bdi> = 9\./);
});

Deno.test("expectations are judged", () => {
  const expected = { metric: "accuracy", part: "train", low: 0.8, high: 1 } as const;
  const text = textOf(tinyRun({
    metrics: {
      expectations: [expected, { ...expected, low: 0.9 }, { ...expected, seeds: 5 }],
    },
  }));
  assert.match(text, /accuracy on train<\/th>\s*<td>0\.8 to 1<\/td>\s*<td>0\.8<\/td>\s*<td>holds/);
  assert.equal(times(text, "does not hold"), 1);
  assert.match(text, /mean of 5 seeds/);
});

Deno.test("the graph is told by line", () => {
  const graph = {
    lines: [
      {
        ...{ file: "tiny.pipe", line: 5, text: "hidden: linear(2)" },
        nodes: { step: ["hidden = gemm(x)"], gradient: [`g = ${hostile}`] },
        more: { mul: 3 },
      },
      { nodes: { after: ["loss = mean(l)"] } },
    ],
    left_out: 3,
  };
  const text = textOf(tinyRun({ records: { graph } }));
  assert.match(text, /6 nodes, by line/);
  assert.match(text, /line 5: <code class="mono">hidden: linear\(2\)<\/code>, 2 nodes/);
  assert.match(text, /<a href="#L5">/);
  assert.match(text, /not told: 3 mul/);
  assert(!text.includes("<script"));
});

Deno.test("texts that are too long are missed in words", () => {
  assert.match(textOf(tinyRun({ records: { sources: undefined } })), /too long to be recorded/);
});
