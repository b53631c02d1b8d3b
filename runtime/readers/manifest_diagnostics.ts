/**
 * The mistakes in a manifest, E0440 to E0459 and E0840: one function per code. Each points into the YAML. Those of
 * any YAML file with known keys, E0442 to E0446, are in `yaml_field_diagnostics.ts`. E0448, a category as
 * a feature, is a mistake no more.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";
import { counted, quoted } from "../data/quoting.ts";
import { suggestion } from "../formats/yaml_field_diagnostics.ts";

/** Text that is not YAML. */
export function brokenYaml(reason: string, span: Span): Diagnostic {
  const help = /tab/.test(reason)
    ? "Indent with spaces"
    : /not allowed|document/.test(reason)
    ? "A manifest is plain data: write out every value"
    : `Check the indentation; quote text that holds ": ", "#" or starts with one of ?[{*&!%@`;
  return error("E0440", span, { message: `This is not valid YAML: ${reason}`, help });
}

/** A file that is something else, such as the data themselves. */
export function notAManifest(span: Span, name: string): Diagnostic {
  const help = /\.(csv|tsv|txt|gz)$/.test(name)
    ? 'Write a .yaml file with "file: ...", "format: csv" and "target: ...", and name that'
    : 'A manifest is YAML with keys such as "file", "format" and "target"';
  return error("E0441", span, { message: `${quoted(name)} is not a manifest`, help });
}

/** A key that does not go with another. */
export function unfittingKey(key: string, other: string, span: Span): Diagnostic {
  const message = `${quoted(key)} does not go with ${quoted(other)}`;
  return error("E0447", span, { message, help: "Keep one of the two" });
}

/** A key that files of this kind have no use for. */
export function unfittingFormat(key: string, format: string, span: Span): Diagnostic {
  const message = `${quoted(key)} does not go with format: ${format}`;
  return error("E0840", span, { message, help: "Leave it out" });
}

/** A column with two roles, such as the target that is ignored. */
export function twoRoles(name: string, roles: readonly [string, string], span: Span): Diagnostic {
  const message = `Column ${quoted(name)} is both ${roles[0]} and ${roles[1]}`;
  return error("E0449", span, { message, help: "Give it one of the two roles" });
}

/** Data that are not what the manifest was written for. */
export function wrongChecksum(found: string, file: string, span: Span): Diagnostic {
  return error("E0450", span, {
    message: `The sha256 of "${file}" is ${found}`,
    help: "The file is not the one this was written for: get that one, or correct the sum",
  });
}

/** More or fewer names than columns. */
export function wrongNameCount(count: number, columns: number, span: Span): Diagnostic {
  return error("E0452", span, {
    message: `"names" lists ${counted(count, "column")}, but the file has ${columns}`,
    help: "List a name for every column of the file, in its order",
  });
}

/** A part whose columns are not those of the training part. */
export function differentColumns(file: string, other: string, span: Span): Diagnostic {
  return error("E0453", span, {
    message: `"${file}" has other columns than "${other}"`,
    help: "Give every part the same columns, in any order",
  });
}

/** A cell of the part column that names no part. */
export function unknownPartName(cell: string, place: string): Diagnostic {
  return error("E0456", { place }, {
    message: `Unknown part ${quoted(cell)}`,
    help: suggestion(cell, ["train", "valid", "test"]),
  });
}

/** Nothing to train on. */
export function noTrainingRows(span: Span): Diagnostic {
  return error("E0457", span, {
    message: "No rows are left to train on",
    help: "Mark rows as train",
  });
}
