/** What is compared: every pipeline at every point of the grid, with every seed. */
import assert from "node:assert/strict";
import { parseOverride } from "../../../dsl/syntax/parse_override.ts";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import {
  type Compared,
  configurationsOf,
  type GridAxis,
  membersOf,
} from "../../../runtime/compare/members.ts";

const axis = (name: string, ...values: readonly string[]): GridAxis => ({
  name,
  values: values.map((text) => ({ text, override: unwrap(parseOverride(`${name}=${text}`)) })),
});

function labelsOf(compared: Partial<Compared>): readonly string[] {
  const all = { pipelines: [{ path: "a/x.pipe" }], grid: [], linear: false, ...compared };
  return configurationsOf(all).map(({ label }) => label);
}

Deno.test("a grid is each value with each, and a linear model comes last", () => {
  const grid = [axis("hidden", "8", "16"), axis("act", "relu", "tanh")];
  assert.deepEqual(labelsOf({ grid, linear: true }), [
    ...["hidden=8 act=relu", "hidden=8 act=tanh", "hidden=16 act=relu", "hidden=16 act=tanh"],
    "linear",
  ]);
});

Deno.test("a value that all have is set, and not told", () => {
  const grid = [axis("hidden", "8", "16"), axis("rate", "0.1")];
  assert.deepEqual(labelsOf({ grid }), ["hidden=8", "hidden=16"]);
  const [first] = configurationsOf({ pipelines: [{ path: "x.pipe" }], grid, linear: false });
  assert.deepEqual(first.set, { hidden: "8", rate: "0.1" });
  assert.deepEqual(first.overrides.map(({ name }) => name), ["hidden", "rate"]);
});

Deno.test("pipelines are called by their files, variants by their names", () => {
  const variants = ["wide", "deep"].map((variant) => ({ path: "a/x.pipe", variant }));
  assert.deepEqual(labelsOf({ pipelines: variants }), ["wide", "deep"]);
  const files = [{ path: "a/x.pipe" }, { path: "y.pipe" }];
  assert.deepEqual(labelsOf({ pipelines: files }), ["x", "y"]);
  const alike = [{ path: "a/x.pipe" }, { path: "b/x.pipe" }];
  assert.deepEqual(labelsOf({ pipelines: alike }), ["a/x.pipe", "b/x.pipe"]);
  assert.deepEqual(
    labelsOf({ pipelines: files, grid: [axis("n", "1", "2")] }),
    ["x n=1", "x n=2", "y n=1", "y n=2"],
  );
});

Deno.test("each training has a folder of its own that every system takes", () => {
  const grid = [axis("name", '"a/b"', '"a:b"', '"A b"')];
  const configurations = configurationsOf({ pipelines: [{ path: "x.pipe" }], grid, linear: false });
  const folders = membersOf(configurations, 2).map(({ folder }) => folder);
  assert.deepEqual(folders.slice(0, 3), [
    ...["name=_a_b__seed-0", "name=_a_b__seed-1", "name=_a_b_-2_seed-0"],
  ]);
  assert.equal(new Set(folders.map((each) => each.toLowerCase())).size, 6);
  assert(folders.every((each) => /^[\w=.-]+$/.test(each)), String(folders));
  assert.deepEqual(membersOf(configurations.slice(0, 1), undefined), [
    { configuration: configurations[0], folder: "name=_a_b_" },
  ]);
});
