import { dirname } from "node:path";
import type { FileContent } from "./file_content.ts";
import { openIfThere } from "./synced.ts";

/** Text of lines that grows as they come, and can be cut back. */
export interface GrowingLines {
  /** Adds whole lines. @throws What the system says. */
  append(lines: string): Promise<void>;
  /**
   * Cuts it back to its first lines.
   * @returns Whether there were so many.
   * @throws What the system says.
   */
  keepFirst(count: number): Promise<boolean>;
  /** All of it, to be written elsewhere. */
  content(): FileContent;
}

/** Lines in memory, for where nothing is written. */
export function linesInMemory(): GrowingLines {
  let blocks: string[] = [];
  return {
    append: (lines) => Promise.resolve(void blocks.push(lines)),
    keepFirst(count) {
      const lines = blocks.join("").match(/[^\n]*\n/g) ?? [];
      blocks = lines.slice(0, count);
      return Promise.resolve(lines.length >= count);
    },
    content: () => blocks.join(""),
  };
}

/** Lines in a file, which is made with the first of them. It is open only while something is done with it. */
export interface LinesInFile extends GrowingLines {
  /** Brings what was added down to the disk. */
  sync(): Promise<void>;
}

/** The lines of a file. */
export function linesInFile(path: string): LinesInFile {
  return {
    async append(lines) {
      await Deno.mkdir(dirname(path), { recursive: true });
      await Deno.writeTextFile(path, lines, { append: true });
    },
    async keepFirst(count) {
      using file = await openIfThere(path, { read: true, write: true });
      if (!file) return count === 0;
      const end = await endOfLines(file, count);
      if (end !== undefined) await file.truncate(end);
      return end !== undefined;
    },
    content: () => ({ copyOf: path }),
    async sync() {
      using file = await openIfThere(path, { write: true });
      await file?.sync();
    },
  };
}

/** Where the first lines of a file end; nothing where it has fewer. */
async function endOfLines(file: Deno.FsFile, count: number): Promise<number | undefined> {
  const [block, newline] = [new Uint8Array(2 ** 16), "\n".charCodeAt(0)];
  let [before, missing] = [0, count];
  while (missing > 0) {
    const read = await file.read(block);
    if (read === null) return undefined;
    for (let at = 0; at < read; at++) {
      if (block[at] === newline && --missing === 0) return before + at + 1;
    }
    before += read;
  }
  return 0;
}
