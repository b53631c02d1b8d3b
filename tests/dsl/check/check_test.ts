import assert from "node:assert/strict";
import fc from "fast-check";
import { check, type CheckOptions } from "../../../dsl/check/check.ts";
import { Pending } from "../../../dsl/language/draft.ts";
import { type Checked, unwrap } from "../../../dsl/text/diagnostic.ts";
import { parse } from "../../../dsl/syntax/parse.ts";
import { parseOverride } from "../../../dsl/syntax/parse_override.ts";
import { textOf } from "../../../dsl/text/span.ts";
import { example } from "../example.ts";
import { type CheckedPipeline, vocabulary } from "./vocabulary.ts";

const load = 'load csv("x.csv", target = y)';
const model = "model { linear(3) }";
const facts = { features: 4, classes: 3, rows: 150 };

/** A file checked without its data. */
function draftLines(lines: readonly string[], options: CheckOptions = {}) {
  const text = ["pipe 1", ...lines].join("\n");
  return check(unwrap(parse({ name: "x.pipe", text })), vocabulary, options);
}

/** A file checked, and then with its data. */
function checkLines(
  lines: readonly string[],
  options: CheckOptions = {},
): Checked<CheckedPipeline> {
  const draft = draftLines(lines, options);
  return draft.ok ? draft.value.resolve(facts) : draft;
}

function pipelineOf(lines: readonly string[], options: CheckOptions = {}): CheckedPipeline {
  return unwrap(checkLines([load, model, ...lines], options));
}

/** Code and text of each problem, in the order in which they are shown. */
function problemsOf(lines: readonly string[], options: CheckOptions = {}): readonly string[] {
  const result = checkLines(lines, options);
  if (result.ok) return [];
  return result.diagnostics.map(({ code, span }) => `${code} ${span ? textOf(span) : ""}`);
}

const overrides = (...texts: readonly string[]) => texts.map((each) => unwrap(parseOverride(each)));
const paramsOf = (lines: readonly string[], options: CheckOptions = {}) =>
  pipelineOf(lines, options).params.map(({ name, value, origin }) => [name, value, origin]);

Deno.test("defaults are filled in", () => {
  const { seed, train, split, scale, params, expectations } = pipelineOf([
    "scale standard",
    "train",
  ]);
  assert.equal(seed, 0);
  assert.equal(train?.arguments.epochs, 10);
  assert.equal(train?.arguments.batch, 32);
  assert.equal(train?.arguments.shuffle, true);
  assert.deepEqual(scale[0].arguments, { deviation: "population" });
  assert.deepEqual(train?.argumentSpans, {});
  assert.deepEqual([split, params, expectations], [undefined, [], []]);
});

Deno.test("arguments take their names from their places, or are named in any order", () => {
  for (
    const written of ["20, 5, false", "20, shuffle = false, batch = 5", "20, shuffle = false, 5"]
  ) {
    const { train } = pipelineOf([`train(${written})`]);
    const { epochs, batch, shuffle } = train!.arguments;
    assert.deepEqual([epochs, batch, shuffle], [20, 5, false], written);
    assert.equal(textOf(train!.argumentSpans.batch), "5");
  }
});

Deno.test("a value for an argument that already has one is a repetition", () => {
  assert.deepEqual(problemsOf([load, model, "train(epochs = 20, 5)"]), ["E0211 5"]);
});

Deno.test("an argument under a misspelled name is not missing as well", () => {
  assert.deepEqual(problemsOf([load, model, "optimizer sgd(lrr = 0.1)"]), ["E0203 lrr"]);
});

Deno.test("several mistakes are shown at once, in the order of their places", () => {
  const lines = [
    "seed -1",
    'load csv("x.csv", traget = y)',
    "model {",
    "  linear(0)",
    "  tahn",
    "}",
    "optimizer sgd(lr = 0)",
    "metric acuracy",
    "expect accuracy in 1..0 on tset",
  ];
  assert.deepEqual(problemsOf(lines), [
    "E0206 -1",
    "E0203 traget",
    "E0206 0",
    "E0204 tahn",
    "E0206 0",
    "E0204 acuracy",
    "E0227 1..0",
    "E0221 tset",
  ]);
});

Deno.test("parameters have types", () => {
  const lines = [
    "param i: int = 2",
    "param f: float = 1",
    "param b: boolean = false",
    'param s: string = "x"',
    'param doc: int = 1 "what it is"',
  ];
  assert.deepEqual(paramsOf(lines), [
    ["i", 2, "default"],
    ["f", 1, "default"],
    ["b", false, "default"],
    ["s", "x", "default"],
    ["doc", 1, "default"],
  ]);
  assert.equal(pipelineOf(lines).params.at(-1)?.doc, "what it is");
  for (const wrong of ["int = 1.5", "int = true", "float = x", "boolean = 1", "string = 1"]) {
    assert.equal(problemsOf([`param p: ${wrong}`, load, model])[0]?.slice(0, 5), "E0205", wrong);
  }
});

