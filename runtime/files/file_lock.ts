import { dirname } from "node:path";

/** A lock that ends with its process, however that ends: the system holds it, not the file's existence. */
export interface FileLock {
  /** Removes the file and lets the lock go. */
  release(): Promise<void>;
}

/**
 * Takes the lock of a file, which is made with its folder where there is none; nothing where another process has
 * it.
 * @param note What the file is to say to one who finds it.
 */
export async function takeLock(path: string, note: string): Promise<FileLock | undefined> {
  const file = await lockedFile(path);
  return file && await held(file, { path, note });
}

/**
 * A file that no other process has locked, empty, made with its folder where there is none; nothing where another
 * has. Locked until it is closed.
 */
export async function lockedFile(path: string): Promise<Deno.FsFile | undefined> {
  for (;;) {
    await Deno.mkdir(dirname(path), { recursive: true });
    const file = await Deno.open(path, { read: true, write: true, create: true })
      .catch(unlessMissing);
    // Who had the lock removed the folder between the two calls.
    if (!file) continue;
    if (!await file.tryLock(true)) {
      file.close();
      return undefined;
    }
    if (await isStillAt(file, path)) {
      await file.truncate();
      return file;
    }
    // The same for the file.
    file.close();
  }
}

/** What the holder of a lock says of itself; nothing where that cannot be read. */
export async function noteOf(path: string): Promise<string | undefined> {
  return await Deno.readTextFile(path).catch(() => undefined);
}

async function held(
  file: Deno.FsFile,
  { path, note }: { readonly path: string; readonly note: string },
): Promise<FileLock> {
  try {
    await file.write(new TextEncoder().encode(note));
  } catch {
    // A full disk may have no room for the note; the lock holds without it.
  }
  return {
    async release() {
      await Deno.remove(path).catch(() => {});
      file.close();
    },
  };
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

async function isStillAt(file: Deno.FsFile, path: string): Promise<boolean> {
  const [own, there] = await Promise.all([file.stat(), Deno.stat(path).catch(() => undefined)]);
  return there !== undefined && own.ino === there.ino && own.dev === there.dev;
}
