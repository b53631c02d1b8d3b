import { join, resolve } from "node:path";
import { differencesOf, isComputedAlike, type TrainingIdentity } from "../results/identity.ts";
import { lockName, parseLock } from "../results/lock.ts";

/** Whether a folder holds the very training that is asked for, to its end. */
export async function isFinished(
  out: string,
  { workingDirectory, identity }: {
    readonly workingDirectory: string;
    readonly identity: TrainingIdentity;
  },
): Promise<boolean> {
  try {
    const text = await Deno.readTextFile(join(resolve(workingDirectory, out), lockName));
    const then = parseLock(text).identity;
    return differencesOf(then, identity).length === 0 && isComputedAlike(then, identity);
  } catch (error) {
    // There is none, or what is there is no lock.
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return false;
    throw error;
  }
}
