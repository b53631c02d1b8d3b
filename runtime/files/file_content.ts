import { beginSha256, sha256 } from "./sha256.ts";

/** What a file is to hold: this, or what another one holds, which may be too long for the memory. */
export type FileContent = string | Uint8Array | CopiedFile;

/** A file that is to be like another one. */
export interface CopiedFile {
  /** Where that is. */
  readonly copyOf: string;
}

/** Whether a file is to be like another one. */
export function isCopied(content: FileContent): content is CopiedFile {
  return typeof content === "object" && "copyOf" in content;
}

/** The SHA-256 of what a file is to hold, in hexadecimal. */
export async function sha256Of(content: FileContent): Promise<string> {
  if (!isCopied(content)) return sha256(content);
  const hash = beginSha256();
  using file = await Deno.open(content.copyOf);
  for await (const piece of file.readable) hash.update(piece);
  return hash.digest("hex");
}
