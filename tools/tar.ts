import { Buffer } from "node:buffer";

const block = 512;

/**
 * A tar archive with other contents of some of its files.
 * @param edit The new text of a file, or `undefined` where it stays as it is.
 */
export function editTar(
  tar: Uint8Array,
  edit: (path: string, text: string) => string | undefined,
): Uint8Array {
  const decoder = new TextDecoder();
  const parts: Uint8Array[] = [];
  for (let at = 0; at + block <= tar.length;) {
    const header = tar.slice(at, at + block);
    const name = decoder.decode(header.subarray(0, 100)).replace(/\0.*$/s, "");
    const size = name === "" ? 0 : parseInt(decoder.decode(header.subarray(124, 135)), 8);
    const content = tar.subarray(at + block, at + block + size);
    const text = edit(name, decoder.decode(content));
    parts.push(...text === undefined ? [header, padded(content)] : entryOf(header, text));
    at += block + padded(content).length;
  }
  return new Uint8Array(Buffer.concat(parts));
}

function entryOf(header: Uint8Array, text: string): Uint8Array[] {
  const content = new TextEncoder().encode(text);
  return [sized(header, content.length), padded(content)];
}

function padded(content: Uint8Array): Uint8Array {
  const padding = new Uint8Array((block - content.length % block) % block);
  return new Uint8Array(Buffer.concat([content, padding]));
}

/** A tar header for another size. */
function sized(header: Uint8Array, size: number): Uint8Array {
  const write = (text: string, at: number) => header.set(new TextEncoder().encode(text), at);
  write(size.toString(8).padStart(11, "0") + "\0", 124);
  // The sum of all bytes of the header, its own 8 taken for blanks.
  write(" ".repeat(8), 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(sum.toString(8).padStart(6, "0") + "\0 ", 148);
  return header;
}
