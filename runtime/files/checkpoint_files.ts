import { join } from "node:path";
import { type GrowingLines, linesInFile } from "./growing_lines.ts";
import type { PassKillPoint } from "./kill_points.ts";
import { folderEntries, removeIfThere, renameSynced, writeSynced } from "./synced.ts";

const extension = ".checkpoint";
const stepsName = "steps.csv";

/** The checkpoints of a run in progress. */
export interface CheckpointFiles {
  /** Their names, the latest last. */
  list(): Promise<readonly string[]>;
  /** The bytes of one. @throws What the system says. */
  read(name: string): Promise<Uint8Array>;
  /**
   * Adds one, whole or not at all.
   * @returns Its name.
   * @throws What the system says, and then nothing has changed.
   */
  save(content: Uint8Array, named: CheckpointName): Promise<string>;
  /** Removes all others, what is not written to the end, and, where none is kept, the lines of the steps. */
  keep(names: readonly string[]): Promise<void>;
  /** What the steps until now leave a line of; on the disk with each checkpoint. */
  readonly steps: GrowingLines;
}

/** What the name of a checkpoint says. */
export interface CheckpointName {
  /** How many steps came before it. */
  readonly step: number;
  /** Whether it was the best one by then. */
  readonly isBest: boolean;
}

const best = "-best";

/** Whether a checkpoint was the best one when it was saved. */
export function isBestName(name: string): boolean {
  return name.endsWith(best + extension);
}

/** The checkpoints in a folder, which is made with the first of them. */
export function checkpointFiles(folder: string, pass: PassKillPoint): CheckpointFiles {
  const list = async () => {
    const names = (await folderEntries(folder)).map(({ name }) => name);
    return names.filter((name) => name.endsWith(extension)).sort();
  };
  const steps = linesInFile(join(folder, stepsName));
  return {
    list,
    read: (name) => Deno.readFile(join(folder, name)),
    async save(content, { step, isBest }) {
      // Wide enough for the names to sort as the numbers do.
      const name = `step-${String(step).padStart(12, "0")}${isBest ? best : ""}${extension}`;
      const draft = join(folder, "draft");
      await Deno.mkdir(folder, { recursive: true });
      await removeIfThere(draft);
      try {
        await steps.sync();
        await writeSynced(draft, content);
        pass("checkpoint written");
        await renameSynced(draft, join(folder, name));
      } catch (error) {
        await removeIfThere(draft).catch(() => {});
        throw error;
      }
      pass("checkpoint placed");
      return name;
    },
    async keep(names) {
      const kept = names.length > 0 ? [...names, stepsName] : names;
      for (const { name } of await folderEntries(folder)) {
        if (!kept.includes(name)) await removeIfThere(join(folder, name));
      }
    },
    steps,
  };
}
