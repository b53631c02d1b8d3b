import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { deviceName } from "../engine/devices.ts";
import { cpuEngine } from "../engine/cpu.ts";
import { assemble } from "../prepare/assemble.ts";
import { openPipeline, type PipelineChoice } from "../open/open_pipeline.ts";
import { phase } from "./phase.ts";
import { type Plan, planOf } from "./plan.ts";

/** What a plan is made for. */
export interface PlanFileOptions extends PipelineChoice {
  /** Told of each warning. */
  readonly warn?: (warning: Diagnostic) => void;
}

/** A plan, and where it would be carried out. */
export interface FilePlan extends Plan {
  /** As `metrics.json` names it: `cpu`. */
  readonly device: string;
}

/**
 * What a `.pipe` file will do, after one pass over its data and without a device.
 * @throws {PenstockError} With every mistake of the pipeline.
 */
export async function planFile(path: string, options: PlanFileOptions): Promise<FilePlan> {
  const { overrides, warn } = options;
  return await phase(async (report) => {
    const { file, access } = await openPipeline(path, options, report);
    const assembled = await assemble(file, { access, overrides, report });
    const plan = planOf(assembled);
    const { device } = assembled.program.pipeline;
    return { ...plan, device: device ? deviceName(device) : cpuEngine.device };
  }, warn);
}
