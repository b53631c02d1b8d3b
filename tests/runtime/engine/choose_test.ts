/** Where a training runs is chosen by what a step costs there, and said. */
import assert from "node:assert/strict";
import { parseFile } from "../../../dsl/syntax/parse.ts";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import { reportedSync } from "../../../dsl/text/report.ts";
import { quickestOf, type Work } from "../../../runtime/engine/choose.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { settingsOf } from "../../../runtime/engine/devices.ts";
import type { Engine } from "../../../runtime/engine/engine.ts";
import { withDevice } from "../../../runtime/open/device_override.ts";
import { callOf } from "../../compiler/models.ts";
import { devices } from "../../../runtime/engine/devices.ts";

/** A device on which a step takes so many µs. */
function taking(microseconds: number, device: string, about?: string): Engine {
  return { ...cpuEngine, device, cost: () => microseconds, ...about && { about } };
}

const work: Work = {
  flops: 0,
  bytes: 0,
  cost: (on) => on.cost({ carried: [], scanned: [], captured: [], reported: {} }),
};

Deno.test("auto takes the device on which a step is quickest, and says so", () => {
  const cpu = taking(12, "cpu");
  const slow = quickestOf([cpu, taking(174.4, "cuda:0", "A card")], work);
  assert.equal(slow.device, "cpu");
  assert.equal(slow.about, "auto: a step is estimated at 12 µs on cpu, 174 µs on cuda:0");
  const quick = quickestOf([taking(7560, "cpu"), taking(224, "cuda:0", "A card")], work);
  assert.equal(quick.device, "cuda:0");
  assert.equal(
    quick.about,
    "A card; auto: a step is estimated at 7.6 ms on cpu, 224 µs on cuda:0",
  );
});

Deno.test("of two devices that are equal, auto takes the processor", () => {
  assert.equal(quickestOf([taking(20, "cpu"), taking(20, "cuda:0")], work).device, "cpu");
});

Deno.test("what a pipeline says of its device", () => {
  const named = (name: string, args: Readonly<Record<string, unknown>> = {}) =>
    settingsOf(callOf(devices.find((each) => each.name === name)!, args));
  const plain = { index: 0, tf32: false, deterministic: false };
  assert.deepEqual(settingsOf(undefined), { name: "auto", ...plain });
  assert.deepEqual(named("cpu", { threads: 2 }), { name: "cpu", ...plain, threads: 2 });
  assert.deepEqual(named("cuda", { index: 1, tf32: true }), {
    ...{ name: "cuda", ...plain },
    ...{ index: 1, tf32: true },
  });
});

/** The `device` stages of a file for which a command says a device. */
function staged(own: string, device: string): readonly string[] {
  const { items } = unwrap(reportedSync((report) => {
    const file = parseFile({ name: "x.pipe", text: `pipe 1\n${own}` }, report);
    return withDevice(file, device, report);
  }));
  return items.flatMap((item) =>
    item.kind === "stage" && item.keyword.text === "device"
      ? item.calls.map(({ name, arguments: args }) =>
        `${name.text} ${args.map((each) => each.name?.text ?? "value")}`
      )
      : []
  );
}

Deno.test("a command's device takes the place of the pipeline's, settings alone join it", () => {
  assert.deepEqual(staged("device cuda(1)", "cpu"), ["cpu "]);
  assert.deepEqual(staged("device cuda(1)", "tf32=true"), ["cuda value,tf32"]);
  assert.deepEqual(staged("device cpu(threads = 3)", "threads=2"), ["cpu threads"]);
  assert.deepEqual(staged("", "threads=2"), ["auto threads"]);
  assert.deepEqual(staged("device cpu", "cuda:1,tf32=true,deterministic=true"), [
    "cuda value,tf32,deterministic",
  ]);
});
