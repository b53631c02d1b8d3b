import type { Diagnostic } from "../../mod.ts";

/** What a command answers to the shell, by the kind of the first problem. */
const exitCodes: Readonly<Record<string, number>> = {
  "01": 1, // syntax
  "02": 1, // names and types
  "03": 1, // agreement of stages
  "04": 3, // data
  "05": 2, // usage
  "06": 4, // device and run time
  "07": 5, // a broken expectation
  "08": 3, // files of data and how they are read
  "09": 3, // columns and their values
};

/** The exit code of a command that cannot be understood. */
export const usageError = 2;
const interrupted: readonly string[] = ["E0603", "E0607", "E0608"];

/** Whether somebody asked for the end of what went well until then. */
export function isInterrupted(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => interrupted.includes(code));
}

/**
 * The exit code for a list of problems; warnings do not count. Whatever is wrong with what the command
 * sets is a mistake in its usage.
 */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): number {
  const first = diagnostics.find((each) => each.severity === "error");
  if (!first) return 0;
  if (first.span?.source.isOfCommand) return usageError;
  return isInterrupted(diagnostics) ? 130 : exitCodes[first.code.slice(1, 3)] ?? 4;
}
