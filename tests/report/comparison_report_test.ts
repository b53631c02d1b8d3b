/** The page of a comparison, from records made by hand. */
import assert from "node:assert/strict";
import { comparisonReport } from "../../report/comparison_report.ts";
import type {
  ComparedRow,
  ComparedRun,
  ReportedComparison,
} from "../../report/input/comparison.ts";

const hostile = '<script>alert("1")</script>';

/** A configuration that was right in so many of 10 test rows, with each of two seeds. */
function configuration(
  label: string,
  rights: readonly [number, number],
  set: Readonly<Record<string, string>> = {},
): { readonly row: ComparedRow; readonly runs: readonly ComparedRun[] } {
  const shares = rights.map((right) => right / 10);
  const mean = (shares[0] + shares[1]) / 2;
  const deviation = Math.abs(shares[0] - shares[1]) / Math.SQRT2;
  const runs = shares.map((accuracy, seed): ComparedRun => ({
    label,
    seed,
    resolved: `pipe 1\nmodel {\n  linear(out = ${label.length})\n}\n`,
    // What else a run leaves is not looked at.
    metrics: {
      made_of: { pipeline: "a", files: [{ path: "x.csv", bytes: 3, sha256: "f00" }], split: "5" },
      computed_by: { penstock: "0.2.0", engine: "onnxruntime 1" },
      device: "cpu",
      parts: { test: { rows: 10, accuracy } },
    } as unknown as ComparedRun["metrics"],
    records: {
      ...{ answers: { kind: "classes", names: ["no", "yes"] }, parts: {} },
      history: [1, 2].map((epoch) => ({
        ...{ epoch, learning_rate: 0.1, after: {}, train: { loss: 1 / epoch, accuracy: 0.5 } },
        valid: { loss: 1 / epoch, accuracy },
      })),
    } as unknown as ComparedRun["records"],
  }));
  return {
    row: {
      ...{ label, pipeline: "x.pipe", set, trained: 2, failed: [], parameters: 10 * label.length },
      ...{ parts: { test: { accuracy: { mean, deviation } } }, expectations: [] },
    },
    runs,
  };
}

function compared(
  configurations: readonly ReturnType<typeof configuration>[],
): ReportedComparison {
  return {
    name: "compare-x",
    ranking: { metric: "accuracy", part: "test", better: "higher" },
    rows: configurations.map(({ row }) => row),
    runs: configurations.flatMap(({ runs }) => runs),
    baselines: [{ answer: "most_frequent", says: "no", parts: { test: { accuracy: 0.4 } } }],
    sizes: { test: 10 },
    verdict: {
      ...{ best: "a", next: "b", isLarger: false, isTie: false },
      seeds: { name: "paired t", pairs: 2, p: 0.5 },
    },
    command: "penstock compare x.pipe --seeds 2",
    best: "penstock run best.pipe",
  };
}

const two = compared([configuration("a", [9, 8]), configuration("b-long", [7, 7])]);

Deno.test("the page says who is ahead, on which rows, and what needs no model", () => {
  const page = comparisonReport(two);
  assert.match(
    page,
    /<h1>On the same 10 test rows <b><bdi>a<\/bdi><\/b> gets <b>85%<\/b> right and <b><bdi>b-long<\/bdi><\/b> 70% \(mean of 2 seeds\)\. Always answering “no” gets 40%\.<\/h1>/,
  );
  assert.match(
    page,
    /these seeds and rows cannot tell them apart \(paired t over 2 seeds: p = 0\.50\)/,
  );
  assert.match(
    page,
    /<tr class="best"><th scope="row"[^>]*><bdi>a<\/bdi><\/th><td>0\.850 ± 0\.071<\/td>/,
  );
});

Deno.test("the page marks what two pipelines say otherwise, and only that", () => {
  const page = comparisonReport(two);
  const rows = [...page.matchAll(/<div class="row([^"]*)">.*?<code>(.*?)<\/code>/g)]
    .map(([, kind, text]) => `${kind.trim()}|${text}`);
  assert.deepEqual(rows, [
    "|pipe 1",
    "|model {",
    "removed|  linear(out = 6)",
    "added|  linear(out = 1)",
    "|}",
    "|",
  ]);
});

Deno.test("each seed is a tick, and a grid of two parameters a table of shades", () => {
  const grid = ["1", "2"].flatMap((width) =>
    ["relu", "tanh"].map((act, at) =>
      configuration(`width=${width} act=${act}`, [Number(width) + 5, 7 + at], { width, act })
    )
  );
  const page = comparisonReport(compared(grid));
  const seeds = /<svg[^>]*aria-labelledby="seeds-title[\s\S]*?<\/svg>/.exec(page)?.[0] ?? "";
  assert.equal(seeds.match(/class="tick"/g)?.length, 2);
  assert.match(page, /Score by <bdi>width<\/bdi> and <bdi>act<\/bdi>/);
  const cells = [...page.matchAll(/<td class="right-(\d)">(\d+%)<\/td>/g)].map((
    each,
  ) => [each[1], each[2]]);
  assert.deepEqual(cells, [["1", "65%"], ["3", "70%"], ["3", "70%"], ["4", "75%"]]);
  assert.match(page, /aria-labelledby="by-parameters-title/);
});

Deno.test("without seeds there is no picture of them, and few configurations say nothing of parameters", () => {
  const page = comparisonReport({ ...two, runs: two.runs.filter(({ seed }) => seed === 0) });
  assert(!page.includes('aria-labelledby="seeds-title'));
  assert(!page.includes('aria-labelledby="by-parameters-title'));
});

Deno.test("a training that failed is told with its reason, and no name is taken for HTML", () => {
  const failed: ComparedRow = {
    ...{ label: hostile, pipeline: "x.pipe", set: {}, trained: 0, parts: {}, expectations: [] },
    failed: ["E0601: it diverges"],
  };
  const page = comparisonReport({ ...two, rows: [...two.rows, failed] });
  assert(!page.includes(hostile));
  assert.match(page, /&lt;script&gt;.*<\/b> failed: E0601: it diverges\./);
});

Deno.test("the same trainings give the same page", () => {
  assert.equal(comparisonReport(two), comparisonReport(structuredClone(two)));
});
