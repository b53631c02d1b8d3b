import type { Report } from "../../dsl/text/report.ts";
import { draftStage } from "../../dsl/check/check.ts";
import { parseFile } from "../../dsl/syntax/parse.ts";
import { chooseEngine } from "../engine/choose.ts";
import { cpuEngine } from "../engine/cpu.ts";
import type { Engine } from "../engine/engine.ts";
import { withDevice } from "../open/device_override.ts";
import { vocabulary } from "../vocabulary.ts";

/**
 * The engine that `--device` says for a finished model; one thread of the processor unless it says one.
 * Fails where there is no such device (E0610).
 */
export async function engineNamed(device: string | undefined, report: Report): Promise<Engine> {
  if (device === undefined) return cpuEngine;
  const empty = parseFile({ name: "--device", text: "pipe 1", isOfCommand: true }, report);
  const named = draftStage(withDevice(empty, device, report), "device", { vocabulary, report });
  report.stopOnErrors();
  // Answering costs a call for many rows, wherever it is.
  return await chooseEngine(named, { flops: 0, bytes: 0, cost: () => 0 }, report);
}
