import { type FirstSteps, firstStepsOf } from "../doctor/first_steps.ts";
import { devicesHere } from "../doctor/found_devices.ts";
import { type ExaminedDevice, examineDevice } from "../doctor/examined_device.ts";
import { type MachineFacts, machineFacts } from "../doctor/machine_facts.ts";
import { type GrantedPermission, permissionsInForce } from "../doctor/permissions.ts";
import { smallPipeline, trialSteps } from "../doctor/small_pipeline.ts";
import { type VerifiedGraphs, verifiedGraphs } from "../doctor/verified_graphs.ts";
import { cpuEngine } from "../engine/cpu.ts";
import { accessFor, type CommandContext } from "../files/access.ts";
import { openSource } from "../open/open_pipeline.ts";
import { prepare } from "../prepare/prepare.ts";
import { noStepsToCompare } from "../doctor/doctor_diagnostics.ts";
import { phase } from "./phase.ts";

/** How a machine is looked at. */
export interface ExamineOptions {
  /** The working directory. */
  readonly context: CommandContext;
  /** Whether a graphics card may round to TF32; strict float32 unless it may. */
  readonly tf32?: boolean;
  /** Told what the machine is, before anything native is loaded. */
  onMachine?(machine: MachineFacts): void;
  /** Told of each device. */
  onDevice?(device: ExaminedDevice): void;
}

/** What was found. */
export interface Examination {
  /** Versions, system and memory. */
  readonly machine: MachineFacts;
  /** The processor, then what graphics cards there are. */
  readonly devices: readonly ExaminedDevice[];
  /** The graphs of the training that was tried; none where no device could be asked. */
  readonly graphs: readonly VerifiedGraphs[];
  /** What Deno was told that this command may do. */
  readonly permissions: readonly GrantedPermission[];
  /** Whether the processor can be used and the graphs are right. */
  readonly isUsable: boolean;
}

/**
 * Looks at this machine, and lets each of its devices train a little. What cannot be used is told, and no error.
 * @param find The devices; those of this machine unless given.
 */
export async function examineMachine(
  { context, tf32 = false, onMachine, onDevice }: ExamineOptions,
  find: typeof devicesHere = devicesHere,
): Promise<Examination> {
  const machine = await machineFacts();
  onMachine?.(machine);
  let prepared: Promise<FirstSteps> | undefined;
  const devices: ExaminedDevice[] = [];
  for (const found of await find({ tf32, deterministic: false })) {
    const device = await examineDevice(found, () => prepared ??= smallSteps(context));
    onDevice?.(device);
    devices.push(device);
  }
  const steps = await prepared?.catch(() => undefined);
  const graphs = steps ? verifiedGraphs(steps.training, steps.plan) : [];
  const isUsable = devices.some(({ name, isUsable }) => name === "cpu" && isUsable) &&
    graphs.every(({ problem }) => problem === undefined);
  return { machine, devices, graphs, permissions: permissionsInForce(), isUsable };
}

/** The steps of the built-in training. */
export async function smallSteps({ workingDirectory }: CommandContext): Promise<FirstSteps> {
  const source = smallPipeline();
  return await phase(async (report) => {
    // It has its data in itself.
    const access = accessFor(workingDirectory, { workingDirectory, allowed: [] });
    const file = await openSource(source, { access, report });
    const prepared = await prepare(file, { access, report, engine: cpuEngine });
    return firstStepsOf(prepared, trialSteps) ?? report.fail(noStepsToCompare(source.name));
  });
}
