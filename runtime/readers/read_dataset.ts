import { createHash } from "node:crypto";
import { dirname, isAbsolute, join } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import type { ByteSource } from "../files/byte_source.ts";
import { unpacked } from "../files/gzip.ts";
import { type Manifest, type ManifestFile, parseManifest } from "./manifest.ts";
import { wrongChecksum } from "./manifest_diagnostics.ts";
import { frameOfManifest, type ManifestPart } from "./manifest_frame.ts";
import type { SaidType } from "../data/column_type.ts";
import type { Loaded, NamedBy, OpenFile, ReaderContext } from "./reader.ts";

/** The table that a manifest describes. @param path The manifest's. @throws {Stopped} */
export async function readDataset(path: string, context: ReaderContext): Promise<Loaded> {
  const { report, readText, displayName } = context;
  const source = { name: displayName(path), text: await readText(path) };
  const manifest = parseManifest(source, report);
  const parts: ManifestPart[] = [];
  for (const file of manifest.files) parts.push(await openPart(file, { path, context }));
  return loadedFrom(manifest, parts, report);
}

function loadedFrom(
  manifest: Manifest,
  files: readonly ManifestPart[],
  report: Report,
): Loaded {
  const { frame, parts } = frameOfManifest(manifest, files, report);
  const { target, classes } = manifest;
  return {
    frame,
    target: namesOf(target),
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
  readonly path: string;
  readonly context: ReaderContext;
}

async function openPart(file: ManifestFile, { path, context }: Place): Promise<ManifestPart> {
  const { value, span } = file.path;
  const relative = isAbsolute(value) ? value : join(dirname(path), value);
  const { name, bytes: stored } = await context.open(relative, span);
  const { report } = context;
  checkSum(stored, file, { name, report });
  return { ...file, name, span, bytes: await unpacked(stored, { path: name, span }, report) };
}

interface Told extends Pick<OpenFile, "name"> {
  readonly report: Report;
}

/** Looks at all bytes before any is read as data: a wrong file would give other mistakes. */
function checkSum(bytes: ByteSource, { sha256 }: ManifestFile, { name, report }: Told): void {
  if (!sha256) return;
  const hash = createHash("sha256");
  for (const piece of bytes.chunks()) hash.update(piece);
  const found = hash.digest("hex");
  if (found !== sha256.value) report.fail(wrongChecksum(found, name, sha256.span));
}
