import { createHash, type Hash } from "node:crypto";

/** The SHA-256 of bytes, or of a text as UTF-8, in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return beginSha256().update(content).digest("hex");
}

/** The same of bytes that come in pieces. */
export function beginSha256(): Hash {
  return createHash("sha256");
}
