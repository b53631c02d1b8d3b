import {
  type CudaDevice,
  cudaVersionText,
  type Examination,
  type ExaminedDevice,
  type GrantedPermission,
  type MachineFacts,
  type Trial,
} from "../../mod.ts";
import { countedWithSeparators, formatLabels, formatNumber } from "./table.ts";
import type { Screen } from "./wrap.ts";

type Labels = readonly (readonly [label: string, text: string])[];

const gigabyte = 2 ** 30;
const deviceFails = 4;

/** What Penstock runs on. */
export function describeMachine(machine: MachineFacts, screen: Screen = {}): string {
  const { penstock, deno, v8, typescript, onnxruntime, system, cores, memory } = machine;
  return formatLabels([
    ["penstock", penstock],
    ["deno", `${deno}, v8 ${v8}, typescript ${typescript}`],
    ["onnxruntime", onnxruntime ?? "not found"],
    ["system", `${system}, ${countedWithSeparators(cores, "core")}`],
    [
      "memory",
      memory
        ? `${share(memory.available, memory.total)} available`
        : "not known: sys is not permitted",
    ],
  ], screen);
}

/** A device, and whether it can be used. */
export function describeExaminedDevice(device: ExaminedDevice, screen: Screen = {}): string {
  const { name, isUsable, card, precision, trial, problem } = device;
  return formatLabels([
    [name, isUsable ? "usable" : `not usable: ${withSmallLetter(problem?.cause ?? "")}`],
    ["remedy", problem?.remedy ?? ""],
    ...card ? labelsOfCard(card) : [],
    ["precision", precision === "float32" ? "strict float32" : precision ?? ""],
    ["training", trial ? describeTrial(trial) : ""],
  ], screen);
}

/** A sentence as the rest of another, unless it begins with a name. */
function withSmallLetter(sentence: string): string {
  return /^(The|There|It|Nothing|What)\b/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}

function labelsOfCard({ name, memory, driver, capability }: CudaDevice): Labels {
  const version = cudaVersionText(driver);
  return [
    ["card", `${name}, compute capability ${capability}, driver for CUDA ${version}`],
    ["memory", `${share(memory.free, memory.total)} free`],
  ];
}

function describeTrial({ steps, microseconds, losses, isFalling }: Trial): string {
  const [first, last] = [losses[0], losses.at(-1)].map((each) => formatNumber(each ?? NaN));
  const course = isFalling ? "fell" : "did not fall";
  return `${steps} steps, ${microseconds.toPrecision(2)} µs each; the loss ${course}: ${first}, ` +
    `then ${last}`;
}

/** `1.5 of 8.0 GB` */
function share(part: number, whole: number): string {
  return `${(part / gigabyte).toFixed(1)} of ${(whole / gigabyte).toFixed(1)} GB`;
}

/** The graphs, what is permitted, and in the end what works. */
export function describeVerdict(examination: Examination, screen: Screen = {}): string {
  const { permissions } = examination;
  const may = permissions.filter(isGrantedAtAll).map(describePermission);
  const mayNot = permissions.filter((each) => !isGrantedAtAll(each)).map(({ name }) => name);
  return [
    formatLabels([
      ["graphs", describeGraphs(examination)],
      ["permitted", may.join("; ")],
      ["not permitted", mayNot.join(", ")],
    ], screen),
    formatLabels([["verdict", verdictOf(examination)]], screen),
  ].join("\n\n");
}

function describeGraphs({ graphs }: Examination): string {
  const broken = graphs.find(({ problem }) => problem !== undefined);
  if (broken) return `${broken.of}, graph ${broken.count + 1}: ${broken.problem}`;
  const counts = graphs.map(({ of, count }) => `${of} ${count}`).join("; ");
  return counts === "" ? "not compiled" : `right before and after every pass: ${counts}`;
}

function isGrantedAtAll({ isWhole, granted }: GrantedPermission): boolean {
  return isWhole || granted.length > 0;
}

function describePermission({ name, isWhole, granted }: GrantedPermission): string {
  return isWhole ? name : `${name} (${granted.join(", ")})`;
}

function verdictOf({ devices, isUsable }: Examination): string {
  const names = (works: boolean) =>
    devices.filter((each) => each.isUsable === works).map(({ name }) => name).join(", ");
  if (!isUsable) return "Penstock cannot train here";
  const others = names(false);
  return `Penstock can train on ${names(true)}${others === "" ? "" : `; not on ${others}`}`;
}

/** What the command answers to the shell: a machine without a graphics card is as it should be. */
export function exitCodeOfExamination({ isUsable }: Examination): number {
  return isUsable ? 0 : deviceFails;
}
