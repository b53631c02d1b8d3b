/** What `doctor` prints of machines that were made up. */
import assert from "node:assert/strict";
import { describeComparedDevices } from "../../../cli/text/conformance.ts";
import {
  describeExaminedDevice,
  describeMachine,
  describeVerdict,
  exitCodeOfExamination,
} from "../../../cli/text/doctor.ts";
import type { ComparedDevice, ComparedDevices, Examination, ExaminedDevice } from "../../../mod.ts";
import { assertGolden } from "../../golden.ts";

const goldens = new URL("../golden/doctor/", import.meta.url);
const gigabyte = 2 ** 30;

const trial = {
  ...{ steps: 10, microseconds: 31.8, isRight: true, isFalling: true },
  ...{ losses: [1.4642, 0.7785], expected: [1.4642, 0.7785] },
};
const cpu: ExaminedDevice = { name: "cpu", isUsable: true, precision: "float32", trial };
const card = {
  ...{ index: 0, name: "NVIDIA H100", driver: 13000, capability: "9.0", processors: 132 },
  memory: { free: 70 * gigabyte, total: 80 * gigabyte },
};
const devices: readonly ExaminedDevice[] = [
  cpu,
  { ...cpu, name: "cuda:0", card, precision: "TF32" },
  {
    ...{ name: "cuda:1", card: { ...card, index: 1 }, isUsable: false, precision: "float32" },
    trial: { ...trial, losses: [0, 0], isRight: false, isFalling: false },
    problem: {
      cause: "It computes wrong numbers: a loss of 0.000 in step 1, expected 1.464",
      remedy: "See what it computes wrong first: doctor --conformance",
    },
  },
  {
    ...{ name: "cuda:2", isUsable: false },
    problem: {
      cause: "The graphics card Old has compute capability 6.1, and CUDA 13 needs 7.5",
      remedy: "Train on the processor: --device cpu",
    },
  },
];
const machine = {
  ...{ penstock: "0.2.0", deno: "2.9.6", v8: "15.0", typescript: "6.0.3", onnxruntime: "1.30.0" },
  ...{ system: "linux x86_64", cores: 2 },
  memory: { available: 21.5 * gigabyte, total: 23.5 * gigabyte },
};
const examination: Examination = {
  ...{ machine, devices, isUsable: true },
  graphs: [{ of: "forward", count: 6 }, { of: "span, apart", count: 12 }],
  permissions: [
    { name: "read", isWhole: true, granted: ["."] },
    { name: "env", isWhole: false, granted: ["TERM", "PENSTOCK_CUDA"] },
    { name: "net", isWhole: false, granted: [] },
  ],
};

/** All that is printed one after the other. */
function textOf(found: Examination, screen: { readonly width?: number } = {}): string {
  return [
    describeMachine(found.machine, screen),
    ...found.devices.map((each) => describeExaminedDevice(each, screen)),
    describeVerdict(found, screen),
  ].join("\n\n");
}

Deno.test("a machine with several cards is told device by device", async () => {
  await assertGolden(new URL("machine.txt", goldens), textOf(examination) + "\n");
  assert.equal(exitCodeOfExamination(examination), 0);
});

Deno.test("a machine that cannot train is told why, and ends with 4", async () => {
  const { memory: _memory, onnxruntime: _version, ...known } = machine;
  const problem = { cause: "ONNX Runtime may not be loaded", remedy: "Permit it" };
  const broken: Examination = {
    ...{ ...examination, machine: known, isUsable: false },
    devices: [{ name: "cpu", isUsable: false, problem }],
    graphs: [{ of: "forward", count: 2, problem: 'Two inputs are named "x"' }],
  };
  await assertGolden(new URL("broken_machine.txt", goldens), textOf(broken) + "\n");
  assert.equal(exitCodeOfExamination(broken), 4);
});

const band = { tensors: 1e-5, losses: 1e-4 };
const losses = [1.4642, 1.2337];
const equal: ComparedDevice = {
  ...{ device: "cpu, 2 threads", band: { tensors: 0, losses: 0 }, losses, drift: 0 },
  ...{ tensors: 33, largest: 0, explained: 0, agrees: true },
};
const different: ComparedDevice = {
  ...equal,
  ...{ device: "cuda:0", band, losses: [1.4643, 0.5], drift: 0.501, agrees: false },
  first: {
    ...{ op: "matmul", shape: [24, 8], layer: "hidden", isGradient: true, difference: 0.25 },
    place: { file: "doctor.pipe", line: 4, text: "hidden: linear(8)" },
    ...{ element: 30, found: [0.75, 1], right: [0.75, 0.7500001] },
  },
};
const compared: ComparedDevices = {
  pipelines: [
    {
      ...{ pipeline: "doctor.pipe", steps: 2, device: "cpu", losses, isTooLarge: false },
      others: [
        { ...equal, device: "float64", band, drift: 4.2e-8, largest: 1.7e-7, explained: 2 },
        equal,
        different,
      ],
    },
    {
      ...{ pipeline: "large.pipe", steps: 2, device: "cpu", losses, isTooLarge: true },
      others: [{ ...equal, device: "cuda:0", losses: [], drift: Infinity, problem: "No memory" }],
    },
  ],
  unusable: [{
    name: "cuda:1",
    problem: { cause: "The driver finds no graphics card", remedy: "Get one" },
  }],
  broken: [],
};

Deno.test("devices that part are told with the first tensor and the losses", async () => {
  await assertGolden(new URL("conformance.txt", goldens), describeComparedDevices(compared) + "\n");
});

Deno.test("all of it fits a narrow screen", () => {
  const width = 40;
  const text = [textOf(examination, { width }), describeComparedDevices(compared, { width })]
    .join("\n");
  assert.deepEqual(text.split("\n").filter((line) => line.length > width), []);
});
