/**
 * Builds the npm tarball with `deno pack`: the modules that the entry points reach and no other, and
 * the very versions of `deno.json`, so that a model trained from it has the same numbers.
 * @module
 */
import { dirname, relative } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { editTar } from "./tar.ts";

const root = new URL("../", import.meta.url);
const source = /(?<!\.d)\.ts$/;

async function deno(...args: readonly string[]): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), { args: [...args], cwd: root });
  const { success, stdout, stderr } = await command.output();
  const text = new TextDecoder();
  if (!success) throw new Error(`deno ${args[0]}: ${text.decode(stderr)}`);
  return text.decode(stdout);
}

/** The modules in the folders of `publish.include` that no entry point reaches, such as test aids. */
async function unreached(entries: readonly string[], folders: readonly string[]) {
  const reached = new Set<string>();
  for (const entry of entries) {
    const { modules } = JSON.parse(await deno("info", "--json", entry));
    for (const { specifier } of modules) reached.add(specifier);
  }
  const all = folders.flatMap((folder) => filesIn(folder)).filter((path) => source.test(path));
  return all.filter((path) => !reached.has(new URL(path, root).href));
}

function filesIn(path: string): string[] {
  if (!Deno.statSync(new URL(path, root)).isDirectory) return [path];
  return [...Deno.readDirSync(new URL(path, root))].flatMap(({ name }) =>
    filesIn(`${path}/${name}`)
  );
}

/** The oldest Node.js that every dependency allows. */
export const oldestNode = "22.12.0";

/** `^1.2.3`, as `deno pack` writes it, back to the `1.2.3` of `deno.json`; and the Node.js it needs. */
function withExactVersions(packageJson: string): string {
  const { dependencies, ...rest } = JSON.parse(packageJson);
  const exact = Object.entries(dependencies as Record<string, string>)
    .map(([name, version]) => [name, version.replace(/^\^/, "")]);
  const edited = {
    ...rest,
    engines: { node: `>=${oldestNode}` },
    dependencies: Object.fromEntries(exact),
  };
  return JSON.stringify(edited, null, 2) + "\n";
}

/** Names that `deno.json` maps to modules of ours, such as `@std/csv`, with the module each stands for. */
type OwnNames = Readonly<Record<string, string>>;

function ownNames(imports: Readonly<Record<string, string>>): OwnNames {
  const own = Object.entries(imports).filter(([, target]) => target.startsWith("./"));
  return Object.fromEntries(
    own.map(([name, target]) => [name, target.slice(2).replace(source, ".js")]),
  );
}

/** `deno pack` leaves such names as they are, and npm knows nothing of `deno.json`. */
function withPaths(code: string, path: string, names: OwnNames): string {
  return Object.entries(names).reduce((text, [name, target]) => {
    const way = relative(dirname(path), target);
    return text.replaceAll(`"${name}"`, JSON.stringify(way.startsWith(".") ? way : `./${way}`));
  }, code);
}

/** A file of the archive for npm; `undefined` where it stays as it is. */
function edited(path: string, text: string, names: OwnNames): string | undefined {
  if (path === "package.json") return withExactVersions(text);
  return /\.(js|d\.ts)$/.test(path) ? withPaths(text, path, names) : undefined;
}

/** Writes the tarball of this clone. @param path Where to; replaced if it is there. */
export async function pack(path: string): Promise<void> {
  const { exports, imports, publish } = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", root)),
  );
  const ignored = await unreached(Object.values(exports), publish.include);
  const ignore = ignored.length > 0 ? [`--ignore=${ignored.join(",")}`] : [];
  // What is packed is on the disk, committed or not, as in any other command.
  await deno("pack", "--allow-dirty", "--no-source-maps", ...ignore, "--output", path);
  const names = ownNames(imports);
  const packed = gunzipSync(await Deno.readFile(path));
  const tar = editTar(packed, (name, text) => edited(name.replace(/^package\//, ""), text, names));
  await Deno.writeFile(path, gzipSync(tar, { level: 9 }));
}

if (import.meta.main) {
  const { name, version } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const file = `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
  await pack(fileURLToPath(new URL(file, root)));
  console.log(file);
}
