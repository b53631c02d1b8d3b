import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { type Access, accessFor } from "../../runtime/files/access.ts";
import { cpuEngine } from "../../runtime/engine/engine.ts";
import { prepare, type Prepared } from "../../runtime/prepare/prepare.ts";

/** Reads nothing: the data of these tests stands in their pipelines. */
export const noAccess: Access = accessFor("/nowhere", {
  workingDirectory: "/nowhere",
  allowed: [],
});

/** Lines of a pipeline as its source. */
export function sourceOf(lines: readonly string[]) {
  return { name: "x.pipe", text: ["pipe 1", ...lines, ""].join("\n") };
}

/** A pipeline made ready to be trained. */
export function prepareLines(
  lines: readonly string[],
  warn: (warning: Diagnostic) => void = () => {},
): Promise<Prepared> {
  return prepare(sourceOf(lines), { access: noAccess, engine: cpuEngine, warn });
}

/** A `load` stage of so many points of two classes that a line does not divide. */
export function loadRings(rows: number): string {
  const cells = Array.from({ length: rows }, (_, row) => {
    const [radius, label] = row % 2 === 0 ? [1, '"in"'] : [2, '"out"'];
    const angle = row * 2.4;
    return `[${(radius * Math.cos(angle)).toFixed(4)}, ${
      (radius * Math.sin(angle)).toFixed(4)
    }, ${label}]`;
  });
  return `load rows([${cells.join(", ")}], target = ring, columns = [x, y, ring])`;
}

/** A `load` stage of y = 3 x1 - 2 x2 + 1. */
export function loadPlane(rows: number): string {
  const cells = Array.from({ length: rows }, (_, row) => {
    const [a, b] = [Math.sin(row), Math.cos(3 * row)];
    return `[${a.toFixed(6)}, ${b.toFixed(6)}, ${(3 * a - 2 * b + 1).toFixed(6)}]`;
  });
  return `load rows([${cells.join(", ")}], target = y, columns = [a, b, y])`;
}

/** A new folder that is gone after `use`, by its real path. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Every file below a folder, relative to it, sorted. */
export async function filesIn(folder: string, below = ""): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(`${folder}/${below}`)) {
    names.push(...isDirectory ? await filesIn(folder, `${below}${name}/`) : [below + name]);
  }
  return names.sort();
}
