import type { Command } from "commander";
import { compareDevices, examineMachine, requireExpectations } from "../mod.ts";
import { printOut } from "./print.ts";
import { screenWidth } from "./screen.ts";
import { choiceOf, context, Ended, type PipelineFlags, withPipelineOptions } from "./terminal.ts";
import { describeComparedDevices } from "./text/conformance.ts";
import {
  describeExaminedDevice,
  describeMachine,
  describeVerdict,
  exitCodeOfExamination,
} from "./text/doctor.ts";

interface DoctorFlags extends PipelineFlags {
  readonly conformance?: true | string;
  readonly json?: boolean;
}

/** `penstock doctor`. */
export function addDoctor(program: Command): void {
  const command = program.command("doctor")
    .description("say what this machine is, which devices can be used, and why others cannot")
    .option(
      "--conformance [file]",
      "let all devices make the same steps, of a .pipe file too, and compare their numbers",
    )
    .option("--json", "print everything for programs");
  withPipelineOptions(command, [
    ...["tf32", "data", "variant", "seed", "linear", "params", "set", "allow"] as const,
  ]).action(doctor);
}

async function doctor({ conformance, json: isJson = false, ...flags }: DoctorFlags): Promise<void> {
  if (conformance === undefined) return await examine(flags, isJson);
  const { tf32, ...others } = flags;
  const path = conformance === true ? undefined : conformance;
  const compared = await compareDevices(path, { ...await choiceOf(others), ...tf32 && { tf32 } });
  printOut(
    isJson
      ? JSON.stringify(compared, null, 2)
      : describeComparedDevices(compared, { width: screenWidth() }),
  );
  requireExpectations(compared);
}

async function examine({ tf32 }: PipelineFlags, isJson: boolean): Promise<void> {
  const screen = { width: screenWidth() };
  const show = (text: string) => {
    if (!isJson) printOut(`${text}\n`);
  };
  // Told one by one: what is loaded for a device could end the process.
  const examination = await examineMachine({
    context: context(),
    ...tf32 && { tf32 },
    onMachine: (machine) => show(describeMachine(machine, screen)),
    onDevice: (device) => show(describeExaminedDevice(device, screen)),
  });
  printOut(
    isJson ? JSON.stringify(examination, null, 2) : describeVerdict(examination, screen),
  );
  const exitCode = exitCodeOfExamination(examination);
  if (exitCode !== 0) throw new Ended(exitCode);
}
