import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import { int, type Signature } from "../../dsl/language/signature.ts";
import type { Report } from "../../dsl/text/report.ts";
import { deviceMissing } from "./engine_diagnostics.ts";

/** Every device that a `device` stage and `--device` can name. */
export const devices: readonly Signature[] = [
  { name: "auto", doc: "The device on which the training is quickest.", arguments: {} },
  { name: "cpu", doc: "The processor.", arguments: {} },
  {
    name: "cuda",
    doc: "A graphics card of NVIDIA, by CUDA.",
    arguments: {
      index: int({ default: 0, min: 0, max: 63, doc: "which of several, as `nvidia-smi` counts" }),
    },
  },
];

/** A device as a pipeline names it. */
export type NamedDevice = Pick<CheckedCall, "definition" | "span">;

/** Fails where a device cannot be used (E0610). */
export function requireDevice(device: NamedDevice, report: Report): void {
  if (device.definition.name === "cuda") report.fail(deviceMissing(device));
}

/** A device as people write it behind `--device`: `cuda:1`. */
export function deviceName({ definition: { name }, arguments: { index } }: CheckedCall): string {
  return index === undefined ? name : `${name}:${index}`;
}
