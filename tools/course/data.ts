/** Where the data are that are too large for the repository. */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const manifests = new URL("../../data/large/", import.meta.url);

/** The folder that the files of a manifest in `data/large/` are in. */
const folderOf = {
  "fashion-mnist": "fashion-mnist",
  mnist: "mnist",
  "cifar10-parts": "cifar10",
  faces: "fer2013-mini",
  "faces-180": "fer2013-mini",
} as const;

/** The name of a manifest in `data/large/`. */
export type LargeData = keyof typeof folderOf;

/**
 * The manifest of large data: that of `data/large/` where the files are beside it, or a copy in `out` that
 * names them in the folder `PENSTOCK_DATA`.
 * @returns Nothing where neither has them.
 */
export function manifestOf(name: LargeData, out: string): string | undefined {
  const folder = folderOf[name];
  const manifest = fileURLToPath(new URL(`${name}.yaml`, manifests));
  if (isThere(fileURLToPath(new URL(folder, manifests)))) return manifest;
  const data = Deno.env.get("PENSTOCK_DATA");
  if (data === undefined || !isThere(join(data, folder))) return undefined;
  const copy = `${out}/data/${name}.yaml`;
  const text = Deno.readTextFileSync(manifest)
    .replaceAll(new RegExp(`(?<=^|\\s)${folder}(?=/|$)`, "gm"), resolve(data, folder));
  Deno.mkdirSync(`${out}/data`, { recursive: true });
  Deno.writeTextFileSync(copy, text);
  return copy;
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path) !== undefined;
  } catch {
    return false;
  }
}
