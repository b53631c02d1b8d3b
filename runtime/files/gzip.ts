import type { Report } from "../../dsl/text/report.ts";
import { type ByteSource, memoryBytes } from "./byte_source.ts";
import { brokenGzip, type FilePlace, gzipTooLarge } from "./file_diagnostics.ts";
import { joinBytes } from "./join_bytes.ts";
import { maxUnpackedBytes } from "./limits.ts";

/**
 * The bytes of a file whose name ends in `.gz`, unpacked where they are gzip; those of others as they are.
 * Fails where they are cut off (E0451) or too many (E0802).
 */
export async function unpacked(
  bytes: ByteSource,
  file: FilePlace,
  report: Report,
): Promise<ByteSource> {
  if (!file.path.endsWith(".gz")) return bytes;
  const stored = joinBytes(bytes);
  if (stored[0] !== 0x1f || stored[1] !== 0x8b) return memoryBytes(stored);
  // Few files are packed: the others are read without this.
  const { gunzipSync } = await import("node:zlib");
  try {
    return memoryBytes(gunzipSync(stored, { maxOutputLength: maxUnpackedBytes }));
  } catch (error) {
    const isLarge = error instanceof RangeError;
    return report.fail(isLarge ? gzipTooLarge(file, maxUnpackedBytes) : brokenGzip(file));
  }
}
