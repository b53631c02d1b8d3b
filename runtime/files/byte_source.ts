/** Bytes that can be read from any place on, as often as needed. */
export interface ByteSource {
  /** How many there are. */
  readonly size: number;
  /**
   * The bytes from a place on, piece by piece; a piece is overwritten by the next one.
   * Fails where they can no longer be read.
   */
  chunks(start?: number): Iterable<Uint8Array>;
  /** All of them, where they are in memory; not to be written to. */
  readonly whole?: Uint8Array;
}

/** Enough for one call to be worth it, few enough to stay in the processor's cache. */
const chunkBytes = 2 ** 18;

/** Bytes in memory. @param size Of a piece. */
export function memoryBytes(bytes: Uint8Array, size: number = chunkBytes): ByteSource {
  return {
    size: bytes.length,
    *chunks(start = 0) {
      for (let at = start; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
    whole: bytes,
  };
}

/** What there is to know of a file before it is read. */
export interface FileFacts {
  /** In bytes. */
  readonly size: number;
  /** Told after each piece how far the file is read. */
  readonly onRead?: (bytes: number) => void;
  /** Told why the system does not give its bytes. */
  readonly fail: (error: unknown) => never;
}

/** Bytes of a file, which is never held as a whole. */
export function fileBytes(path: string, { size, onRead, fail }: FileFacts): ByteSource {
  return {
    size,
    *chunks(start = 0) {
      using file = failing(() => Deno.openSync(path), fail);
      failing(() => file.seekSync(start, Deno.SeekMode.Start), fail);
      const chunk = new Uint8Array(chunkBytes);
      const read = () => failing(() => file.readSync(chunk), fail);
      let at = start;
      for (let count = read(); count !== null; count = read()) {
        onRead?.(at += count);
        yield chunk.subarray(0, count);
      }
    },
  };
}

/** Bytes that come once, as those of stdin: the first piece alone may be looked at before. */
export function streamedBytes(read: (into: Uint8Array) => number | null): ByteSource {
  const first = new Uint8Array(chunkBytes);
  let [held, isBegun] = [0, false];
  return {
    size: 0,
    *chunks() {
      if (!isBegun) held = read(first) ?? 0;
      isBegun = true;
      if (held === 0) return;
      yield first.subarray(0, held);
      const chunk = new Uint8Array(chunkBytes);
      for (let count = read(chunk); count !== null; count = read(chunk)) {
        yield chunk.subarray(0, count);
      }
    },
  };
}

function failing<T>(action: () => T, fail: (error: unknown) => never): T {
  try {
    return action();
  } catch (error) {
    return fail(error);
  }
}