Deno.test("the ends of a range belong to it", () => {
  for (const value of [1, 4]) {
    assert.deepEqual(problemsOf([`param p: int in 1..4 = ${value}`, load, model]), []);
  }
  for (const value of ["0", "5"]) {
    const problems = problemsOf([`param p: int in 1..4 = ${value}`, load, model]);
    assert.deepEqual(problems, [`E0206 ${value}`]);
  }
  assert.deepEqual(problemsOf(["param p: float in 0.5..1.5 = 1.6", load, model]), ["E0206 1.6"]);
});

Deno.test("a parameter may refer to those above it, in its default and in its range", () => {
  const lines = ["param a: int = 3", "param b: int in a..2 * a = a + 1", "train(epochs = a * b)"];
  assert.deepEqual(paramsOf(lines), [["a", 3, "default"], ["b", 4, "default"]]);
  assert.equal(pipelineOf(lines).train?.arguments.epochs, 12);
  assert.deepEqual(problemsOf(["param b: int = a", "param a: int = 3", load, model]), ["E0205 a"]);
});

Deno.test("arithmetic is done as in arithmetic", () => {
  fc.assert(fc.property(fc.nat(99), fc.nat(99), fc.integer({ min: 1, max: 99 }), (a, b, c) => {
    const lines = [`param p: float = (${a} - ${b}) / ${c} + -${a} * ${b} - ${c}`];
    assert.equal(pipelineOf(lines).params[0]?.value, (a - b) / c + -a * b - c);
  }));
});

Deno.test("whole quotients are whole numbers", () => {
  assert.equal(pipelineOf(["train(epochs = 6 / 3)"]).train?.arguments.epochs, 2);
  assert.deepEqual(problemsOf([load, model, "train(epochs = 7 / 3)"]), ["E0205 7 / 3"]);
});

Deno.test("a value set from outside wins over the default, before anything is derived", () => {
  const lines = ["param a: int in 1..9 = 3", "param b: int = a * 2"];
  assert.deepEqual(paramsOf(lines, { overrides: overrides("a=5") }), [
    ["a", 5, "--set"],
    ["b", 10, "default"],
  ]);
});

Deno.test("an override is checked as the default is", () => {
  const lines = ["param a: int in 1..9 = 3", load, model];
  const problems = (...texts: readonly string[]) =>
    problemsOf(lines, { overrides: overrides(...texts) });
  assert.deepEqual(problems("a=10"), ["E0206 10"]);
  assert.deepEqual(problems("a=x"), ["E0205 x"]);
  assert.deepEqual(problems("b=1"), ["E0501 b"]);
  assert.deepEqual(problems("a=1", "a=2"), ["E0502 a"]);
  assert.deepEqual(
    problemsOf(["param a: int in 1..9 = 0", load, model], {
      overrides: overrides("a=1"),
    }),
    ["E0206 0"],
    "the file must be right by itself",
  );
});

Deno.test("an override that is no assignment is refused", () => {
  for (const text of ["", "a", "a=", "=1", "a=1 b=2", "1=2", "a==1", "a=(", "\u0000"]) {
    const result = parseOverride(text);
    assert(!result.ok, text);
  }
});

Deno.test("the overrides of a parameter are values of the language", () => {
  const lines = ["param a: float = 1", 'param s: string = "x"', "param b: boolean = true"];
  const chosen = overrides("a = 1e-3 * 2", 's="y z"', "b=false");
  assert.deepEqual(paramsOf(lines, { overrides: chosen }).map(([, value]) => value), [
    0.002,
    "y z",
    false,
  ]);
});

Deno.test("facts are left open until the data is there", () => {
  const lines = [
    "param twice: int in 1..2 * classes = classes * 2",
    "train(epochs = twice, batch = rows)",
    "metric accuracy",
    "expect accuracy in 1 / classes..1 on train",
  ];
  const open = unwrap(draftLines([load, model, ...lines]));
  const pending = [
    open.params[0],
    open.train?.arguments.epochs,
    open.train?.arguments.batch,
    open.expectations[0],
  ];
  assert(pending.every((each) => each instanceof Pending));
  const { params, train, expectations } = unwrap(open.resolve(facts));
  assert.equal(params[0]?.value, 6);
  assert.deepEqual([train?.arguments.epochs, train?.arguments.batch], [6, 150]);
  assert.equal(expectations[0]?.low, 1 / 3);
});

