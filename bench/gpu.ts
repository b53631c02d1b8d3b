/**
 * Training steps on a graphics card, beside PyTorch on the same card where a Python with it is named: µs a step, ms an
 * epoch, and the share of what the card multiplies. Without a card it says why there is none (exit code 4).
 * usage: [--python PYTHON] [--out FILE] [--only NET] [--dry-run]
 * @module
 */
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { CudaProblem } from "../runtime/cuda/cuda_problem.ts";
import { probeCuda } from "../runtime/cuda/probe_cuda.ts";
import {
  caseName,
  flopsOf,
  gpuCases,
  type GpuMeasured,
  type GpuQuestion,
  type Precision,
  type PrecisionMeasured,
  precisions,
  rowsOfEpoch,
} from "./gpu_measured.ts";
import { gpuTable } from "./gpu_table.ts";

/** What a card that computes nothing calls itself. */
const standInName = "Stand-in";

const { values } = parseArgs({
  options: {
    python: { type: "string" },
    out: { type: "string" },
    only: { type: "string", default: "" },
    "dry-run": { type: "boolean", default: false },
  },
});

const cases = gpuCases.filter((each) => caseName(each).includes(values.only));
if (cases.length === 0) {
  console.error(
    `There is no net "${values.only}". They are:\n${gpuCases.map(caseName).join("\n")}`,
  );
  Deno.exit(2);
}
const card = await probeCuda(0);
if (card instanceof CudaProblem) {
  console.error(`${card.cause}\n${card.remedy}`);
  Deno.exit(4);
}
const isDryRun = values["dry-run"] || card.name === standInName;
if (isDryRun) console.error(`A dry run on "${card.name}": the numbers mean nothing`);
const measured: GpuMeasured = {
  isDryRun,
  day: new Date().toISOString().slice(0, 10),
  card,
  cases: cases.map((each) => ({ ...each, flops: flopsOf(each) })),
  precisions: await eachPrecision(),
};
if (values.out) await Deno.writeTextFile(values.out, `${JSON.stringify(measured, null, 2)}\n`);
console.log(gpuTable(measured));

async function eachPrecision(): Promise<readonly PrecisionMeasured[]> {
  const all: PrecisionMeasured[] = [];
  for (const precision of precisions) {
    const own = JSON.parse(await outputOf(Deno.execPath(), ...ownSteps(precision)));
    const peer = values.python && !isDryRun
      ? await outputOf(values.python, script("gpu_torch.py"), questionOf(precision))
        .then(JSON.parse, (error: Error) => ({ problem: error.message }))
      : undefined;
    all.push({ precision, own, ...peer && { peer } });
  }
  return all;
}

function ownSteps(precision: Precision): readonly string[] {
  const flags = ["--quiet", "--no-check", "--allow-read", "--allow-ffi", "--allow-env"];
  return ["run", ...flags, script("gpu_steps.ts"), questionOf(precision)];
}

function questionOf(precision: Precision): string {
  const question: GpuQuestion = { precision, rows: rowsOfEpoch, cases, isDryRun };
  return JSON.stringify(question);
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** What a program writes; what it says besides is shown. */
async function outputOf(program: string, ...args: readonly string[]): Promise<string> {
  const { success, code, stdout } = await new Deno.Command(program, {
    ...{ args: [...args], stderr: "inherit", clearEnv: true },
    env: environment(),
  }).output();
  if (!success) throw new Error(`${program} ended with ${code}`);
  return new TextDecoder().decode(stdout);
}

/** That of this process, but for what would decide the precision. */
function environment(): Record<string, string> {
  const { NVIDIA_TF32_OVERRIDE: _decided, ...rest } = Deno.env.toObject();
  return rest;
}
