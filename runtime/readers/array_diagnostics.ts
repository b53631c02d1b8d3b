/**
 * The mistakes in files of arrays, E0830 to E0836: one function per code.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";
import { kindOfFile } from "../formats/file_kind.ts";
import { counted, listed, quoted } from "../data/quoting.ts";

/** A file as messages show it, and where it is named. */
export interface ArrayFile {
  readonly name: string;
  readonly span?: Span;
}

function at({ name, span }: ArrayFile) {
  return span ? { span } : { place: name };
}

/** Bytes that are not what a reader takes. @param reason In plain words. */
export function unreadableArrays(
  file: ArrayFile,
  { reason, reader, bytes }: {
    readonly reason: string;
    readonly reader: string;
    readonly bytes: Uint8Array;
  },
): Diagnostic {
  const found = kindOfFile(bytes);
  const kind = found?.reader === reader ? undefined : found;
  return error("E0830", at(file), {
    message: `"${file.name}" cannot be read: ${kind ? `it is ${kind.what}` : reason}`,
    help: kind?.help ?? "Check that this is the file, and that it is whole",
  });
}

/** A label that is no place in the list of classes. */
export function labelOutOfRange(
  label: number,
  { place, classes }: { readonly place: string; readonly classes: number },
): Diagnostic {
  return error("E0831", { place }, {
    message: `The label ${label} is none of 0 to ${classes - 1}, and ${classes} classes are listed`,
    help: "List a class for every label, in the order of the labels",
  });
}

/** Arrays that do not go side by side. */
export function differentLengths(
  file: ArrayFile,
  rows: readonly (readonly [name: string, rows: number])[],
): Diagnostic {
  const [[first, count], ...others] = rows;
  const [other = first, otherCount = count] = others.find(([, each]) => each !== count) ?? [];
  return error("E0832", at(file), {
    message: `${quoted(first)} has ${counted(count, "row")}, and ${quoted(other)} ${otherCount}`,
    help: "Every row needs its label: check that the two belong together",
  });
}

/** An array that is asked for and not there. */
export function unknownArray(
  name: string,
  { file, names }: { readonly file: ArrayFile; readonly names: readonly string[] },
): Diagnostic {
  return error("E0833", at(file), {
    message: `"${file.name}" has no array ${quoted(name)}`,
    help: `Use one of ${listed(names)}`,
  });
}

/** Something that no columns can be made of. @param what In plain words. */
export function noTableArray(name: string, what: string, file: ArrayFile): Diagnostic {
  return error("E0834", at(file), {
    message: `${quoted(name)} in "${file.name}" is ${what}, and rows are made of arrays`,
    help: "Name the arrays to take: features = X, target = y",
  });
}

/** Several arrays in the place of one. */
export function severalArrays(file: ArrayFile, names: readonly string[]): Diagnostic {
  return error("E0835", at(file), {
    message: `"${file.name}" holds several arrays: ${listed(names)}`,
    help: `Say which is which: features = ${names[0]}, target = ${names.at(-1)}`,
  });
}
