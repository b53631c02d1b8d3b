/**
 * Builds the npm tarball with `deno pack`: the modules that the entry points reach and no other, and
 * the very versions of `deno.json`, so that a model trained from it has the same numbers.
 * @module
 */
import { Buffer } from "node:buffer";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

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

/** `^1.2.3`, as `deno pack` writes it, back to the `1.2.3` of `deno.json`. */
function withExactVersions(packageJson: string): string {
  const { dependencies, ...rest } = JSON.parse(packageJson);
  const exact = Object.entries(dependencies as Record<string, string>)
    .map(([name, version]) => [name, version.replace(/^\^/, "")]);
  return JSON.stringify({ ...rest, dependencies: Object.fromEntries(exact) }, null, 2) + "\n";
}

const block = 512;

/** A tar archive with another `package/package.json`. */
function withPackageJson(tar: Uint8Array, edit: (text: string) => string): Uint8Array {
  const text = new TextDecoder();
  for (let at = 0; at + block <= tar.length;) {
    const header = tar.slice(at, at + block);
    const size = parseInt(text.decode(header.subarray(124, 135)), 8);
    const start = at + block;
    const end = start + Math.ceil(size / block) * block;
    if (text.decode(header.subarray(0, 100)).replace(/\0.*$/s, "") === "package/package.json") {
      const content = new TextEncoder().encode(
        edit(text.decode(tar.subarray(start, start + size))),
      );
      const padding = new Uint8Array((block - content.length % block) % block);
      const parts = [tar.subarray(0, at), sized(header, content.length), content, padding];
      return new Uint8Array(Buffer.concat([...parts, tar.subarray(end)]));
    }
    at = end;
  }
  throw new Error("There is no package.json in the archive");
}

/** A tar header for another size. */
function sized(header: Uint8Array, size: number): Uint8Array {
  const write = (text: string, at: number) => header.set(new TextEncoder().encode(text), at);
  write(size.toString(8).padStart(11, "0") + "\0", 124);
  // The sum of all bytes of the header, its own 8 taken for blanks.
  write(" ".repeat(8), 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(sum.toString(8).padStart(6, "0") + "\0 ", 148);
  return header;
}

/** Writes the tarball of this clone. @param path Where to; replaced if it is there. */
export async function pack(path: string): Promise<void> {
  const { exports, publish } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const ignored = await unreached(Object.values(exports), publish.include);
  const ignore = ignored.length > 0 ? [`--ignore=${ignored.join(",")}`] : [];
  // What is packed is on the disk, committed or not, as in any other command.
  await deno("pack", "--allow-dirty", "--no-source-maps", ...ignore, "--output", path);
  const tar = withPackageJson(gunzipSync(await Deno.readFile(path)), withExactVersions);
  await Deno.writeFile(path, gzipSync(tar, { level: 9 }));
}

if (import.meta.main) {
  const { name, version } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const file = `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
  await pack(fileURLToPath(new URL(file, root)));
  console.log(file);
}