Deno.test("what is derived from facts is checked once they are known", () => {
  const lines = [load, "model { linear(classes - 3) }"];
  assert(draftLines(lines).ok);
  assert.deepEqual(problemsOf(lines), ["E0206 classes - 3"]);
});

Deno.test("a range that follows from the data holds once they are known", () => {
  const lines = [load, model, "param k: int in 1..classes = 4", "train(epochs = k)"];
  assert(draftLines(lines).ok);
  assert.deepEqual(problemsOf(lines), ["E0206 4"]);
});

Deno.test("a value from the data is found wrong once, however often it is used", () => {
  const lines = [
    load,
    model,
    "param a: int = 6 / (classes - 3)",
    "param b: int = a + a",
    "train(epochs = b, batch = b)",
  ];
  assert(draftLines(lines).ok);
  assert.deepEqual(problemsOf(lines), ["E0209 6 / (classes - 3)"]);
});

Deno.test("layers are repeated as often as the data says", () => {
  const repeated = (count: string) => [
    load,
    `model {\n  repeat(${count}) {\n    a: linear(rows)\n    repeat(2) {\n      b: relu\n    }\n  }\n}`,
  ];
  const labels = (count: string) =>
    unwrap(checkLines(repeated(count))).model.layers.map(({ label }) => label);
  assert.deepEqual(labels("classes"), labels("3"));
  assert.equal(labels("classes").length, 9);
  const { layers } = unwrap(checkLines(repeated("classes"))).model;
  assert.deepEqual(Object.values(layers[0].arguments).slice(0, 1), [150]);
  assert.deepEqual(problemsOf(repeated("rows * 100")), ["E0206 rows * 100"]);
  assert.deepEqual(problemsOf(repeated("rows * 60")), ["E0244 rows * 60"]);
  const twice = [load, "model {\n  a_2: relu\n  repeat(classes) {\n    a: relu\n  }\n}"];
  assert(draftLines(twice).ok);
  assert.deepEqual(problemsOf(twice), ["E0220 a"]);
});

Deno.test("what is loaded cannot depend on what was loaded", () => {
  const lines = ["param n: int = rows", "load rows([[n, 1]])", model];
  assert.deepEqual(problemsOf(lines), ["E0226 [[n, 1]]"]);
});

Deno.test("a seed is a whole number of 32 bits", () => {
  assert.equal(pipelineOf(["seed 4294967295"]).seed, 4294967295);
  for (const seed of ["-1", "4294967296", "1.5", "x"]) {
    assert.equal(problemsOf([`seed ${seed}`, load, model]).length, 1, seed);
  }
  assert.equal(pipelineOf(["param s: int = 3", "seed s + 1"]).seed, 4);
});

Deno.test("an expectation is of the loss or of a metric of the pipeline", () => {
  const lines = [
    "metric accuracy",
    "expect accuracy in 0.5..1.0 on test",
    'expect "loss" in 0..1 on valid',
  ];
  assert.deepEqual(
    pipelineOf(lines).expectations.map(({ metric, low, high, part }) => [metric, low, high, part]),
    [["accuracy", 0.5, 1, "test"], ["loss", 0, 1, "valid"]],
  );
});

Deno.test("thousands of layer names are compared in linear time", () => {
  const layers = Array.from({ length: 50_000 }, (_, at) => `a${at}: relu`);
  const start = performance.now();
  assert.deepEqual(problemsOf([load, `model {\n${layers.join("\n")}\n}`]), []);
  // Generous: it takes a tenth of this, where comparing each with each takes half a minute.
  assert(performance.now() - start < 10_000);
});

Deno.test("no more than a hundred mistakes are shown", () => {
  const problems = problemsOf([load, `model {\n${"oops\n".repeat(100_000)}}`]);
  assert.equal(problems.length, 100);
  assert.equal(problems.at(-1), "E0133 oops");
});

Deno.test("any file that can be read is checked without a crash", () => {
  const pieces = example.split(/(?<=\s)|(?=[(),=])|(?<=[(),=])/);
  const change = fc.record({
    at: fc.nat(pieces.length - 1),
    piece: fc.constantFrom("", ...pieces),
  });
  const some = fc.array(change, { maxLength: 4 });
  let read = 0;
  fc.assert(
    fc.property(some, (changes) => {
      const changed = [...pieces];
      for (const { at, piece } of changes) changed[at] = piece;
      const parsed = parse({ name: "x.pipe", text: changed.join("") });
      if (!parsed.ok) return;
      read++;
      const open = check(parsed.value, vocabulary);
      const closed = open.ok ? open.value.resolve(facts) : open;
      // What is right once the data is known was not refused before.
      assert(open.ok || !closed.ok);
    }),
    { numRuns: 2000 },
  );
  assert(read > 100, "most changes must not break the syntax");
});
