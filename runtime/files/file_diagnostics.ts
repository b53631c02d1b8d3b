import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";

/** A file as the message shows it, and where the pipeline names it. */
export interface FilePlace {
  readonly path: string;
  readonly span?: Span;
}

function error(code: string, { path, span }: FilePlace, message: string, help: string): Diagnostic {
  return { code, severity: "error", message, help, ...(span ? { span } : { place: path }) };
}

export function missingFile(file: FilePlace): Diagnostic {
  const by = file.span?.source.name;
  const naming = /\.ya?ml$/.test(by ?? "") ? "manifest" : ".pipe file";
  const help = by === undefined || by === "--data"
    ? "Check the spelling, and that you are in the right folder"
    : `Paths are relative to the folder of the ${naming}; check the spelling`;
  return error("E0430", file, `There is no file "${file.path}"`, help);
}

export function isDirectory(file: FilePlace): Diagnostic {
  return error("E0431", file, `"${file.path}" is a folder, not a file`, "Name a file in it");
}

/** @param reason An error of the system, or what it would say. */
export function unreadableFile(file: FilePlace, reason: unknown): Diagnostic {
  return {
    ...error(
      "E0432",
      file,
      `"${file.path}" cannot be read: ${reasonOf(reason)}`,
      "Check that it is a plain file and that you may read it",
    ),
    ...reason instanceof Error && { cause: reason },
  };
}

export function notUtf8(file: FilePlace): Diagnostic {
  return error("E0433", file, `"${file.path}" is not UTF-8 text`, "Save it as UTF-8");
}

export function outsideFile(file: FilePlace, roots: readonly string[]): Diagnostic {
  return error(
    "E0434",
    file,
    `"${file.path}" is outside the folders this pipeline may read`,
    `Move it into one of ${roots.join(", ")}, or allow its folder: --allow DIR`,
  );
}

export function pipelineNotUtf8(path: string): Diagnostic {
  return {
    code: "E0151",
    severity: "error",
    place: path,
    message: "The pipeline is not UTF-8 text",
    help: "Save it as UTF-8, without special encodings",
  };
}

export function pipelineTooLarge(path: string, limit: string): Diagnostic {
  return {
    code: "E0152",
    severity: "error",
    place: path,
    message: `The pipeline is larger than ${limit}`,
    help: "A pipeline is a page of text; is this a data file?",
  };
}

export function outNotWritable(path: string, reason: string): Diagnostic {
  return error(
    "E0503",
    { path },
    `The folder "${path}" cannot be written: ${reason}`,
    "Choose another with --out DIR",
  );
}

export function outHoldsOthers(path: string, names: readonly string[]): Diagnostic {
  return error(
    "E0504",
    { path },
    `The folder "${path}" holds files that no run wrote: ${names.join(", ")}`,
    "Choose another with --out DIR, so that nothing of yours is replaced",
  );
}

export function pipelineNotWritable(path: string, cause: unknown): Diagnostic {
  return {
    ...error(
      "E0508",
      { path },
      `"${path}" cannot be written: ${reasonOf(cause)}`,
      "Check its permissions, or add --check to see what would change",
    ),
    cause,
  };
}

/** The system's own words, without the path and the call that it repeats. */
export function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotCapable) return "the command was started without permission";
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/ \(os error \d+\).*$/s, "").toLowerCase();
}
