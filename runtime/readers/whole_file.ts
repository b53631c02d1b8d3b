import { unpacked } from "../files/gzip.ts";
import { joinBytes } from "../files/join_bytes.ts";
import { type ArrayFile, unreadableArrays } from "./array_diagnostics.ts";
import type { NamedPath } from "./file_format.ts";
import type { ReaderContext } from "./reader.ts";

/** What is made of a whole file, and by whom. */
export interface WholeParsing<T> {
  /** What names it in a `load` stage. */
  readonly reader: string;
  /** @throws {RangeError} With the reason in plain words. */
  parse(bytes: Uint8Array): T;
  readonly context: ReaderContext;
}

/**
 * What a parser makes of a whole file, unpacked where its name ends in `.gz`.
 * @throws {Stopped} If the parser gives a RangeError, whose message says why in plain words.
 */
export async function parseWhole<T>(
  { path, span }: NamedPath,
  { reader, parse, context: { open, report } }: WholeParsing<T>,
): Promise<ArrayFile & { readonly content: T }> {
  const { name, bytes, span: where } = await open(path, span);
  const file = { name, ...where && { span: where } };
  const whole = joinBytes(await unpacked(bytes, { path: name, span: where }, report));
  try {
    return { ...file, content: parse(whole) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return report.fail(unreadableArrays(file, { reason: error.message, reader, bytes: whole }));
  }
}
