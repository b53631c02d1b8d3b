import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type Diagnostic, unwrap } from "../../../dsl/text/diagnostic.ts";
import { reported, reportedSync } from "../../../dsl/text/report.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { textOf } from "../../../dsl/text/span.ts";
import { type Manifest, parseManifest } from "../../../runtime/readers/manifest.ts";
import { dataset } from "../../../runtime/readers/dataset.ts";
import type { Loaded } from "../../../runtime/readers/reader.ts";
import { withCompleteRows } from "../../../runtime/prepare/complete_rows.ts";
import { assertGolden } from "../../golden.ts";
import { readerContext, textsIn } from "../frames.ts";

const encoder = new TextEncoder();
const iris = "index,width,species\n1,0.2,setosa\n2,1.3,versicolor\n3,0.3,setosa\n";
const parts = "width,species,part\n0.2,setosa,train\n1.3,versicolor,test\n0.3,setosa,train\n";

/** The data files that manifests in these tests can name. */
const files: Readonly<Record<string, Uint8Array>> = {
  "iris.csv": encoder.encode(iris),
  "iris.csv.gz": encoder.encode(iris),
  "packed.csv.gz": gzipSync(iris),
  "cut.csv.gz": gzipSync(iris).subarray(0, 30),
  "parts.csv": encoder.encode(parts),
  "tests.csv": encoder.encode("width,species,part\n0.2,setosa,test\n1.3,versicolor,test\n"),
  "missing.csv": encoder.encode("width,species\n0.2,setosa\n?,setosa\n1.3, NA \n,setosa\n"),
  "lacking.csv": encoder.encode("width,species\n,setosa\n1.3,\n"),
  "broken.csv": encoder.encode('width,species\n"0.2,setosa\n'),
  "odd.csv": encoder.encode("index,width,species\n1,1.30,setosa\n2, wide ,setosa\n"),
  "wild.csv": encoder.encode('made by hand, "so\n# by hand\n;0,5;x\n\n# more "\n1;1.5;y\n2;z;x\n'),
};

function read(manifest: string) {
  const inFolder = Object.entries(files).map(([name, content]) => [`data/${name}`, content]);
  const all = { ...Object.fromEntries(inFolder), "data/x.yaml": manifest };
  return reported((report) => dataset.read({ path: "data/x.yaml" }, readerContext(all, report)));
}

async function load(manifest: string): Promise<Loaded> {
  return unwrap(await read(manifest));
}

async function problemsIn(manifest: string): Promise<readonly Diagnostic[]> {
  const loaded = await read(manifest);
  return loaded.ok ? [] : loaded.diagnostics;
}

function manifestIn(name: string, text: string): Manifest {
  return unwrap(reportedSync((report) => parseManifest({ name, text }, report)));
}

/** Columns with their cells. */
function cellsOf({ frame }: Loaded) {
  return textsIn(frame);
}

const goldens = new URL("../golden/manifest/", import.meta.url);
const mistakes = [...Deno.readDirSync(goldens)]
  .filter(({ name }) => name.endsWith(".yaml"))
  .map(({ name }) => name.replace(/\.yaml$/, "")).sort();
const shownCodes = new Set<string>();

for (const name of mistakes) {
  Deno.test(`manifest mistake: ${name.replaceAll("_", " ")}`, async () => {
    const problems = await problemsIn(await Deno.readTextFile(new URL(`${name}.yaml`, goldens)));
    assert(problems.length > 0);
    for (const { code } of problems) shownCodes.add(code);
    await assertGolden(new URL(`${name}.txt`, goldens), `${renderAll(problems)}\n`);
  });
}

Deno.test("every code of a manifest has a golden file", async () => {
  const texts = ["readers/manifest_diagnostics.ts", "formats/yaml_field_diagnostics.ts"].map(
    (path) => Deno.readTextFile(new URL(`../../../runtime/${path}`, import.meta.url)),
  );
  const codes = (await Promise.all(texts)).join().match(/(?<=")E04\d\d(?=")/g) ?? [];
  assert(codes.length > 0);
  assert.deepEqual(codes.filter((code) => !shownCodes.has(code)), []);
});

