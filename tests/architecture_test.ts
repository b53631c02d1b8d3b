/** Imports point one way, between layers and between the rooms of a layer; files stay short. */
import assert from "node:assert/strict";
import { dirname } from "node:path/posix";
import {
  arrowsBetween,
  circlesIn,
  filesBelow,
  generated,
  type Module,
  modulesFromAll,
  root,
} from "./module_graph.ts";

/** What users start, and what writes the reference. */
const entries = [
  "language.ts",
  "compiler.ts",
  "browser.ts",
  "mod.ts",
  "cli.ts",
  "docs/generate.ts",
  "docs/report_pictures.ts",
];
/** Entries that run where there is nothing but JavaScript. */
const pureEntries = ["language.ts", "compiler.ts", "browser.ts"];
const maxLines = 400;

/** From the bottom up: a layer may import those before it, and itself. An entry is one of its own. */
const layers = [
  "dsl",
  "language.ts",
  "compiler",
  "compiler.ts",
  "report",
  "runtime",
  "browser.ts",
  "mod.ts",
  "cli",
  "cli.ts",
  "docs",
];
/** The packages that a layer may import. */
const packages: Readonly<Record<string, RegExp>> = {
  dsl: /^(chevrotain|ts-pattern)$/,
  compiler: /^(ts-pattern|pure-rand\/.*|@bufbuild\/protobuf(\/.*)?)$/,
  report: /^(node:(crypto|zlib)|d3-(contour|format|scale|shape))$/,
};

/** What the names of packages stand for in `deno.json`, until those can be reached. */
const standIns = ["runtime/formats/std_csv.ts", "runtime/formats/std_yaml.ts"];

/** Files that may need each other, because each is the other's adjoint. */
const adjoints = [
  ["compiler/ops/concat.ts", "compiler/ops/slice.ts"],
  ["compiler/ops/gather_elements.ts", "compiler/ops/scatter_add.ts"],
];

const modules = await modulesFromAll(entries);

function layerOf(path: string): string {
  return path.split("/")[0];
}

/** A room, or an entry by itself. */
function roomOf(path: string): string {
  return entries.includes(path) ? path : dirname(path);
}

function isSource(path: string): boolean {
  return path.includes("/") || entries.includes(path);
}

function strays(isStray: (from: Module, imported: string) => boolean): string[] {
  return modules.flatMap((module) =>
    module.imports.filter((each) => isStray(module, each)).map((each) =>
      `${module.path} imports ${each}`
    )
  );
}

Deno.test("every source file is needed by an entry", () => {
  const reached = new Set(modules.map(({ path }) => path));
  const all = ["dsl", "compiler", "runtime", "cli"].flatMap(filesBelow);
  assert(all.length > 300, `${all.length}`);
  assert.deepEqual(all.filter((path) => !reached.has(path)).sort(), []);
});

Deno.test("a layer imports itself and those below it", () => {
  const rank = (path: string) => layers.indexOf(layerOf(path));
  assert.deepEqual(modules.filter(({ path }) => rank(path) < 0), []);
  assert.deepEqual(
    strays(({ path }, imported) => isSource(imported) && rank(imported) > rank(path)),
    [],
  );
});

Deno.test("dsl and compiler import the packages that they may", () => {
  const isPackage = (imported: string) => !modules.some(({ path }) => path === imported);
  assert.deepEqual(
    strays(({ path }, imported) => {
      const allowed = packages[layerOf(path)];
      return allowed !== undefined && isPackage(imported) && !allowed.test(imported);
    }),
    [],
  );
});

Deno.test("imports between rooms run one way", () => {
  assert.deepEqual(circlesIn(arrowsBetween(modules, roomOf)), []);
});

Deno.test("no files need each other but adjoints", () => {
  assert.deepEqual(circlesIn(arrowsBetween(modules)), adjoints);
});

Deno.test("the command line goes through mod.ts", () => {
  assert.deepEqual(
    strays(({ path }, imported) =>
      layerOf(path) === "cli" && isSource(imported) &&
      imported !== "mod.ts" && layerOf(imported) !== "cli" && !standIns.includes(imported)
    ),
    [],
  );
});

Deno.test("what is pure touches no file, clock, console, chance or module of Node.js", async () => {
  const impure =
    /\b(Deno\.|console\.|fetch\(|Date\.now|new Date\b|performance\.|Math\.random|crypto\.)|"node:/;
  const reached = (await modulesFromAll(pureEntries)).map(({ path }) => path);
  const paths = new Set([...["dsl", "compiler"].flatMap(filesBelow), ...reached]);
  const found = [...paths].flatMap((path) => {
    const text = Deno.readTextFileSync(new URL(path, root));
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    const [use] = impure.exec(code) ?? [];
    return use ? [`${path} uses ${use}`] : [];
  });
  assert.deepEqual(found, []);
});

Deno.test("ONNX Runtime is known to the engine alone", () => {
  const users = modules.filter(({ imports }) => imports.some((each) => /^onnxruntime/.test(each)));
  assert(users.length > 0);
  assert.deepEqual(users.filter(({ path }) => !path.startsWith("runtime/engine/")), []);
});

Deno.test(`no source file is longer than ${maxLines} lines`, () => {
  const long = modules.map(({ path }) => path)
    .filter((path) => !generated.includes(path))
    .map((path) => ({
      path,
      lines: Deno.readTextFileSync(new URL(path, root)).split("\n").length - 1,
    }))
    .filter(({ lines }) => lines > maxLines);
  assert.deepEqual(long, []);
});

Deno.test("circles are found", () => {
  const module = (path: string, ...imports: string[]): Module => ({
    path,
    imports,
    loads: imports,
  });
  const graph = [
    module("a/1.ts", "a/2.ts", "b/1.ts"),
    module("a/2.ts", "elsewhere"),
    module("b/1.ts", "c/1.ts"),
    module("c/1.ts", "a/2.ts"),
  ];
  assert.deepEqual(circlesIn(arrowsBetween(graph)), []);
  assert.deepEqual(circlesIn(arrowsBetween(graph, dirname)), [["a", "b", "c"]]);
});
