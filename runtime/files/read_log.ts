import { dirname } from "node:path";
import type { FileRead } from "../../report/input/metrics.ts";
import type { ByteSource } from "./byte_source.ts";
import type * as Sha256 from "./sha256.ts";

/** What a file is called. */
export interface FileName {
  /** As it is recorded. */
  readonly path: string;
  /** As the system knows it: one file has one. */
  readonly real: string;
}

/** A file whose bytes are being read. */
export interface LoggedFile extends FileName {
  /** Whether it is one of many in its folder. */
  readonly isOneOfMany: boolean;
  /** Told why the system does not give its bytes. */
  readonly fail: (error: unknown) => never;
  /** Told that they are others than before. */
  readonly failChanged: () => never;
}

/** Remembers what was read, by the hash of its bytes. */
export interface ReadLog {
  /** Notes the bytes of a file. */
  note(name: FileName, bytes: Uint8Array): Promise<void>;
  /** The same bytes, noted while they are read. */
  follow(file: LoggedFile, source: ByteSource): Promise<ByteSource>;
  /**
   * All that was read, in the order of its paths; a file of which some bytes were never asked for is read to
   * its end. Fails where a file is no longer what it was when it was opened.
   */
  files(): Promise<readonly FileRead[]>;
}

/** Loaded when first needed: whoever reads nothing takes no time for it. */
function hashes(): Promise<typeof Sha256> {
  return import("./sha256.ts");
}

interface Followed {
  readonly file: LoggedFile;
  readonly source: ByteSource;
  readonly before: Deno.FileInfo;
  readonly begin: typeof Sha256.beginSha256;
  sha256?: string;
}

/** A log of one pipeline. */
export function createReadLog(): ReadLog {
  const noted = new Map<string, FileRead>();
  const followed = new Map<string, Followed>();
  return {
    async note({ path, real }, bytes) {
      const { sha256 } = await hashes();
      noted.set(real, { path, bytes: bytes.length, sha256: sha256(bytes) });
    },
    async follow(file, source) {
      const before = await Deno.stat(file.real);
      const { beginSha256: begin } = await hashes();
      const entry: Followed = { file, source, before, begin };
      followed.set(file.real, entry);
      return {
        ...source,
        chunks: (start = 0) => start === 0 ? hashing(entry) : source.chunks(start),
      };
    },
    async files() {
      const single = new Map(noted);
      const pictures: FileRead[] = [];
      for (const entry of followed.values()) {
        const { file } = entry;
        await requireUnchanged(entry);
        for (const _ of entry.sha256 === undefined ? hashing(entry) : []);
        const { sha256 = "" } = entry;
        const read = { path: file.path, bytes: entry.before.size, sha256 };
        if (!file.isOneOfMany) single.set(file.real, read);
        else pictures.push(read);
      }
      const folders = Map.groupBy(pictures, ({ path }) => dirname(path));
      const joined = [...folders].map(([folder, files]) => asOne(folder, files));
      return inOrder([...single.values(), ...await Promise.all(joined)]);
    },
  };
}

/** All bytes, whose hash is known when the last one is passed. */
function* hashing(entry: Followed): Iterable<Uint8Array> {
  const hash = entry.begin();
  for (const chunk of entry.source.chunks()) {
    hash.update(chunk);
    yield chunk;
  }
  entry.sha256 = hash.digest("hex");
}

/** Fails where a file vanished or changed: what was made of it would be of two files. */
async function requireUnchanged({ file, before }: Followed): Promise<void> {
  const now = await Deno.stat(file.real).catch(file.fail);
  const isSame = now.size === before.size && now.mtime?.getTime() === before.mtime?.getTime() &&
    now.ino === before.ino;
  if (!isSame) file.failChanged();
}

/** The files of one folder. */
async function asOne(folder: string, files: readonly FileRead[]): Promise<FileRead> {
  const { sha256 } = await hashes();
  const lines = inOrder(files).map(({ path, sha256 }) =>
    `${sha256}  ${path.slice(folder.length + 1)}\n`
  );
  return {
    path: `${folder}/`,
    bytes: files.reduce((total, { bytes }) => total + bytes, 0),
    sha256: sha256(lines.join("")),
    files: files.length,
  };
}

function inOrder(files: readonly FileRead[]): readonly FileRead[] {
  return files.toSorted((one, other) => one.path < other.path ? -1 : 1);
}
