import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { type Agreement, agreementOf, type Candidate } from "../doctor/agreement.ts";
import { sameBits } from "../doctor/bands.ts";
import { devicesPart, noStepsToCompare, processorUnusable } from "../doctor/doctor_diagnostics.ts";
import { type FirstSteps, firstStepsOf } from "../doctor/first_steps.ts";
import { devicesHere, type FoundDevice, type UnusableDevice } from "../doctor/found_devices.ts";
import { smallPipeline, trialSteps } from "../doctor/small_pipeline.ts";
import { cpuEngine, cpuEngineWith } from "../engine/cpu.ts";
import type { PipelineChoice } from "../open/open_pipeline.ts";
import { smallSteps } from "./doctor.ts";
import { phase } from "./phase.ts";
import { prepareFile } from "./prepare_file.ts";

/** What is trained on all devices, beside the built-in pipeline. */
export interface CompareDevicesOptions extends PipelineChoice {
  /** Whether a graphics card may round to TF32; strict float32 unless it may. */
  readonly tf32?: boolean;
  /** Told of each warning. */
  readonly warn?: (warning: Diagnostic) => void;
}

/** Trainings on all devices. */
export interface ComparedDevices {
  /** How each pipeline is computed: the built-in one, then the one that was named. */
  readonly pipelines: readonly PipelineAgreement[];
  /** Devices that could not be asked. */
  readonly unusable: readonly UnusableDevice[];
  /** Said where devices part (E0620). */
  readonly broken: readonly Diagnostic[];
}

/** How a pipeline is computed. */
export interface PipelineAgreement extends Agreement {
  /** Its file, as it was named. */
  readonly pipeline: string;
}

/**
 * Lets all devices make the first steps of the same trainings, and compares the losses, and every tensor of one step:
 * the processor with one thread and with two, float64, each graphics card.
 * @param path A `.pipe` file, relative to the working directory; the built-in pipeline alone unless given.
 * @param find The devices; those of this machine unless given.
 * @throws {PenstockError} With every mistake of the pipeline, or if the processor cannot be used (E0621).
 */
export async function compareDevices(
  path: string | undefined,
  { tf32 = false, warn, ...choice }: CompareDevicesOptions,
  find: typeof devicesHere = devicesHere,
): Promise<ComparedDevices> {
  const found = await find({ tf32, deterministic: false });
  const unusable = found.filter((each) => "problem" in each);
  const others = await phase((report) => {
    const cpu = unusable.find(({ name }) => name === "cpu");
    return cpu ? report.fail(processorUnusable(cpu.problem)) : candidatesAmong(found);
  });
  const pipelines = [
    await agreementIn(smallPipeline().name, await smallSteps(choice.context), others),
  ];
  if (path !== undefined) {
    const steps = await phase(async (report) => {
      const { prepared } = await prepareFile(path, choice, { engine: cpuEngine, report });
      return firstStepsOf(prepared, trialSteps) ?? report.fail(noStepsToCompare(path));
    }, warn);
    pipelines.push(await agreementIn(path, steps, others));
  }
  return { pipelines, unusable, broken: pipelines.flatMap(brokenIn) };
}

/** What is compared with the processor: the same with two threads, and each graphics card. */
function candidatesAmong(found: readonly FoundDevice[]): readonly Candidate[] {
  const cards = found.flatMap((each) =>
    "engine" in each && each.name !== "cpu" ? [{ engine: each.engine }] : []
  );
  return [{ engine: cpuEngineWith(2), band: sameBits }, ...cards];
}

async function agreementIn(
  pipeline: string,
  steps: FirstSteps,
  others: readonly Candidate[],
): Promise<PipelineAgreement> {
  return { pipeline, ...await phase(() => agreementOf(steps, cpuEngine, others)) };
}

function brokenIn({ pipeline, device, others }: PipelineAgreement): readonly Diagnostic[] {
  const odd = others.filter(({ agrees }) => !agrees).map((each) => each.device);
  return odd.length > 0 ? [devicesPart(odd, { device, pipeline })] : [];
}
