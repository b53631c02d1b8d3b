import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { knownCard } from "../cuda/known_card.ts";
import { gigabytes } from "../engine/choose.ts";
import { isTooLarge } from "../engine/cuda_spans.ts";
import { deviceName, type NamedDevice, settingsOf } from "../engine/devices.ts";
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
  /** As `metrics.json` names it, `cpu`; of a graphics card with whether it has room for the data, if it is known. */
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
    return { ...plan, device: await deviceOf(device, plan) };
  }, warn);
}

async function deviceOf(
  device: NamedDevice | undefined,
  { memory: { data } }: Plan,
): Promise<string> {
  const { name, index } = settingsOf(device);
  const card = name === "cpu" ? undefined : await knownCard(index);
  if (name === "auto") return card ? "auto" : "cpu";
  const shown = device ? deviceName(device) : name;
  if (!card) return shown;
  const room = isTooLarge(data, card.memory)
    ? `has no room for the ${gigabytes(data)} of data, which go up span by span`
    : "has room for the data";
  return `${shown} (${card.name}, ${gigabytes(card.memory)}, ${room})`;
}
