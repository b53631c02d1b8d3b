import { join } from "node:path";
import { replaceSynced } from "../files/synced.ts";
import { cudaFolder } from "./cuda_folder.ts";
import type { CudaDevice } from "./probe_cuda.ts";

/** What is known of a graphics card without asking it, as where a plan is made. */
export interface KnownCard {
  /** As CUDA counts. */
  readonly index: number;
  /** What NVIDIA calls it. */
  readonly name: string;
  /** In bytes, all of it. */
  readonly memory: number;
}

const cardFile = "card.json";

/** Notes the graphics card that was found to compute, in the folder of an installation. */
export async function noteCard(
  folder: string,
  { index, name, memory: { total } }: CudaDevice,
): Promise<void> {
  const path = join(folder, cardFile);
  const card: KnownCard = { index, name, memory: total };
  await replaceSynced(path, JSON.stringify(card, null, 2) + "\n");
}

/** The graphics card that was noted; nothing where it is another, or none, or the note cannot be read. */
export async function knownCard(
  index: number,
  folder: string | undefined = cudaFolder(),
): Promise<KnownCard | undefined> {
  if (folder === undefined) return undefined;
  const path = join(folder, cardFile);
  // Asking for what is not permitted would stop the command with a question.
  if (Deno.permissions.querySync({ name: "read", path }).state !== "granted") return undefined;
  try {
    const card: unknown = JSON.parse(await Deno.readTextFile(path));
    return isCard(card) && card.index === index ? card : undefined;
  } catch {
    // A plan goes without it.
    return undefined;
  }
}

function isCard(value: unknown): value is KnownCard {
  const { index, name, memory } = Object(value);
  return Number.isInteger(index) && typeof name === "string" && memory > 0;
}
