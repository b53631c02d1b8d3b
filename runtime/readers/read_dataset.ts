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

/** A file of a dataset, found. */
export interface DatasetFile extends Pick<ManifestFile, "part"> {
  readonly file: NamedPath;
  /** The file with the labels of its rows. */
  readonly rowLabels?: NamedPath;
}

/** A manifest and its files, whose sums are right. */
export interface OpenManifest {
  readonly manifest: Manifest;
  readonly files: readonly DatasetFile[];
}

/**
 * Reads a manifest and looks at the sums of its files before any is read as data: a wrong file would give
 * other mistakes. @param path The manifest's. @throws {Stopped}
 */
export async function openManifest(path: string, context: ReaderContext): Promise<OpenManifest> {
  const source = { name: context.displayName(path), text: await context.readText(path) };
  const manifest = parseManifest(source, context.report);
  const named = async (named: Located<string>) => {
    const found = relativeTo(dirname(path), named);
    await checkSum(found, manifest.sums.get(named.value), context);
    return found;
  };
  const files: DatasetFile[] = [];
  for (const { part, path, labels } of manifest.files) {
    files.push({
      ...part && { part },
      file: await named(path),
      ...labels && { rowLabels: await named(labels) },
    });
  }
  return { manifest, files };
}

/** The table that a manifest describes. @param path The manifest's. @throws {Stopped} */
export async function readDataset(path: string, context: ReaderContext): Promise<Loaded> {
  const { manifest, files: opened } = await openManifest(path, context);
  const { definition } = manifest.format;
  const files: ReadFile[] = [];
  for (const [at, { file, rowLabels }] of opened.entries()) {
    const request = requestOf(manifest, { ...rowLabels && { labels: rowLabels } });
    files.push({ ...manifest.files[at], frame: await definition.read(file, request, context) });
  }
  const { frame, parts } = frameOfManifest(manifest, files, context.report);
  const { target, classes } = manifest;
  const [{ frame: first }] = files;
  const names = first.targets;
  const { options } = requestOf(manifest, {});
  return {
    frame,
    layout: layoutOfFile(definition, options, first),
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
