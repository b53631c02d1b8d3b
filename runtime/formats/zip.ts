import { crc32, inflateRawSync } from "node:zlib";
import { concatenated } from "../files/join_bytes.ts";

/** @see PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16. */
const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
const sizes = { local: 30, central: 46, end: 22 };
/** 1980-01-01, the first day there is: the same content gives the same bytes. */
const firstDay = 0x21;
const version = 20;
const limit = 0xffffffff;

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
    at += sizes.local + entry.name.length + entry.content.length;
  }
  const length = lengthOf(directory);
  if (at + length > limit) throw new RangeError("4 GiB are too much for a zip archive");
  return concatenated([...parts, ...directory, endRecord(entries.length, { at, length })]);
}

interface Entry {
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
function commonFields({ name, content, sum }: Entry): Fields {
  const { length } = content;
  const times: Fields = [[2, 0], [2, firstDay]];
  return [[2, 0], [2, 0], ...times, [4, sum], [4, length], [4, length], [2, name.length], [2, 0]];
}

function localHeader(entry: Entry): Uint8Array {
  return record([[4, signatures.local], [2, version], ...commonFields(entry)]);
}

function centralHeader(entry: Entry, offset: number): Uint8Array {
  const rest: Fields = [[2, 0], [2, 0], [2, 0], [4, 0], [4, offset]];
  return record([
    [4, signatures.central],
    [2, version],
    [2, version],
    ...commonFields(entry),
    ...rest,
  ]);
}

function endRecord(count: number, { at, length }: { at: number; length: number }): Uint8Array {
  const counts: Fields = [[2, 0], [2, 0], [2, count], [2, count]];
  return record([[4, signatures.end], ...counts, [4, length], [4, at], [2, 0]]);
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

class ZipError extends Error {}

function readEntries(bytes: Uint8Array, maxBytes: number): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOf(view);
  const files = new Map<string, Uint8Array>();
  let [at, left] = [view.getUint32(end + 16, true), maxBytes];
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    if (view.getUint32(at, true) !== signatures.central) throw new ZipError("it is damaged");
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const [nameLength, ...rest] = lengths as [number, number, number];
    const start = at + sizes.central;
    const name = new TextDecoder().decode(bytes.subarray(start, start + nameLength));
    const content = readEntry(view, at, left);
    if (files.has(name)) throw new ZipError(`it holds "${name}" twice`);
    files.set(name, content);
    left -= content.length;
    at = start + nameLength + rest[0] + rest[1];
  }
  return files;
}

/** Where the last record begins: it may be followed by a comment. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - sizes.end - 0xffff);
  for (let at = view.byteLength - sizes.end; at >= first; at--) {
    if (view.getUint32(at, true) === signatures.end) return at;
  }
  throw new ZipError("it is no zip archive");
}

function readEntry(view: DataView, at: number, left: number): Uint8Array {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const [sum, packed, size, offset] = [16, 20, 24, 42].map((field) =>
    view.getUint32(at + field, true)
  ) as [number, number, number, number];
  if (flags & 1) throw new ZipError("it is encrypted");
  if ([packed, size, offset].includes(limit)) throw new ZipError("it is larger than 4 GiB");
  if (size > left) throw new ZipError("it is too large when unpacked");
  if (view.getUint32(offset, true) !== signatures.local) throw new ZipError("it is damaged");
  const lengths = view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const start = view.byteOffset + offset + sizes.local + lengths;
  const content = unpack(new Uint8Array(view.buffer, start, packed), method, size);
  if (content.length !== size || crc32(content) !== sum) throw new ZipError("it is damaged");
  return content;
}

function unpack(packed: Uint8Array, method: number, size: number): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) throw new ZipError("it is compressed in a way that cannot be read");
  // The size that was promised bounds what is unpacked.
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
}
