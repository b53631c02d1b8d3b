/** What a file in a zip archive is, as the directory at the archive's end says it. */
export interface ZipEntry {
  /** With its folders, separated by slashes. */
  readonly name: string;
  /** How it is compressed: 0 not at all, 8 deflated. */
  readonly method: number;
  /** The CRC-32 of its content. */
  readonly sum: number;
  /** In bytes, as it lies in the archive. */
  readonly packed: number;
  /** In bytes, unpacked. */
  readonly size: number;
  /** Where its own header begins. */
  readonly offset: number;
}

/** Where the directory of an archive is. */
export interface ZipDirectory {
  /** Files in it. */
  readonly count: number;
  /** Where it begins. */
  readonly at: number;
}

/** @see PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16. */
export const zipSignatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
/** Of the three records without names and what else has a length of its own, in bytes. */
export const zipSizes = { local: 30, central: 46, end: 22 };
/** What stands for a size that needs more than 32 bits. */
export const zipLimit = 0xffffffff;
/** The last record may be followed by a comment. */
export const longestZipEnd: number = zipSizes.end + 0xffff;

/** Why bytes are no zip archive that can be read, in plain words. */
export class ZipError extends Error {}

/** Where the directory is. @param view The last bytes of the archive. @throws {ZipError} If they are of none. */
export function directoryIn(view: DataView): ZipDirectory {
  for (let at = view.byteLength - zipSizes.end; at >= 0; at--) {
    if (view.byteLength - at > longestZipEnd) break;
    if (view.getUint32(at, true) === zipSignatures.end) {
      return { count: view.getUint16(at + 10, true), at: view.getUint32(at + 16, true) };
    }
  }
  throw new ZipError("it is no zip archive");
}

/**
 * The entries of a directory, in its order.
 * @param view From where it begins on.
 * @throws {ZipError} If it is damaged, or has what cannot be read. @throws {RangeError} If it leads outside.
 */
export function* zipEntries(view: DataView, count: number): Generator<ZipEntry> {
  let at = 0;
  for (let left = count; left > 0; left--) {
    if (view.getUint32(at, true) !== zipSignatures.central) throw new ZipError("it is damaged");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true)
    ) as [number, number, number];
    const start = at + zipSizes.central;
    const bytes = new Uint8Array(view.buffer, view.byteOffset + start, nameLength);
    const [sum, packed, size, offset] = [16, 20, 24, 42].map((field) =>
      view.getUint32(at + field, true)
    ) as [number, number, number, number];
    if (view.getUint16(at + 8, true) & 1) throw new ZipError("it is encrypted");
    if ([packed, size, offset].includes(zipLimit)) throw new ZipError("it is larger than 4 GiB");
    const method = view.getUint16(at + 10, true);
    if (method !== 0 && method !== 8) {
      throw new ZipError("it is compressed in a way that cannot be read");
    }
    yield { name: new TextDecoder().decode(bytes), method, sum, packed, size, offset };
    at = start + nameLength + extraLength + commentLength;
  }
}

/** Where the content of an entry begins, behind its own header. @param view That header, at least. */
export function contentOffset(view: DataView, { offset }: Pick<ZipEntry, "offset">): number {
  if (view.getUint32(0, true) !== zipSignatures.local) throw new ZipError("it is damaged");
  const lengths = view.getUint16(26, true) + view.getUint16(28, true);
  return offset + zipSizes.local + lengths;
}
