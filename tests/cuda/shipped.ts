/** The pipelines that are shipped, as trainings. */
import { fileURLToPath } from "node:url";
import { batchPlanOf } from "../../compiler/step/batch_plan.ts";
import type { Training } from "../../compiler/step/training.ts";
import type { BatchPlan } from "../../compiler/step/batch_plan.ts";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { phase } from "../../runtime/commands/phase.ts";
import { prepareFile } from "../../runtime/commands/prepare_file.ts";
import { cpuEngine } from "../../runtime/engine/cpu.ts";
import type { Tensors } from "../../runtime/engine/tensor.ts";
import { partOf, type Prepared } from "../../runtime/prepare/prepare.ts";
import { trainingData } from "../../runtime/train/span.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Of a file that is not there: large data are no part of the repository. */
const missingFile = "E0430";

/** The paths of all, from the root. */
export const shippedPipelines: readonly string[] = pipelinesIn("pipelines");

/** What is trained, on which rows. */
export interface ShippedTraining {
  readonly prepared: Prepared;
  readonly training: Training;
  readonly plan: BatchPlan;
  readonly data: Tensors;
}

/** A training; or why there is none. */
export async function shippedTraining(path: string): Promise<ShippedTraining | string> {
  const context = { workingDirectory: root, allowed: [] };
  try {
    const { prepared } = await phase((report) =>
      prepareFile(path, { context }, { engine: cpuEngine, report })
    );
    const { training } = prepared.program;
    if (!training) return "nothing is trained";
    const plan = batchPlanOf(training, partOf(prepared, "train")?.rows ?? 0);
    return { prepared, training, plan, data: trainingData(prepared) };
  } catch (error) {
    if (!isDataMissing(error)) throw error;
    return "its data is not here";
  }
}

function pipelinesIn(folder: string): string[] {
  return [...Deno.readDirSync(`${root}/${folder}`)].flatMap(({ name, isDirectory }) => {
    if (isDirectory) return pipelinesIn(`${folder}/${name}`);
    return name.endsWith(".pipe") ? [`${folder}/${name}`] : [];
  }).sort();
}

function isDataMissing(error: unknown): boolean {
  return error instanceof PenstockError &&
    error.diagnostics.some(({ code }) => code === missingFile);
}
