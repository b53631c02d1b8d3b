import { createHash } from "node:crypto";
import { dirname, isAbsolute, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { PenstockError, unwrap } from "../../dsl/text/diagnostic.ts";
import { path } from "../../dsl/language/signature.ts";
import { decode } from "../files/access.ts";
import { type Manifest, type ManifestFile, parseManifest } from "./manifest.ts";
import { notGzip, wrongChecksum } from "./manifest_diagnostics.ts";
import { type PartText, tableOfManifest } from "./manifest_table.ts";
import { notUtf8 } from "../files/file_diagnostics.ts";
import {
  defineReader,
  type Loaded,
  type NamedBy,
  type Reader,
  type ReaderContext,
} from "./reader.ts";

/**
 * A table as its manifest describes it: `load dataset("../data/iris.yaml")`. The manifest names
 * the file, how it is read, the target and the parts that are given.
 */
export const dataset: Reader = defineReader({
  name: "dataset",
  doc: "Reads the table that a YAML manifest describes: file, format, columns, target and parts.",
  arguments: {
    path: path({ doc: "the manifest, relative to the .pipe file" }),
  },
  async read({ path }, context) {
    const manifest = await readManifest(path, context);
    const texts: PartText[] = [];
    for (const file of manifest.files) texts.push(await readPart(file, { path, context }));
    return loadedFrom(manifest, texts);
  },
  // The manifest names it.
  targetOf: () => [],
});

async function readManifest(path: string, context: ReaderContext): Promise<Manifest> {
  const source = { name: context.displayName(path), text: await context.readText(path) };
  return unwrap(parseManifest(source));
}

function loadedFrom(manifest: Manifest, texts: readonly PartText[]): Loaded {
  const { table, parts } = tableOfManifest(manifest, texts);
  const { target, classes } = manifest;
  return {
    ...table,
    target: namesOf(target),
    ...(classes && { classes: namesOf(classes) }),
    ...categoriesIn(manifest),
    ...(parts && { parts }),
  };
}

/** Columns of words that are features; the target and the part column may be words as well. */
function categoriesIn({ columns, target, partColumn }: Manifest): Pick<Loaded, "categories"> {
  const others = [...target.value, ...(partColumn ? [partColumn] : [])].map(({ value }) => value);
  const keys = columns.filter(({ key, value }) =>
    value === "category" && !others.includes(key.value)
  ).map(({ key }) => key);
  const [first] = keys;
  return first ? { categories: { names: keys.map(({ value }) => value), span: first.span } } : {};
}

function namesOf({ value, span }: Manifest["target"]): NamedBy {
  return { names: value.map((each) => each.value), span };
}

interface Place {
  /** Of the manifest. */
  readonly path: string;
  readonly context: ReaderContext;
}

async function readPart(file: ManifestFile, { path, context }: Place): Promise<PartText> {
  const { value, span } = file.path;
  const relative = isAbsolute(value) ? value : join(dirname(path), value);
  const name = context.displayName(relative);
  const stored = await context.readBytes(relative, span);
  checkSum(stored, file, name);
  const bytes = value.endsWith(".gz") ? unzipped(stored, file, name) : stored;
  const text = decode(bytes);
  if (text === undefined) throw new PenstockError([notUtf8({ path: name, span })]);
  return { ...file, name, text };
}

function checkSum(bytes: Uint8Array, { sha256 }: ManifestFile, name: string): void {
  if (!sha256) return;
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256.value) throw new PenstockError([wrongChecksum(found, name, sha256.span)]);
}

/** Far more than fits beside a model; a small file can claim to be any size. */
const maxBytes = 2 ** 30;

function unzipped(bytes: Uint8Array, { path }: ManifestFile, name: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch {
    throw new PenstockError([notGzip(name, path.span)]);
  }
}
