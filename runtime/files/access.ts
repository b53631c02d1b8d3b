import { basename, dirname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { type Report, Stopped } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import { type ByteSource, fileBytes, memoryBytes } from "./byte_source.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import type { FileRead } from "../../report/input/metrics.ts";
import { isFolderAt } from "./kind_of_place.ts";
import { createReadLog } from "./read_log.ts";
import * as problem from "./file_diagnostics.ts";

/** Where a command was given and what it may read besides. */
export interface CommandContext {
  /** The working directory; paths on the command line are relative to it. */
  readonly workingDirectory: string;
  /** Further folders that pipelines may read: `PENSTOCK_DATA` and `--allow DIR`, relative likewise. */
  readonly allowed: readonly string[];
  /** Told how far a file is read, after each piece of it. */
  onRead?(stand: ReadingStand): void;
  /** Ends the reading of a file between two pieces (E0607). */
  readonly signal?: Interruption;
}

/** Whether a command is to end before it is done, such as an `AbortSignal`. */
export interface Interruption {
  /** Whether it is. */
  readonly aborted: boolean;
}

/** How far a file is read, in bytes, or a folder, in files. */
export interface ReadingStand {
  /** As shown to people. */
  readonly path: string;
  /** So many are read. */
  readonly read: number;
  /** Of so many. */
  readonly size: number;
}

/** Where a file is named, and where it is told that it cannot be read. */
export interface NamedFile {
  /** The text that names it, if a text does. */
  readonly span?: Span;
  /** Told why it cannot be read. */
  readonly report: Report;
  /** Once it is read: how far its folder is, where it is one of many. */
  readonly among?: ReadingStand;
}

/** Something in a folder. */
export interface FolderEntry {
  /** Without the folder. */
  readonly name: string;
  /** Else it is a file. */
  readonly isFolder: boolean;
}

/** Reads the files that one pipeline names, and no others. */
export interface Access {
  /**
   * The bytes of a file. Fails where there are none to be had.
   * @param path Relative to the `.pipe` file.
   */
  readBytes(path: string, named: NamedFile): Promise<Uint8Array>;
  /** The same as text. Fails where it is not UTF-8. */
  readText(path: string, named: NamedFile): Promise<string>;
  /** The same, to be read piece by piece. Fails where there are none to be had, now or then. */
  open(path: string, named: NamedFile): Promise<ByteSource>;
  /** What is in a folder, in the order of the names. Fails where it is none, or a link leads out of it. */
  list(path: string, named: NamedFile): Promise<readonly FolderEntry[]>;
  /** Whether there is a folder. */
  isFolder(path: string): Promise<boolean>;
  /** A path as the person would write it. */
  displayName(path: string): string;
  /** What was read until now. Fails where a file has changed since. */
  filesRead(): Promise<readonly FileRead[]>;
}

/**
 * Access for a pipeline in `folder`: inside its project, the working directory and what was allowed.
 * Links are followed before the path is judged.
 */
export function accessFor(folder: string, context: CommandContext): Access {
  const { workingDirectory, allowed } = context;
  const displayName = (path: string) => displayPath(resolve(folder, path), workingDirectory);
  const realFile = async (path: string, { span, report, among }: NamedFile) => {
    const file = { path: displayName(path), span, ...among && { among } };
    const roots = await Promise.all(
      [await projectOf(folder), workingDirectory, ...allowed]
        .map((root) => realOrSelf(resolve(workingDirectory, root))),
    );
    const real = await Deno.realPath(resolve(folder, path)).catch(async (error) => {
      const isOpen = (folder: string) => roots.some((root) => isInside(folder, root));
      const near = await nearFile(resolve(folder, path), isOpen);
      // On the command line, paths are relative to where the person stands.
      const written = span ? path : displayName(path);
      return report.fail(
        unreadable(error, { ...file, ...near && { near: sibling(written, near) } }),
      );
    });
    const root = roots.find((root) => isInside(real, root));
    if (root === undefined) {
      const shown = roots.map((root) => displayPath(root, workingDirectory));
      return report.fail(problem.outsideFile(file, [...new Set(shown)]));
    }
    return [real, { ...file, report }, nameIn(folder, path, { real, root })] as const;
  };
  const log = createReadLog();
  const readBytes = async (path: string, named: NamedFile) => {
    const [real, file, name] = await realFile(path, named);
    const bytes = await readFile(real, file);
    await log.note({ path: name, real }, bytes);
    return bytes;
  };
  const open = async (path: string, named: NamedFile) => {
    const [real, file, name] = await realFile(path, named);
    const { onRead, signal } = context;
    const source = await openFile(real, { ...file, onRead, signal });
    const { report } = named;
    return await log.follow({
      ...{ path: name, real, isOneOfMany: named.among !== undefined },
      fail: (error) => report.fail(unreadable(error, file)),
      failChanged: () => report.fail(problem.changedFile(file)),
    }, source);
  };
  const readText = async (path: string, named: NamedFile) =>
    decode(await readBytes(path, named)) ??
      named.report.fail(problem.notUtf8({ path: displayName(path), span: named.span }));
  const list = async (path: string, named: NamedFile) => {
    const [real, file] = await realFile(path, named);
    return await listFolder(real, file);
  };
  const isFolder = (path: string) => isFolderAt(resolve(folder, path));
  const { files: filesRead } = log;
  return { readBytes, readText, open, list, isFolder, displayName, filesRead };
}

/**
 * What a pipeline in a folder calls a file: the same wherever the project lies. Far from it, that is the way from
 * the folder that is allowed, so that nothing of this machine is in it and no two files have one name.
 */
function nameIn(
  folder: string,
  path: string,
  { real, root }: { readonly real: string; readonly root: string },
): string {
  const near = relative(folder, resolve(folder, path));
  const isFar = near.startsWith(join("..", "..", "..")) || isAbsolute(near);
  return (isFar ? join(basename(root), relative(root, real)) : near).replaceAll(sep, "/");
}

/** Access for a file or folder that the person names, and no pipeline does: also what lies beside or in it. */
export async function accessToNamed(path: string, context: CommandContext): Promise<Access> {
  const { workingDirectory, allowed } = context;
  const full = resolve(workingDirectory, path);
  const isFolder = await accessFor(workingDirectory, context).isFolder(full);
  const named = isFolder ? full : dirname(full);
  return accessFor(workingDirectory, { ...context, allowed: [...allowed, named] });
}

/** A path relative to the working directory, unless that would lead far up. */
export function displayPath(path: string, workingDirectory: string): string {
  const short = relative(workingDirectory, path);
  if (short === "") return ".";
  return short.startsWith(join("..", "..")) || isAbsolute(short) ? path : short;
}

/** Text of UTF-8 bytes; `undefined` where they are not UTF-8. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A file's bytes. Fails where there are none to be had. @param path As the system knows it. */
export async function readFile(
  path: string,
  { report, ...file }: problem.FilePlace & NamedFile,
): Promise<Uint8Array> {
  try {
    await statOf(path, { ...file, report });
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Stopped) throw error;
    return report.fail(await unreadableNamed(error, path, file));
  }
}

