import { dirname, join } from "node:path";
import { type Diagnostic, unwrap } from "../../dsl/text/diagnostic.ts";
import { type Report, reported } from "../../dsl/text/report.ts";
import type { File } from "../../dsl/syntax/ast.ts";
import type { Source } from "../../dsl/text/span.ts";
import { openSource } from "../../runtime/open/open_pipeline.ts";
import { assemble, type Assembled } from "../../runtime/prepare/assemble.ts";
import { type Access, accessFor } from "../../runtime/files/access.ts";
import { cpuEngine } from "../../runtime/engine/cpu.ts";
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

/** What the pipelines of tests are opened with. */
interface SourceOptions {
  readonly access?: Access;
  readonly variant?: string;
  readonly warn?: (warning: Diagnostic) => void;
}

async function opened<T>(
  source: Source,
  { access = noAccess, variant, warn }: SourceOptions,
  use: (file: File, options: { readonly access: Access; readonly report: Report }) => Promise<T>,
): Promise<T> {
  return unwrap(
    await reported(async (report) =>
      use(await openSource(source, { access, variant, report }), { access, report })
    ),
    warn,
  );
}

/** A pipeline checked and compiled. @throws {PenstockError} With every mistake. */
export function assembleSource(source: Source, options: SourceOptions = {}): Promise<Assembled> {
  return opened(source, options, assemble);
}

/** A pipeline made ready to be trained. @throws {PenstockError} With every mistake. */
export function prepareSource(source: Source, options: SourceOptions = {}): Promise<Prepared> {
  return opened(source, options, (file, rest) => prepare(file, { ...rest, engine: cpuEngine }));
}

/** The same from its lines. */
export function prepareLines(
  lines: readonly string[],
  warn: (warning: Diagnostic) => void = () => {},
): Promise<Prepared> {
  return prepareSource(sourceOf(lines), { warn });
}

/** A pipeline checked and compiled, from its lines. */
export function assembleLines(lines: readonly string[]): Promise<Assembled> {
  return assembleSource(sourceOf(lines));
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

/** Writes files below a folder, by their paths in it. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(join(folder, name), bytes);
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
