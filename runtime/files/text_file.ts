import { basename, dirname, join } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import { fileHoldsOther, outNotWritable } from "./file_diagnostics.ts";

/** A text that a command leaves beside its folder. */
export interface LeftText {
  /** As the system knows it. */
  readonly path: string;
  /** As shown to people. */
  readonly shown: string;
  readonly text: string;
}

/**
 * Writes a text beside its place and renames it there, so that it is seen whole or not at all. Fails where
 * a file is there that does not begin with the same line (E0875), or it cannot be written (E0503).
 */
export async function writeTextFile(
  { path, shown, text }: LeftText,
  report: Report,
): Promise<void> {
  const [header] = text.split("\n");
  const before = await Deno.readTextFile(path).catch(() => undefined);
  if (before !== undefined && before.split("\n")[0] !== header) {
    report.fail(fileHoldsOther(shown));
  }
  const draft = join(dirname(path), `.${basename(path)}.${crypto.randomUUID().slice(0, 8)}`);
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(draft, text);
    await Deno.rename(draft, path);
  } catch (error) {
    await Deno.remove(draft).catch(() => {});
    report.fail(outNotWritable(shown, error));
  }
}