Deno.test("a manifest names the target and the order of its classes", async () => {
  const loaded = await load(
    "file: iris.csv\nformat: csv\ntarget: species\nclasses: [versicolor, setosa]\n" +
      "columns: {index: ignore}\n",
  );
  assert.deepEqual(Object.keys(cellsOf(loaded)), ["width", "species"]);
  assert.deepEqual(loaded.target?.names, ["species"]);
  assert.deepEqual(loaded.classes?.names, ["versicolor", "setosa"]);
  assert.equal(textOf(loaded.classes!.span!), "[versicolor, setosa]");
  assert.equal(loaded.parts, undefined);
});

Deno.test("several targets are a list, and none is an empty one", async () => {
  const targets = async (target: string) =>
    (await load(`file: iris.csv\nformat: csv\ntarget: ${target}\n`)).target?.names;
  assert.deepEqual(await targets("[width, index]"), ["width", "index"]);
  assert.deepEqual(await targets("[]"), []);
});

Deno.test("what a manifest says of columns is kept, of features and targets", async () => {
  const loaded = await load(
    "file: parts.csv\nformat: csv\ntarget: species\npart_column: part\n" +
      "columns: {width: category, species: category, part: category}\n",
  );
  assert.deepEqual([...loaded.types ?? []].map(([name, { type }]) => [name, type.name]), [
    ["width", "category"],
    ["species", "category"],
  ]);
  assert.deepEqual(Object.keys(cellsOf(loaded)), ["width", "species"]);
  const numeric = await load("file: iris.csv\nformat: csv\ntarget: species\n");
  assert.equal(numeric.types?.size, 0);
});

Deno.test("names and classes are taken as they are written", () => {
  const text = 'file: 7\nformat: csv\ntarget: 1.0\nclasses: [1.0, "1", no, ~]\n';
  const manifest = manifestIn("x.yaml", text);
  assert.equal(manifest.files[0]?.path.value, "7");
  assert.equal(manifest.target.value[0]?.value, "1.0");
  assert.deepEqual(manifest.classes?.value.map(({ value }) => value), [
    "1.0",
    "1",
    "no",
    "~",
  ]);
});

Deno.test("a gzipped file is read and its sum is that of the stored bytes", async () => {
  const sum = createHash("sha256").update(files["packed.csv.gz"]).digest("hex");
  const loaded = await load(`file: packed.csv.gz\nsha256: ${sum}\nformat: csv\ntarget: species\n`);
  assert.equal(loaded.frame.rows, 3);
  assert.equal(loaded.frame.placeOf(1, "width"), 'data/packed.csv.gz:3, column "width"');
});

Deno.test("a file with another sum is not looked into", async () => {
  const problems = await problemsIn(
    `file: broken.csv\nsha256: ${"0".repeat(64)}\nformat: csv\ntarget: species\n`,
  );
  assert.deepEqual(problems.map(({ code }) => code), ["E0450"]);
});

Deno.test("a file may have skipped lines, comments, another separator and no header", async () => {
  const loaded = await load(`
file: wild.csv
format: csv
options:
  skiprows: 1
  comment: "#"
  sep: ";"
  header: false
  names: [number, width, kind]
  index_col: number
target: kind
`);
  assert.deepEqual(cellsOf(loaded), { width: ["0,5", "1.5", "z"], kind: ["x", "y", "x"] });
  assert.equal(loaded.frame.placeOf(0, "width"), 'data/wild.csv:3, column "width"');
  assert.equal(loaded.frame.placeOf(2, "width"), 'data/wild.csv:7, column "width"');
});

Deno.test("without header and names, columns are x1, x2, ...", async () => {
  const loaded = await load(
    "file: iris.csv\nformat: csv\ntarget: x3\n" +
      "options: {header: false, skiprows: 1, nrows: 2, index_col: 0}\n",
  );
  assert.deepEqual(cellsOf(loaded), { x2: ["0.2", "1.3"], x3: ["setosa", "versicolor"] });
});

