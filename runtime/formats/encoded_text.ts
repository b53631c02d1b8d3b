import { type ByteSource, memoryBytes } from "../files/byte_source.ts";
import { joinBytes } from "../files/join_bytes.ts";
import type { TextEncodingName } from "./csv_layout.ts";

/** A text in another encoding as UTF-8; `undefined` where it is not of that encoding. */
export function asUtf8(bytes: ByteSource, encoding: TextEncodingName): ByteSource | undefined {
  if (encoding === "utf-8") return bytes;
  const text = decoded(joinBytes(bytes), encoding);
  return text === undefined ? undefined : memoryBytes(new TextEncoder().encode(text));
}

function decoded(
  bytes: Uint8Array,
  encoding: Exclude<TextEncodingName, "utf-8">,
): string | undefined {
  // The "latin1" of TextDecoder is windows-1252: in ISO 8859-1 a byte is the character of its number.
  if (encoding === "latin-1") return latin1(bytes);
  const label = encoding === "utf-16" ? utf16Of(bytes) : encoding;
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  const size = 2 ** 13;
  for (let at = 0; at < bytes.length; at += size) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + size)));
  }
  return pieces.join("");
}

/** The byte order that a mark says; little end first without one, as Windows writes it. */
function utf16Of([first, second]: Uint8Array): string {
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-16le";
}
