/** Wheels of PyPI: where they are had from, and what is taken out of them. */
import { dirname, join } from "node:path";
import { reported } from "../../dsl/text/report.ts";
import { download } from "../../runtime/download/download.ts";
import { fileBytes } from "../../runtime/files/byte_source.ts";
import { folderEntries, writeAll } from "../../runtime/files/synced.ts";
import { listZip, unzipped } from "../../runtime/formats/zip_stream.ts";

/** A wheel for Linux on x64. */
export interface WheelWish {
  /** Of the package, as `onnxruntime-gpu`. */
  readonly project: string;
  /** How its version begins, whole numbers of it: `13` is 13.0, 13.5.37 and so on. The newest is taken. */
  readonly version: string;
}

/** Where wheels come from. */
export interface WheelPlaces {
  /** A folder that has them all: then nothing is fetched. */
  readonly given?: string;
  /** The folder that they are fetched into. */
  readonly kept: string;
  /** The simple index of a registry, which ends in a slash. */
  readonly index: string;
}

/** Why there is no wheel, in words that finish "the stand-in is left out: ". */
export class NoWheel extends Error {}

/** The path of a wheel, which is fetched where it is not there. @throws {NoWheel} If it cannot be had. */
export async function wheelFor(wish: WheelWish, places: WheelPlaces): Promise<string> {
  const there = await wheelAt(wish, places);
  if (there !== undefined) return there;
  const { project, version } = wish;
  if (places.given !== undefined) {
    throw new NoWheel(`"${places.given}" has no wheel of ${project} ${version} for Linux on x64`);
  }
  const found = newest(wish, await filesOf(project, places.index));
  if (!found) {
    const url = `${places.index}${project}/`;
    throw new NoWheel(`${url} has no wheel of version ${version} for Linux on x64`);
  }
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

/** Unpacks some files of a wheel. @param targetOf Where a file goes, by its name; nothing where it is not wanted. */
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

/** A file of a package, as a registry lists it. */
interface ListedFile {
  readonly name: string;
  readonly url: string;
  /** Its sha256. */
  readonly sum: string;
}

/** The wheel of the newest version that fits; of several for several Pythons, the first by its name. */
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

/** @see https://packaging.python.org/en/latest/specifications/simple-repository-api/ */
const jsonForm = "application/vnd.pypi.simple.v1+json";

/** The files of a package. @throws {NoWheel} If the registry does not tell them. */
async function filesOf(project: string, index: string): Promise<readonly ListedFile[]> {
  const url = `${index}${project}/`;
  const headers = { accept: `${jsonForm}, text/html;q=0.1` };
  const response = await fetch(url, { headers }).catch((error) => {
    throw new NoWheel(
      `${url} cannot be reached: ${error instanceof Error ? error.message : error}`,
    );
  });
  const text = await response.text();
  if (!response.ok) throw new NoWheel(`${url} answers ${response.status}`);
  const isJson = response.headers.get("content-type")?.startsWith(jsonForm);
  return isJson ? filesInJson(text, url) : filesInPage(text, url);
}

function filesInJson(text: string, base: string): readonly ListedFile[] {
  const { files }: {
    readonly files: readonly {
      readonly filename: string;
      readonly url: string;
      readonly hashes: { readonly sha256?: string };
    }[];
  } = JSON.parse(text);
  return files.map(({ filename, url, hashes }) => ({
    name: filename,
    url: new URL(url, base).href,
    sum: hashes.sha256 ?? "",
  }));
}

function filesInPage(page: string, base: string): readonly ListedFile[] {
  return [...page.matchAll(/<a\s[^>]*?href="([^"#]*)#sha256=(\w+)"[^>]*>\s*([^<]*?)\s*</g)]
    // The expression has the three.
    .map(([, url, sum, name]) => ({ name: name!, url: new URL(url!, base).href, sum: sum! }));
}

async function fetched({ name, url, sum }: ListedFile, folder: string): Promise<string> {
  const path = join(folder, name);
  console.error(`Fetching ${url}`);
  const result = await reported((report) => download({ url, path, shown: name, sum }, { report }));
  if (!result.ok) throw new NoWheel(result.diagnostics.map(({ message }) => message).join("; "));
  return path;
}
