/**
 * What goes wrong with data from the network, E0851 to E0856: one function per code.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { quoted } from "../data/quoting.ts";

/** A server that does not give the file. */
export function refusedByServer(
  url: string,
  { status, statusText }: Pick<Response, "status" | "statusText">,
): Diagnostic {
  return error("E0851", { place: url }, {
    message: `The server does not give this file: ${[status, statusText].join(" ").trim()}`,
    help: "Try again later, or get the file by hand from where the manifest says",
  });
}

/** A network that is not there, or goes away. */
export function connectionLost(url: string, cause: unknown): Diagnostic {
  const isForbidden = cause instanceof Deno.errors.NotCapable;
  return error("E0852", { place: url }, {
    message: isForbidden
      ? `The command may not reach ${new URL(url).host}`
      : "The file does not come, or not all of it",
    help: isForbidden
      ? "Get the file by hand and put it where the manifest names it"
      : "Try again: what has come stays, and the next time goes on from there",
    cause,
  });
}

/** A file that is not the one that was meant. */
export function wrongDownload(
  { url, sum }: { readonly url: string; readonly sum: string },
  found: string,
): Diagnostic {
  return error("E0853", { place: url }, {
    message: `The file that came has the sha256 ${found}, expected ${sum}`,
    help:
      "It was cut off or has changed: try again, or get it by hand from where the manifest says",
  });
}

/** A manifest that does not say where its files are to be had. @param source What it says instead. */
export function noDownload(place: string, source: string | undefined): Diagnostic {
  return error("E0854", { place }, {
    message: "This manifest does not say where its files can be downloaded",
    help: source === undefined
      ? "Add a key, such as download: https://example.org/data"
      : `Get them by hand from its source: ${source}`,
  });
}

/** A file without a sum. */
export function noSum(path: string, place: string): Diagnostic {
  return error("E0855", { place }, {
    message: `The manifest has no sha256 for ${quoted(path)}, and what comes cannot be checked`,
    help: "Add the sum under the key sha256",
  });
}

/** A name that is none of the shipped data sets. */
export function unknownDataset(
  name: string,
  { names, guess }: { readonly names: readonly string[]; readonly guess?: string },
): Diagnostic {
  return error("E0856", { place: name }, {
    message: `${quoted(name)} is neither a file nor one of the data sets that can be downloaded`,
    help: guess === undefined ? `Those are ${names.join(", ")}` : `Did you mean "${guess}"?`,
  });
}
