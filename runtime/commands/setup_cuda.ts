import { join, resolve } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import { cudaNotSetUp } from "../cuda/cuda_diagnostics.ts";
import { cudaFolder } from "../cuda/cuda_folder.ts";
import { CudaProblem, notSetUp } from "../cuda/cuda_problem.ts";
import { installCuda, type InstallOptions } from "../cuda/install_cuda.ts";
import { noteCard } from "../cuda/known_card.ts";
import { type CudaDevice, requireSystem } from "../cuda/probe_cuda.ts";
import { testCuda } from "../engine/cuda_self_test.ts";
import { type CommandContext, displayPath } from "../files/access.ts";
import { outInUse, outNotWritable } from "../files/file_diagnostics.ts";
import { noteOf, takeLock } from "../files/file_lock.ts";
import { phase } from "./phase.ts";

/** Where CUDA's libraries are taken from. */
export interface SetUpCudaOptions {
  /** Where the command was given, and who is told how far a file is copied or downloaded. */
  readonly context: Pick<CommandContext, "workingDirectory" | "onRead">;
  /**
   * A folder with the libraries or with wheels of Python that have them, or one such wheel, relative to the working
   * directory; what is not in it is looked for on this machine, and the providers are downloaded.
   */
  readonly from?: string;
  /** Told of what is installed, before a graphics card is asked to compute. */
  onInstalled?(setUp: CudaSetUp): void;
}

/** CUDA as it is set up. */
export interface CudaSetUp {
  /** The folder that it is set up in, as shown to people. */
  readonly folder: string;
  /** The version of ONNX Runtime. */
  readonly onnxruntime: string;
  /** The libraries of CUDA that it loads, absolute. */
  readonly libraries: readonly string[];
  /** Whether it was not so before. */
  readonly isNew: boolean;
}

/**
 * Sets CUDA up in its folder, and lets the first graphics card compute two steps.
 * @param machine Where it is set up, and libraries are to be had besides; this machine and PyPI unless given.
 * @returns The graphics card.
 * @throws {PenstockError} With each library that is missing, or why the card cannot be used (E0611 to E0619). What
 * is set up stays where the card alone cannot be used.
 */
export async function setUpCuda(
  { context: { workingDirectory, onRead }, from, onInstalled }: SetUpCudaOptions,
  machine: Partial<Pick<InstallOptions, "folder" | "system" | "index">> = {},
): Promise<CudaDevice> {
  return await phase((report) =>
    told(report, async () => {
      requireSystem();
      const folder = machine.folder ?? cudaFolder();
      if (folder === undefined) throw notSetUp(undefined);
      const shown = displayPath(folder, workingDirectory);
      const { installation, isNew } = await locked({ folder, shown, report }, () =>
        installCuda({
          ...{ ...machine, folder, report },
          ...from !== undefined && { from: resolve(workingDirectory, from) },
          ...onRead && { onRead },
        }));
      const { onnxruntime, libraries } = installation;
      onInstalled?.({ folder: shown, onnxruntime, libraries, isNew });
      const card = await testCuda(folder);
      await noteCard(folder, card);
      return card;
    })
  );
}

/** What keeps CUDA from being used is a mistake of the phase. */
async function told<T>(report: Report, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof CudaProblem) return report.fail(cudaNotSetUp(error));
    throw error;
  }
}

interface Place {
  readonly folder: string;
  readonly shown: string;
  readonly report: Report;
}

/** Keeps a second command out of the folder meanwhile. */
async function locked<T>({ folder, shown, report }: Place, action: () => Promise<T>): Promise<T> {
  const failWriting = (error: unknown): never => {
    const help = "Mend that, or name another folder in the environment variable PENSTOCK_CUDA";
    return report.fail({ ...outNotWritable(shown, error), help });
  };
  const path = join(folder, "lock");
  const note = `process ${Deno.pid}, since ${new Date().toISOString()}`;
  const lock = await takeLock(path, note).catch(failWriting);
  if (!lock) {
    return report.fail({ ...outInUse(shown, await noteOf(path)), help: "Wait for its end" });
  }
  try {
    return await action();
  } catch (error) {
    // What is read is told by its reader; the system complains of what is written here alone.
    if (isOfSystem(error)) return failWriting(error);
    throw error;
  } finally {
    await lock.release();
    // Where nothing was installed it is empty, and goes.
    await Deno.remove(folder).catch(() => {});
  }
}

function isOfSystem(error: unknown): boolean {
  return error instanceof Error && / \(os error \d+\)/.test(error.message);
}