/** The same, to be read piece by piece. Fails where there are none to be had, now or then. */
export async function openFile(
  path: string,
  { report, onRead, signal, among, ...file }:
    & problem.FilePlace
    & NamedFile
    & Pick<CommandContext, "onRead" | "signal">,
): Promise<ByteSource> {
  const fail = (error: unknown) => report.fail(unreadable(error, file));
  try {
    const { isFile, size } = await statOf(path, { ...file, report });
    // A pipe gives its bytes once.
    if (!isFile) return memoryBytes(await Deno.readFile(path));
    const told = (read: number) => {
      if (signal?.aborted) report.fail(problem.interruptedReading(file));
      onRead?.(among ?? { path: file.path, read, size });
    };
    return fileBytes(path, { size, onRead: told, fail });
  } catch (error) {
    if (error instanceof Stopped) throw error;
    return report.fail(await unreadableNamed(error, path, file));
  }
}

/** @param path As the system knows it. */
async function listFolder(
  path: string,
  { report, ...file }: problem.FilePlace & NamedFile,
): Promise<readonly FolderEntry[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(path));
    const found = entries.map(({ name, isDirectory, isSymlink }) =>
      isSymlink ? linked(path, name, { ...file, report }) : { name, isFolder: isDirectory }
    );
    return (await Promise.all(found)).sort((one, other) => one.name < other.name ? -1 : 1);
  } catch (error) {
    if (error instanceof Stopped) throw error;
    return report.fail(
      error instanceof Deno.errors.NotADirectory
        ? problem.notAFolder(file)
        : unreadable(error, file),
    );
  }
}

