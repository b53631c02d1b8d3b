import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const variable = "PENSTOCK_CUDA";

/**
 * The folder that the libraries for CUDA are set up in: what `PENSTOCK_CUDA` says, else one of this clone. Nothing
 * where Penstock is no folder on this machine and nobody says one.
 */
export function cudaFolder(): string | undefined {
  // Asking for what is not permitted would stop the command with a question.
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  const said = state === "granted" ? Deno.env.get(variable) : undefined;
  if (said) return resolve(said);
  const own = new URL("../../", import.meta.url);
  return own.protocol === "file:" ? join(fileURLToPath(own), ".cache", "cuda") : undefined;
}
