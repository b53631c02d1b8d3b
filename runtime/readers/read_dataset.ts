import { createHash } from "node:crypto";
import { dirname, isAbsolute, join } from "node:path";
import type { SaidType } from "../data/column_type.ts";
import type { NamedPath } from "./file_format.ts";
import { layoutOfFile } from "./file_layout.ts";
import { type Located, type Manifest, parseManifest } from "./manifest.ts";
import { wrongChecksum } from "./manifest_diagnostics.ts";
import type { ManifestFile } from "./manifest_files.ts";
import { frameOfManifest, type ReadFile, requestOf } from "./manifest_frame.ts";
import type { Loaded, NamedBy, ReaderContext } from "./reader.ts";

/** The table that a manifest describes. @param path The manifest's. @throws {Stopped} */
export async function readDataset(path: string, context: ReaderContext): Promise<Loaded> {
  const { report, readText, displayName } = context;
  const source = { name: displayName(path), text: await readText(path) };
  const manifest = parseManifest(source, report);
  const place = { folder: dirname(path), context };
  const files: ReadFile[] = [];
  for (const file of manifest.files) {
    files.push({ ...file, frame: await readPart(file, manifest, place) });
  }
  const { frame, parts } = frameOfManifest(manifest, files, report);
  const { target, classes } = manifest;
  const [{ frame: first }] = files;
  const names = first.targets;
  const { options } = requestOf(manifest, {});
  return {
    frame,
    layout: layoutOfFile(manifest.format.definition, options, first),
    target: { ...namesOf(target), ...names && { names } },
    ...(classes && { classes: namesOf(classes) }),
    types: typesIn(manifest),
    dropsMissing: manifest.missingRows === "drop",
    ...(parts && { parts }),
  };
}

/** What the manifest says of columns; those that it leaves out are not in the frame. */
function typesIn({ columns, partColumn }: Manifest): ReadonlyMap<string, SaidType> {
  const kept = columns.filter(({ key, value }) =>
    value.name !== "ignore" && key.value !== partColumn?.value
  );
  return new Map(kept.map(({ key, value }) => [key.value, { type: value, span: key.span }]));
}

function namesOf({ value, span }: Manifest["target"]): NamedBy {
  return { names: value.map((each) => each.value), span };
}

interface Place {
  /** Of the manifest. */
  readonly folder: string;
  readonly context: ReaderContext;
}

/** Looks at the sums of all bytes before any is read as data: a wrong file would give other mistakes. */
async function readPart(file: ManifestFile, manifest: Manifest, place: Place) {
  const named = async (path: Located<string>) => {
    const found = relativeTo(place.folder, path);
    await checkSum(found, manifest.sums.get(path.value), place.context);
    return found;
  };
  const path = await named(file.path);
  const labels = file.labels && { labels: await named(file.labels) };
  const { definition } = manifest.format;
  return await definition.read(path, requestOf(manifest, { ...labels }), place.context);
}

function relativeTo(folder: string, { value, span }: Located<string>): NamedPath {
  return { path: isAbsolute(value) ? value : join(folder, value), span };
}

async function checkSum(
  { path, span }: NamedPath,
  sum: Located<string> | undefined,
  { open, report }: ReaderContext,
): Promise<void> {
  if (!sum) return;
  const { name, bytes } = await open(path, span);
  const hash = createHash("sha256");
  for (const piece of bytes.chunks()) hash.update(piece);
  const found = hash.digest("hex");
  if (found !== sum.value) report.fail(wrongChecksum(found, name, sum.span));
}
