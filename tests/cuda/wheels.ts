/** Wheels of PyPI: where they are had from, and what is taken out of them. */
import { dirname, join } from "node:path";
import type { Checked } from "../../dsl/text/diagnostic.ts";
import { reported } from "../../dsl/text/report.ts";
import { type Wheel, wheelsAt } from "../../runtime/cuda/gpu_wheel.ts";
import { download } from "../../runtime/download/download.ts";
import { fileBytes } from "../../runtime/files/byte_source.ts";
import { folderEntries, writeAll } from "../../runtime/files/synced.ts";
import { listZip, unzipped } from "../../runtime/formats/zip_stream.ts";

/** A wheel for Linux on x64. */
export interface WheelWish {
  /** Of the package, as `onnxruntime-gpu`. */
  readonly project: string;
  /** How its version begins, in whole numbers: `13` is 13.5.37 and 13.0. The newest is taken. */
  readonly version: string;
}

/** Where wheels come from. */
export interface WheelPlaces {
  /** A folder that has them all: then nothing is fetched. */
  readonly given?: string;
  /** The folder that they are fetched into. */
  readonly kept: string;
  /** An index of packages, as `pypi`. */
  readonly index: string;
}

/** Why there is no wheel, in words that finish "the stand-in is left out: ". */
export class NoWheel extends Error {}

/** The path of a wheel, fetched where it is not there. @throws {NoWheel} If it cannot be had. */
export async function wheelFor(wish: WheelWish, places: WheelPlaces): Promise<string> {
  const there = await wheelAt(wish, places);
  if (there !== undefined) return there;
  const { project, version } = wish;
  if (places.given !== undefined) {
    throw new NoWheel(`"${places.given}" has no wheel of ${project} ${version} for Linux on x64`);
  }
  const url = `${places.index}/${project}/`;
  const found = newest(wish, await wheelsOf(url));
  if (!found) throw new NoWheel(`${url} has no wheel of version ${version} for Linux on x64`);
  return await fetched(found, places.kept);
}

/** The path of a wheel that is there; nothing is fetched. */
export async function wheelAt(
  wish: WheelWish,
  { given, kept }: WheelPlaces,
): Promise<string | undefined> {
  const folder = given ?? kept;
  const there = newest(wish, await folderEntries(folder));
  return there && join(folder, there.name);
}

/** Unpacks files of a wheel. @param targetOf Where a file goes; nothing where it is not wanted. */
export async function unpackWheel(
  wheel: string,
  targetOf: (name: string) => string | undefined,
): Promise<void> {
  const fail = (error: unknown): never => {
    throw error;
  };
  const source = fileBytes(wheel, { size: (await Deno.stat(wheel)).size, fail });
  for (const entry of listZip(source)) {
    const target = targetOf(entry.name);
    if (target === undefined) continue;
    await Deno.mkdir(dirname(target), { recursive: true });
    using file = await Deno.open(target, { write: true, createNew: true });
    for await (const piece of unzipped(source, entry)) await writeAll(file, piece);
  }
}

/** The wheel of the newest version that fits; of those for several Pythons the first by name. */
function newest<T extends { readonly name: string }>(
  { project, version }: WheelWish,
  files: readonly T[],
): T | undefined {
  const start = `${project.replaceAll("-", "_")}-`;
  const fitting = files
    .filter(({ name }) => name.startsWith(start) && /manylinux\w*_x86_64\S*\.whl$/.test(name))
    .map((file) => ({ file, version: file.name.slice(start.length).split("-")[0] ?? "" }))
    .filter((each) => /^\d+(\.\d+)*$/.test(each.version))
    .filter((each) => `${each.version}.`.startsWith(`${version}.`));
  const inOrder = new Intl.Collator("en", { numeric: true }).compare;
  fitting.sort((a, b) => inOrder(b.version, a.version) || inOrder(a.file.name, b.file.name));
  return fitting[0]?.file;
}

/** What an index lists for a package. @throws {NoWheel} If it does not say. */
async function wheelsOf(url: string): Promise<readonly Wheel[]> {
  return wanted(await reported((report) => wheelsAt(url, report)), url);
}

async function fetched({ name, url, sum }: Wheel, folder: string): Promise<string> {
  const path = join(folder, name);
  console.error(`Fetching ${url}`);
  wanted(await reported((report) => download({ url, path, shown: name, sum }, { report })), url);
  return path;
}

/** What an address gave, or in one line why it gave nothing. @throws {NoWheel} */
function wanted<T>(result: Checked<T>, url: string): T {
  if (result.ok) return result.value;
  throw new NoWheel(`${url}: ${result.diagnostics.map(({ message }) => message).join("; ")}`);
}
