/** `browser.ts` as one file, run where there is nothing but JavaScript itself. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { execute, root } from "../docs/api_example.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { compileText, type Outcome } from "./in_browser.ts";

const text = await Deno.readTextFile(join(root, "pipelines/iris.pipe"));
const columns = ["sepal_length", "sepal_width", "petal_length", "petal_width"];
const schema = {
  columns: columns.map((name) => ({ kind: "number", name, isWide: false }) as const),
  target: { kind: "classes", name: "species", classes: ["setosa", "versicolor", "virginica"] },
} as const;
const facts = { features: 4, classes: 3, rows: 90 };

/** A script that leaves `compileText` in the global object. */
async function bundle(): Promise<string> {
  return await inFolder(async (folder) => {
    const output = join(folder, "penstock.js");
    const args = ["bundle", "--quiet", "--platform=browser", "--format=iife", "--output", output];
    const { code, stderr } = await execute(
      Deno.execPath(),
      [...args, "tests/slow/in_browser.ts"],
      { cwd: root },
    );
    assert.equal(code, 0, stderr);
    return await Deno.readTextFile(output);
  });
}

/** The global object of a context that has what JavaScript has, and UTF-8 for protobuf. */
function bareContext(): Record<string, unknown> {
  const context: Record<string, unknown> = Object.create(null);
  Object.assign(context, { TextEncoder, TextDecoder });
  return createContext(context) as Record<string, unknown>;
}

Deno.test("the bare context has no Deno, no process, no Buffer and no timers", () => {
  const names = ["Deno", "process", "Buffer", "fetch", "crypto", "setTimeout", "require"];
  const types = runInContext(
    `JSON.stringify([${names.map((name) => `typeof ${name}`).join(", ")}])`,
    bareContext(),
  );
  assert.deepEqual(JSON.parse(types), names.map(() => "undefined"));
});

Deno.test("iris is parsed, checked, formatted and compiled in a browser, to the same bytes", async () => {
  const context = bareContext();
  runInContext(await bundle(), context);
  const found = context.compileText as typeof compileText;
  const plain = ({ training, scoring, ...texts }: Outcome) => ({
    ...texts,
    training: [...training],
    scoring: [...scoring],
  });
  const expected = compileText(text, schema, facts);
  assert(expected.training.length > 1000 && expected.scoring.length > 100);
  assert(expected.mistake.startsWith("error[E0204]"), expected.mistake);
  assert.deepEqual(plain(found(text, schema, facts)), plain(expected));
});
