import type { ByteSource } from "../files/byte_source.ts";
import type { TextEncodingName } from "./csv_layout.ts";

/**
 * A text in another encoding as UTF-8, piece by piece.
 * @param fail Called where bytes are not of that encoding.
 */
export function asUtf8(
  bytes: ByteSource,
  encoding: TextEncodingName,
  fail: () => never,
): ByteSource {
  if (encoding === "utf-8") return bytes;
  // The size is not known before all is decoded; places are counted in what comes out.
  return { size: bytes.size, chunks: (start = 0) => from(start, recoded(bytes, encoding, fail)) };
}

/** The pieces from a place on. */
function* from(start: number, pieces: Iterable<Uint8Array>): Iterable<Uint8Array> {
  let before = 0;
  for (const piece of pieces) {
    const skipped = Math.min(piece.length, Math.max(0, start - before));
    if (skipped < piece.length) yield piece.subarray(skipped);
    before += piece.length;
  }
}

function* recoded(
  bytes: ByteSource,
  encoding: Exclude<TextEncodingName, "utf-8">,
  fail: () => never,
): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  const decode = decoderOf(bytes, encoding);
  const text = (piece: Uint8Array | undefined) => {
    try {
      return decode(piece);
    } catch {
      return fail();
    }
  };
  for (const piece of bytes.chunks()) yield encoder.encode(text(piece));
  yield encoder.encode(text(undefined));
}

/** Decodes pieces; `undefined` ends the text. @throws {TypeError} Where bytes are not of the encoding. */
function decoderOf(
  bytes: ByteSource,
  encoding: Exclude<TextEncodingName, "utf-8">,
): (piece: Uint8Array | undefined) => string {
  // The "latin1" of TextDecoder is windows-1252: in ISO 8859-1 a byte is the character of its number.
  if (encoding === "latin-1") return (piece = new Uint8Array()) => latin1(piece);
  const label = encoding === "utf-16" ? utf16Of(bytes) : encoding;
  const decoder = new TextDecoder(label, { fatal: true });
  return (piece) => piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
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
function utf16Of(bytes: ByteSource): string {
  const [[first, second] = []] = bytes.chunks();
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-16le";
}
