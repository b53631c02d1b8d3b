import { type Diagnostic, error, type Where } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";
import { systemReason } from "./system_reason.ts";

/** A file as the message shows it, and where the pipeline names it. */
export interface FilePlace {
  readonly path: string;
  readonly span?: Span;
  /** Where there is no such file, one of nearly the same name. */
  readonly near?: string;
}

function at({ path, span }: FilePlace): Where {
  return span ? { span } : { place: path };
}

export function missingFile(file: FilePlace): Diagnostic {
  const by = file.span?.source.name;
  const naming = /\.ya?ml$/.test(by ?? "") ? "manifest" : ".pipe file";
  // A manifest of public data says where they are.
  const isPublic = naming === "manifest" && /^download:/m.test(file.span?.source.text ?? "");
  const help = isPublic
    ? `Download it: penstock data ${by?.replace(/^.*[\\/]|\.ya?ml$/g, "")}`
    : file.path.includes("\\")
    ? `Write "/" between folders: ${file.path.replaceAll("\\", "/")}`
    : file.near !== undefined
    ? `Did you mean "${file.near}"?`
    : by === undefined || by === "--data"
    ? "Check the spelling, and that you are in the right folder"
    : `Paths are relative to the folder of the ${naming}; check the spelling`;
  return error("E0430", at(file), { message: `There is no file "${file.path}"`, help });
}

export function isDirectory(file: FilePlace): Diagnostic {
  return error("E0431", at(file), {
    message: `"${file.path}" is a folder, not a file`,
    help: "Name a file in it",
  });
}

/** A file where a folder is asked for. */
export function notAFolder(file: FilePlace): Diagnostic {
  return error("E0844", at(file), {
    message: `"${file.path}" is a file, not a folder`,
    help: "Name the folder that has a folder for each class",
  });
}

/** A link that leads to somewhere else, or nowhere. */
export function linkOutside(path: string): Diagnostic {
  return error("E0845", { place: path }, {
    message: "This is a link that leads out of the folder, and is not followed",
    help: "Put the file itself there",
  });
}

export function interruptedReading({ path }: FilePlace): Diagnostic {
  return error("E0607", {}, {
    message: `Interrupted while "${path}" was read`,
    help: "Nothing was written; run again",
  });
}

/** A file that others write to while it is read. */
export function changedFile(file: FilePlace): Diagnostic {
  return error("E0857", at(file), {
    message: `"${file.path}" changed while it was read`,
    help: "Wait until it is written, and run again",
  });
}

/** @param reason An error of the system, or what it would say. */
export function unreadableFile(file: FilePlace, reason: unknown): Diagnostic {
  return error("E0432", at(file), {
    message: `"${file.path}" cannot be read: ${systemReason(reason)}`,
    help: "Check that it is a plain file and that you may read it",
    ...reason instanceof Error && { cause: reason },
  });
}

export function notUtf8(file: FilePlace): Diagnostic {
  return error("E0433", at(file), {
    message: `"${file.path}" is not UTF-8 text`,
    help: 'Save it as UTF-8, or say what it is: encoding = "windows-1252", "latin-1" or "utf-16"',
  });
}

/** A gzip file that ends early, or is damaged. */
export function brokenGzip(file: FilePlace): Diagnostic {
  return error("E0451", at(file), {
    message: `"${file.path}" cannot be decompressed`,
    help: "The file is cut off or damaged: get it again",
  });
}

/** A gzip file that holds more than is read. @param limit In bytes. */
export function gzipTooLarge(file: FilePlace, limit: number): Diagnostic {
  return error("E0802", at(file), {
    message: `"${file.path}" holds more than ${limit / 2 ** 30} GB once it is decompressed`,
    help: "Decompress it, and load the file itself: that is read piece by piece",
  });
}

/** A file of another kind. @param kind As in `"x" is a zip archive`. */
export function notATable(file: FilePlace, kind: string, help: string): Diagnostic {
  return error("E0803", at(file), {
    message: `"${file.path}" is ${kind}, not a table as text`,
    help,
  });
}

/** An address on the network. */
export function urlNotRead(file: FilePlace): Diagnostic {
  return error("E0804", at(file), {
    message: `"${file.path}" is an address on the network, and only files are read`,
    help: "Download the file, and name that",
  });
}

