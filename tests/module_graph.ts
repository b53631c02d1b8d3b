/** The module graph of the project as Deno resolves it: nothing is guessed from the text of a file. */
import { fileURLToPath } from "node:url";

export const root = new URL("../", import.meta.url);

/** Written by a program, not by people. */
export const generated = ["compiler/backends/onnx/onnx_pb.ts", "dsl/syntax/cst.ts"];

/** A file of the layers, as people wrote it. */
export interface SourceFile {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
}

/** The source files of all layers, without those that are generated. */
export function sourceFiles(): readonly SourceFile[] {
  return ["dsl", "compiler", "runtime", "cli"].flatMap(filesBelow)
    .filter((path) => !generated.includes(path))
    .map((path) => ({ path, text: Deno.readTextFileSync(new URL(path, root)) }));
}

/** The paths of all TypeScript files in a folder and those below it. */
export function filesBelow(folder: string): string[] {
  return [...Deno.readDirSync(new URL(folder, root))].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    return isDirectory ? filesBelow(path) : name.endsWith(".ts") ? [path] : [];
  });
}

/** A source file and what it imports, for values or for types. */
export interface Module {
  /** Relative to the root, as `dsl/syntax/parse.ts`. */
  readonly path: string;
  /** Paths relative to the root, and packages by their names in `deno.json`. */
  readonly imports: readonly string[];
  /** Those of them that are loaded with it: for values, and not on a call. */
  readonly loads: readonly string[];
}

interface Dependency {
  readonly specifier: string;
  readonly isDynamic?: boolean;
  readonly code?: { readonly specifier?: string };
  readonly type?: { readonly specifier?: string };
}

interface Info {
  readonly roots: readonly string[];
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly Dependency[];
  }[];
}

/** All modules of the project that an entry needs, with their imports, sorted by path. */
export async function modulesFrom(entry: string): Promise<readonly Module[]> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-lock", entry],
    cwd: fileURLToPath(root),
  });
  const { code, stdout, stderr } = await command.output();
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
  const { modules }: Info = JSON.parse(new TextDecoder().decode(stdout));
  return modules
    .filter(({ specifier }) => isOurs(specifier))
    .map(({ specifier, dependencies = [] }) => ({
      path: pathOf(specifier),
      imports: dependencies.map(nameOf),
      loads: dependencies.filter(({ code, isDynamic }) => code && !isDynamic).map(nameOf),
    }))
    .sort((a, b) => a.path < b.path ? -1 : 1);
}

/** The name of what is imported. */
function nameOf({ specifier, code, type }: Dependency): string {
  const resolved = code?.specifier ?? type?.specifier ?? specifier;
  return isOurs(resolved) ? pathOf(resolved) : specifier;
}

/** All that is loaded when a module is: modules and packages, sorted. */
export async function loadedWith(entry: string): Promise<readonly string[]> {
  const loads = new Map((await modulesFrom(entry)).map(({ path, loads }) => [path, loads]));
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    loads.get(name)?.forEach(visit);
  };
  visit(entry);
  return [...found].sort();
}

/** Several entries as one graph. */
export async function modulesFromAll(entries: readonly string[]): Promise<readonly Module[]> {
  const found = await Promise.all(entries.map(modulesFrom));
  return [...new Map(found.flat().map((module) => [module.path, module])).values()];
}

function isOurs(specifier: string): boolean {
  return specifier.startsWith(root.href);
}

function pathOf(specifier: string): string {
  return decodeURI(specifier.slice(root.href.length));
}

/** A graph by its arrows. */
export type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

/** The arrows between modules, or between what `nameOf` makes of them; none to itself. */
export function arrowsBetween(
  modules: readonly Module[],
  nameOf: (path: string) => string = (path) => path,
): Arrows {
  const paths = new Set(modules.map(({ path }) => path));
  const arrows = new Map<string, Set<string>>();
  for (const { path, imports } of modules) {
    const from = nameOf(path);
    const targets = arrows.get(from) ?? new Set();
    arrows.set(from, targets);
    for (const each of imports.filter((imported) => paths.has(imported)).map(nameOf)) {
      if (each !== from) targets.add(each);
    }
  }
  return arrows;
}

/**
 * Every group of nodes that reach each other, sorted: Tarjan's strongly connected components of more
 * than one node.
 */
export function circlesIn(arrows: Arrows): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    for (const next of arrows.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!));
    }
    if (low.get(node) !== index.get(node)) return;
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const node of arrows.keys()) if (!index.has(node)) visit(node);
  return circles.sort();
}