Deno.test("rows with a missing value can be left out, and places stay those of the file", async () => {
  const loaded = await load(
    'file: missing.csv\nformat: csv\ntarget: species\nmissing: ["?", NA]\nmissing_rows: drop\n',
  );
  const complete = withCompleteRows(loaded, () => true);
  assert.deepEqual(cellsOf(complete), { width: ["0.2"], species: ["setosa"] });
  assert.deepEqual(complete.leftOut, {
    count: 3,
    of: 4,
    kept: Int32Array.of(0),
    byColumn: [{ name: "width", count: 2 }, { name: "species", count: 1 }],
  });
  const kept = withCompleteRows(
    await load("file: missing.csv\nformat: csv\ntarget: species\nmissing_rows: drop\n"),
    () => true,
  );
  assert.equal(kept.frame.rows, 3);
  assert.equal(kept.frame.placeOf(2, "width"), 'data/missing.csv:4, column "width"');
});

Deno.test("markers in a column that is ignored do not count", async () => {
  const loaded = await load(
    "file: missing.csv\nformat: csv\ntarget: species\nmissing: [NA]\ncolumns: {width: ignore}\n" +
      "missing_rows: drop\n",
  );
  assert.equal(withCompleteRows(loaded, () => true).frame.rows, 3);
});

Deno.test("parts can be a file each", async () => {
  const loaded = await load(
    "parts: {train: iris.csv, test: packed.csv.gz}\nformat: csv\ntarget: species\n",
  );
  assert.equal(loaded.frame.rows, 6);
  assert.deepEqual([...loaded.parts!.train], [0, 1, 2]);
  assert.deepEqual([...loaded.parts!.valid], []);
  assert.deepEqual([...loaded.parts!.test], [3, 4, 5]);
  assert.equal(loaded.frame.placeOf(4, "width"), 'data/packed.csv.gz:3, column "width"');
});

Deno.test("a column that is words in one part is words in all of them", async () => {
  const loaded = await load(
    "parts: {train: iris.csv, test: odd.csv}\nformat: csv\ntarget: species\n",
  );
  const { frame } = loaded;
  const [index, width] = frame.columns;
  assert(index?.kind === "number" && width?.kind === "category");
  assert.deepEqual([...index.values], [1, 2, 3, 1, 2]);
  assert.deepEqual(width.words, ["0.2", "1.3", "0.3", "1.30", "wide"]);
  assert.deepEqual(cellsOf(loaded).width, ["0.2", "1.3", "0.3", "1.30", "wide "]);
  assert.deepEqual(frame.wordsOf("index").words, ["1", "2", "3"]);
  assert.equal(frame.placeOf(4, "width"), 'data/odd.csv:3, column "width"');
});

Deno.test("parts can be said by a column, which is then no feature", async () => {
  const loaded = await load("file: parts.csv\nformat: csv\ntarget: species\npart_column: part\n");
  assert.deepEqual(Object.keys(cellsOf(loaded)), ["width", "species"]);
  assert.deepEqual([...loaded.parts!.train], [0, 2]);
  assert.deepEqual([...loaded.parts!.test], [1]);
});

Deno.test("every manifest in data/ is right, also about its file", async () => {
  const folder = new URL("../../../data/", import.meta.url);
  const names = [...Deno.readDirSync(folder)].flatMap(({ name, isFile }) => {
    if (isFile) return [name];
    // Large data are elsewhere, and another test reads their manifests.
    if (name === "large") return [];
    return [...Deno.readDirSync(new URL(name, folder))].map((inside) => `${name}/${inside.name}`);
  });
  const contents = await Promise.all(names.map((name) => Deno.readFile(new URL(name, folder))));
  const all = Object.fromEntries(names.map((name, at) => [name, contents[at]!]));
  for (const path of names.filter((name) => name.endsWith(".yaml"))) {
    const manifest = manifestIn(path, await Deno.readTextFile(new URL(path, folder)));
    assert(manifest.source && manifest.licence, path);
    assert(manifest.files.every((file) => manifest.sums.has(file.path.value)), path);
    const loaded = await reported((report) => dataset.read({ path }, readerContext(all, report)));
    assert(unwrap(loaded).frame.rows > 0);
  }
});