/** Bytes that are no text of the encoding that was said. */
export function notEncoded(file: FilePlace, encoding: string): Diagnostic {
  return error("E0801", at(file), {
    message: `"${file.path}" is not ${encoding} text`,
    help: "Say another encoding: utf-8, latin-1, windows-1252 or utf-16",
  });
}

/** A file in the place of one to write, which nobody may want to lose. */
export function fileHoldsOther(path: string, by: string): Diagnostic {
  return error("E0875", { place: path }, {
    message: `"${path}" is there already, and was not written by ${by}`,
    help: "Name another file",
  });
}

export function outsideFile(file: FilePlace, roots: readonly string[]): Diagnostic {
  return error("E0434", at(file), {
    message: `"${file.path}" is outside the folders this pipeline may read`,
    help: `Move it into one of ${roots.join(", ")}, or allow its folder: --allow DIR`,
  });
}

export function pipelineNotUtf8(path: string): Diagnostic {
  return error("E0151", { place: path }, {
    message: "The pipeline is not UTF-8 text",
    help: "Save it as UTF-8, without special encodings",
  });
}

/** Data or a model where a pipeline is asked for. @param name Of the file without its folders. */
export function notAPipeline(
  path: string,
  { name, kind }: { readonly name: string; readonly kind: "table" | "manifest" | "model" },
): Diagnostic {
  const help = {
    table: `Write a first pipeline for it, and run that: penstock init ${path}; or one with the ` +
      `line load csv("${name}", target = COLUMN)`,
    manifest: `Name a .pipe file, and this one behind it: --data ${path}`,
    model: `A finished model answers for rows: predict ${path} ROWS.csv`,
  };
  return error("E0509", { place: path }, {
    message: `"${path}" is a ${kind === "manifest" ? "manifest of data" : kind}, not a pipeline`,
    help: help[kind],
  });
}

export function pipelineTooLarge(path: string, limit: string): Diagnostic {
  return error("E0152", { place: path }, {
    message: `The pipeline is larger than ${limit}`,
    help: "A pipeline is a page of text; is this a data file?",
  });
}

/** @param isKept Whether the state of the run is, so that nothing is lost. */
export function outNotWritable(path: string, cause: unknown, isKept = false): Diagnostic {
  return error("E0503", { place: path }, {
    message: `The folder "${path}" cannot be written: ${systemReason(cause)}`,
    help: isKept
      ? "The last state of the training is kept: mend that, and go on from there with --resume"
      : "Choose another with --out DIR",
    cause,
  });
}

export function textInUse(path: string): Diagnostic {
  return error("E0534", { place: path }, {
    message: `"${path}" is being written by another command`,
    help: "Wait for its end, or name another file",
  });
}

/** A folder that is not the command's own. @param by The command. @param names The first few are told. */
export function outHoldsOthers(
  path: string,
  { by, names }: { readonly by: string; readonly names: readonly string[] },
): Diagnostic {
  const shown = names.slice(0, 5).join(", ");
  return error("E0504", { place: path }, {
    message: `The folder "${path}" holds files that no ${by} wrote: ${shown}`,
    help: "Choose another with --out DIR, so that nothing of yours is replaced",
  });
}

/** A folder in the place of a file that a command leaves. @param name Of that file. */
export function outHoldsFolder(path: string, name: string): Diagnostic {
  return error("E0519", { place: path }, {
    message: `In "${path}" a folder has the name of a file to write: ${name}`,
    help: "Choose another with --out DIR, so that nothing of yours is replaced",
  });
}

/** A folder that another process fills. @param note What that says of itself. */
export function outInUse(path: string, note: string | undefined): Diagnostic {
  const who = note ? `: ${note}` : "";
  return error("E0518", { place: path }, {
    message: `The folder "${path}" is being filled by another command${who}`,
    help: "Wait for it to end, or choose another with --out DIR",
  });
}

export function pipelineNotWritable(path: string, cause: unknown): Diagnostic {
  return error("E0508", { place: path }, {
    message: `"${path}" cannot be written: ${systemReason(cause)}`,
    help: "Check its permissions, or add --check to see what would change",
    cause,
  });
}
