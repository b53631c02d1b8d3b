import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import { boolean, int, optional, type Signature } from "../../dsl/language/signature.ts";

const threads = optional(int({
  ...{ min: 1, max: 256 },
  doc: "how many threads compute; as many as the size of a step is worth unless given",
}));
const precision = {
  tf32: boolean({
    default: false,
    doc: "whether products of matrices are rounded to the ten bits of TF32, which is faster",
  }),
  deterministic: boolean({
    default: false,
    doc: "whether sums are never in any order, which is slower",
  }),
};

/** Every device that a `device` stage and `--device` can name. */
export const devices: readonly Signature[] = [
  {
    name: "auto",
    doc: "The device on which a step is estimated to be quickest.",
    arguments: { threads, ...precision },
  },
  { name: "cpu", doc: "The processor.", arguments: { threads } },
  {
    name: "wasm",
    doc:
      "The processor by WebAssembly, which is quickest for networks of a few hundred parameters.",
    arguments: {},
  },
  {
    name: "cuda",
    doc: "A graphics card of NVIDIA, by CUDA.",
    arguments: {
      index: int({ default: 0, min: 0, max: 63, doc: "which of several, the fastest first" }),
      ...precision,
    },
  },
];

/** A device as a pipeline names it. */
export type NamedDevice = Pick<CheckedCall, "definition" | "arguments" | "span">;

/** What a pipeline, or a command, says of the device. */
export interface DeviceSettings {
  readonly name: "auto" | "cpu" | "wasm" | "cuda";
  readonly index: number;
  readonly threads?: number;
  readonly tf32: boolean;
  readonly deterministic: boolean;
}

/** What a checked call says. @param device Whichever is quickest unless given. */
export function settingsOf(device: NamedDevice | undefined): DeviceSettings {
  const { index, threads, tf32, deterministic } = device?.arguments ?? {};
  return {
    // The registry has no other names.
    name: (device?.definition.name ?? "auto") as DeviceSettings["name"],
    index: typeof index === "number" ? index : 0,
    ...typeof threads === "number" && { threads },
    tf32: tf32 === true,
    deterministic: deterministic === true,
  };
}

/** A device as people write it behind `--device`: `cuda:1`. */
export function deviceName({ definition: { name }, arguments: { index } }: NamedDevice): string {
  return index === undefined ? name : `${name}:${index}`;
}
