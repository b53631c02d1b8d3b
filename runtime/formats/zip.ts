import { crc32, inflateRawSync } from "node:zlib";
import { concatenated } from "../files/join_bytes.ts";
import {
  contentOffset,
  directoryIn,
  zipEntries,
  type ZipEntry,
  ZipError,
  zipLimit,
  zipSignatures,
  zipSizes,
} from "./zip_directory.ts";

/** 1980-01-01, the first day there is: the same content gives the same bytes. */
const firstDay = 0x21;
const version = 20;

/** Files as a zip archive, not compressed, in their order. */
export function writeZip(files: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(files).map(([name, content]) => ({
    name: new TextEncoder().encode(name),
    content,
    sum: crc32(content),
  }));
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    directory.push(centralHeader(entry, at), entry.name);
    parts.push(localHeader(entry), entry.name, entry.content);
    at += zipSizes.local + entry.name.length + entry.content.length;
  }
  const length = lengthOf(directory);
  if (at + length > zipLimit) throw new RangeError("4 GiB are too much for a zip archive");
  return concatenated([...parts, ...directory, endRecord(entries.length, { at, length })]);
}

interface WrittenFile {
  readonly name: Uint8Array;
  readonly content: Uint8Array;
  readonly sum: number;
}

/** [width in bytes, value] of each field of a record. */
type Fields = readonly (readonly [2 | 4, number])[];

function record(fields: Fields): Uint8Array {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [width]) => sum + width, 0)));
  fields.reduce((at, [width, value]) => {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    return at + width;
  }, 0);
  return new Uint8Array(view.buffer);
}

/** What both headers of a file say: flags, method 0, time, date, checksum, sizes, name, extra. */
function commonFields({ name, content, sum }: WrittenFile): Fields {
  const { length } = content;
  const times: Fields = [[2, 0], [2, firstDay]];
  return [[2, 0], [2, 0], ...times, [4, sum], [4, length], [4, length], [2, name.length], [2, 0]];
}

function localHeader(entry: WrittenFile): Uint8Array {
  return record([[4, zipSignatures.local], [2, version], ...commonFields(entry)]);
}

function centralHeader(entry: WrittenFile, offset: number): Uint8Array {
  const rest: Fields = [[2, 0], [2, 0], [2, 0], [4, 0], [4, offset]];
  return record([
    [4, zipSignatures.central],
    [2, version],
    [2, version],
    ...commonFields(entry),
    ...rest,
  ]);
}

function endRecord(count: number, { at, length }: { at: number; length: number }): Uint8Array {
  const counts: Fields = [[2, 0], [2, 0], [2, count], [2, count]];
  return record([[4, zipSignatures.end], ...counts, [4, length], [4, at], [2, 0]]);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/**
 * The files in a zip archive, stored or deflated, by name.
 * @param maxBytes How much they may be together, unpacked.
 * @throws {RangeError} If the bytes are no such archive, with the reason in plain words.
 */
export function readZip(bytes: Uint8Array, maxBytes: number): Map<string, Uint8Array> {
  try {
    return readEntries(bytes, maxBytes);
  } catch (error) {
    if (error instanceof ZipError) throw new RangeError(error.message);
    // An offset that leads outside, or broken deflate data.
    throw new RangeError("it is damaged");
  }
}

function readEntries(bytes: Uint8Array, maxBytes: number): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const directory = directoryIn(view);
  const files = new Map<string, Uint8Array>();
  let left = maxBytes;
  for (const entry of zipEntries(viewFrom(view, directory.at), directory.count)) {
    const content = readEntry(view, entry, left);
    if (files.has(entry.name)) throw new ZipError(`it holds "${entry.name}" twice`);
    files.set(entry.name, content);
    left -= content.length;
  }
  return files;
}

function viewFrom({ buffer, byteOffset, byteLength }: DataView, at: number): DataView {
  return new DataView(buffer, byteOffset + at, byteLength - at);
}

function readEntry(view: DataView, entry: ZipEntry, left: number): Uint8Array {
  const { size, packed, method, offset, sum } = entry;
  if (size > left) throw new ZipError("it is too large when unpacked");
  const start = view.byteOffset + contentOffset(viewFrom(view, offset), entry);
  const content = unpack(new Uint8Array(view.buffer, start, packed), method, size);
  if (content.length !== size || crc32(content) !== sum) throw new ZipError("it is damaged");
  return content;
}

function unpack(packed: Uint8Array, method: number, size: number): Uint8Array {
  if (method === 0) return packed;
  // The size that was promised bounds what is unpacked.
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
}
