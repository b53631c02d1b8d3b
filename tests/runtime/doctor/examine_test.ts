/** What is told of devices that work, that compute wrong numbers, and that cannot be asked. */
import assert from "node:assert/strict";
import { InternalError, PenstockError } from "../../../dsl/text/diagnostic.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { compareDevices } from "../../../runtime/commands/compare_devices.ts";
import { examineMachine } from "../../../runtime/commands/doctor.ts";
import type { FoundDevice } from "../../../runtime/doctor/found_devices.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { assertGolden } from "../../golden.ts";
import { countingEngine } from "../engine/counting_engine.ts";
import { inFolder } from "../pipelines.ts";
import { driftingEngine, wrongEngine } from "./wrong_engine.ts";

const context = { workingDirectory: "/nowhere", allowed: [] };
const cpu: FoundDevice = { name: "cpu", engine: cpuEngine };
const problem = { cause: "The driver finds no graphics card", remedy: "Get one" };

/** A machine that has some devices. */
function having(...devices: readonly FoundDevice[]) {
  return () => Promise.resolve(devices);
}

Deno.test("a device that trains is usable, with losses as float64 has them", async () => {
  const { devices: [device], isUsable, graphs } = await examineMachine({ context }, having(cpu));
  assert(isUsable && device?.isUsable && device.trial);
  const { steps, losses, expected, isFalling, microseconds } = device.trial;
  assert.deepEqual([steps, isFalling, device.precision], [10, true, "float32"]);
  // Float32 rounds a loss near 1 by 6e-8; ten steps add up less than a hundred of these.
  losses.forEach((each, at) => assert(Math.abs(each - (expected[at] ?? NaN)) < 6e-6));
  assert(microseconds > 0);
  assert.deepEqual(
    graphs.map(({ of, problem }) => [of, problem]),
    [["forward"], ["step"], ["span, packed"], ["span, apart"]].map(([of]) => [of, undefined]),
  );
  // Before the passes and after each of the five; a span has what is computed after it besides.
  assert.deepEqual(graphs.map(({ count }) => count), [6, 6, 12, 12]);
});

Deno.test("a device that computes wrong numbers is not usable, and no error", async () => {
  const wrong = { name: "cuda:0", engine: driftingEngine };
  const { devices, isUsable } = await examineMachine({ context }, having(cpu, wrong));
  assert.deepEqual(devices.map((each) => each.isUsable), [true, false]);
  assert.match(
    devices[1]?.problem?.cause ?? "",
    /^It computes wrong numbers: a loss of 1\.479 in step 1, expected 1\.464$/,
  );
  assert(isUsable);
});

Deno.test("a device that gives up, or is our own mistake, is told with its reason", async () => {
  const broken = {
    ...cpuEngine,
    span: () => Promise.reject(new InternalError("a kernel is missing")),
  };
  const { devices } = await examineMachine(
    { context },
    having(cpu, { name: "a", engine: countingEngine(1) }, { name: "b", engine: broken }),
  );
  assert.deepEqual(devices.map((each) => each.problem?.cause), [
    undefined,
    "ONNX Runtime cannot go on: call 1 fails",
    "a kernel is missing",
  ]);
});

Deno.test("where the processor cannot be used, nothing can", async () => {
  const found = having({ name: "cpu", problem });
  const { devices, graphs, isUsable } = await examineMachine({ context }, found);
  assert.deepEqual([devices, graphs, isUsable], [
    [{ name: "cpu", problem, isUsable: false }],
    [],
    false,
  ]);
});

Deno.test("devices are told as they are looked at, after the machine", async () => {
  const told: string[] = [];
  await examineMachine({
    context,
    onMachine: ({ system }) => told.push(system),
    onDevice: ({ name }) => told.push(name),
  }, having(cpu, { name: "cuda:0", problem }));
  assert.deepEqual(told, [`${Deno.build.os} ${Deno.build.arch}`, "cpu", "cuda:0"]);
});

Deno.test("a graphics card is compared with the processor, and one that is not there left out", async () => {
  const { pipelines: [small, ...more], unusable, broken } = await compareDevices(
    undefined,
    { context },
    having(cpu, { name: "cuda:0", engine: wrongEngine("value_3") }, { name: "cuda:1", problem }),
  );
  assert.deepEqual(
    small?.others.map(({ device, agrees }) => [device, agrees]),
    [["float64", true], ["cpu, 2 threads", true], ["wrong", false]],
  );
  assert.deepEqual([more, unusable.map(({ name }) => name)], [[], ["cuda:1"]]);
  assert.deepEqual(broken.map(({ code }) => code), ["E0620"]);
});

/** What keeps devices from being compared, or makes them part. */
const mistakes: Readonly<Record<string, () => Promise<unknown>>> = {
  async devices_part() {
    const wrong = { name: "cuda:0", engine: wrongEngine("value_3") };
    const { broken } = await compareDevices(undefined, { context }, having(cpu, wrong));
    throw new PenstockError(broken);
  },
  processor_unusable: () =>
    compareDevices(undefined, { context }, having({ name: "cpu", problem })),
  nothing_to_compare: () =>
    inFolder(async (folder) => {
      const text = "pipe 1\nload rows([[1, 2], [3, 4]], target = x2)\nmodel { linear(1) }\n";
      await Deno.writeTextFile(`${folder}/x.pipe`, text);
      const context = { workingDirectory: folder, allowed: [] };
      await compareDevices("x.pipe", { context }, having(cpu));
    }),
};

for (const [name, act] of Object.entries(mistakes)) {
  Deno.test(`a comparison of devices: ${name}`, async () => {
    const error = await act().then(() => undefined, (error) => error);
    assert(error instanceof PenstockError, `${error}`);
    const file = new URL(`../golden/doctor/${name}.txt`, import.meta.url);
    await assertGolden(file, renderAll(error.diagnostics) + "\n");
  });
}
