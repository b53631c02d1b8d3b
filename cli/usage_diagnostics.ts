import { type Diagnostic, systemReason } from "../mod.ts";

/** What a command prints and nobody gets. */
export function lostOutput(cause: unknown): Diagnostic {
  return {
    code: "E0533",
    severity: "error",
    message: `Not all could be printed: ${systemReason(cause)}`,
    help: "Send it elsewhere; files that the command names are written all the same",
    cause,
  };
}

/** A file where the name of a command should be; nothing where the first word is no file of ours. */
export function commandLeftOut(
  [file = "", ...rest]: readonly string[],
  commands: readonly string[],
): Diagnostic | undefined {
  const fitting = commandFor(file);
  if (!fitting) return undefined;
  const [next = ""] = rest;
  const words = commands.includes(next)
    ? [next, file, ...rest.slice(1)]
    : [fitting, file, ...fitting === "predict" && rest.length === 0 ? ["ROWS.csv"] : rest];
  return {
    code: "E0530",
    severity: "error",
    message: `"${file}" is a file, and the name of a command comes before it`,
    help: `Write: penstock ${words.join(" ")} (all commands: penstock --help)`,
  };
}

/** The command that is most likely meant for a file. */
function commandFor(path: string): "run" | "predict" | undefined {
  if (/\.pipe$/i.test(path)) return "run";
  return /\.onnx$/i.test(path) ? "predict" : undefined;
}
