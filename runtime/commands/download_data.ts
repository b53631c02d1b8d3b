import { basename, dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nearest } from "../../dsl/text/nearest.ts";
import type { Report } from "../../dsl/text/report.ts";
import { type CommandContext, displayPath } from "../files/access.ts";
import { download } from "../download/download.ts";
import { noDownload, noSum, unknownDataset } from "../download/download_diagnostics.ts";
import { parseManifest } from "../readers/manifest.ts";
import { phase } from "./phase.ts";

/** The manifests of public data that are too large to be shipped. */
const shipped = new URL("../../data/large/", import.meta.url);

/** Data that were downloaded. */
export interface DownloadedData {
  /** The manifest, absolute. */
  readonly manifest: string;
  /** The files that were not there before, as shown to people. */
  readonly files: readonly string[];
}

/**
 * Gets the files of a public data set, such as `fashion-mnist`, that are not there yet.
 * @param folder Where manifests are; those that come with Penstock unless given.
 * @throws {PenstockError} If there is no such data set, or its files are not to be had.
 */
export async function downloadData(
  name: string,
  { workingDirectory, onRead }: CommandContext,
  folder: string | URL = shipped,
): Promise<DownloadedData> {
  const root = folder instanceof URL ? fileURLToPath(folder) : folder;
  return await phase(async (report) => {
    const path = await manifestOf(name, root, report);
    const shown = displayPath(path, workingDirectory);
    const source = { name: shown, text: await Deno.readTextFile(path) };
    const manifest = parseManifest(source, report);
    const { files, sums, download: base } = manifest;
    if (base === undefined) return report.fail(noDownload(shown, manifest.source));
    const paths = files.flatMap(({ path, labels }) =>
      labels ? [path.value, labels.value] : [path.value]
    );
    const got: string[] = [];
    for (const each of paths) {
      const sum = sums.get(each) ?? report.fail(noSum(each, shown));
      const full = isAbsolute(each) ? each : join(dirname(path), each);
      const file = {
        url: `${base.replace(/\/$/, "")}/${basename(each)}`,
        path: full,
        shown: displayPath(full, workingDirectory),
        sum: sum.value,
      };
      const isNew = await download(file, { report, ...onRead && { onRead } });
      if (isNew) got.push(file.shown);
    }
    return { manifest: path, files: got };
  });
}

async function manifestOf(name: string, root: string, report: Report): Promise<string> {
  const entries = await Array.fromAsync(Deno.readDir(root)).catch(() => []);
  const names = entries.filter((entry) => entry.name.endsWith(".yaml"))
    .map((entry) => entry.name.replace(/\.yaml$/, "")).sort();
  if (names.includes(name)) return join(root, `${name}.yaml`);
  const guess = nearest(name, names);
  return report.fail(unknownDataset(name, { names, ...guess !== undefined && { guess } }));
}