/** A link counts as what it leads to, if that is in the same folder or below. */
async function linked(
  folder: string,
  name: string,
  { report, ...file }: problem.FilePlace & NamedFile,
): Promise<FolderEntry> {
  const real = await Deno.realPath(join(folder, name)).catch(() => "");
  if (!isInside(real, folder)) report.fail(problem.linkOutside(join(file.path, name)));
  return { name, isFolder: (await Deno.stat(real)).isDirectory };
}

async function statOf(
  path: string,
  { report, ...file }: problem.FilePlace & NamedFile,
): Promise<Deno.FileInfo> {
  const stat = await Deno.stat(path);
  if (stat.isDirectory) report.fail(problem.isDirectory(file));
  // `/dev/zero` never ends.
  if (stat.isCharDevice || stat.isBlockDevice) {
    report.fail(problem.unreadableFile(file, "it is a device"));
  }
  // A pipe that nobody writes to is waited for without end.
  if (stat.isFifo || stat.isSocket) {
    report.fail(problem.unreadableFile(file, "it is a pipe, and gives its bytes once at most"));
  }
  return stat;
}

/** Says why the system does not give a file. @throws What is no error of the system. */
function unreadable(error: unknown, file: problem.FilePlace): Diagnostic {
  if (error instanceof Deno.errors.NotFound) return problem.missingFile(file);
  if (!(error instanceof Error)) throw error;
  return problem.unreadableFile(file, error);
}

/** The same for a file that the person named, whose folder may be looked into. */
async function unreadableNamed(
  error: unknown,
  path: string,
  file: problem.FilePlace,
): Promise<Diagnostic> {
  const isMissing = error instanceof Deno.errors.NotFound;
  const near = isMissing ? await nearFile(path, () => true) : undefined;
  return unreadable(error, { ...file, ...near && { near: sibling(file.path, near) } });
}

/** A file of a folder that may be looked into, by the name nearest to one that is not there. */
async function nearFile(
  path: string,
  isOpen: (folder: string) => boolean,
): Promise<string | undefined> {
  try {
    const folder = await Deno.realPath(dirname(path));
    if (!isOpen(folder)) return undefined;
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    return nearName(basename(path), names);
  } catch {
    return undefined; // Without the folder there is nothing to suggest.
  }
}

/** The nearest stem with the same ending, else the same stem with the nearest ending. */
function nearName(name: string, names: readonly string[]): string | undefined {
  const { ext, name: stem } = parse(name);
  const alike = names.map((each) => parse(each));
  const near = nearest(stem, alike.filter((each) => each.ext === ext).map((each) => each.name));
  if (near !== undefined) return near + ext;
  return nearest(name, alike.filter((each) => each.name === stem).map(({ base }) => base));
}

/** Another file of the same folder, as the person writes paths. */
function sibling(path: string, name: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1) + name;
}

async function realOrSelf(path: string): Promise<string> {
  return await Deno.realPath(path).catch(() => path);
}

function isInside(path: string, root: string): boolean {
  const rest = relative(root, path);
  return rest === "" || (!rest.startsWith("..") && !isAbsolute(rest));
}

/** The nearest folder above that looks like a project, else the folder itself. */
async function projectOf(folder: string): Promise<string> {
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    for (const mark of [".git", "deno.json", "package.json"]) {
      if (await Deno.stat(join(at, mark)).then(() => true, () => false)) return at;
    }
  }
  return folder;
}
