import { cudaLibraries, driverLibrary } from "./cuda_libraries.ts";

/** What keeps CUDA from being used. */
export type CudaProblemKind =
  | "unsupported_system"
  | "not_set_up"
  | "damaged"
  | "wrong_version"
  | "library_missing"
  | "library_unusable"
  | "no_driver"
  | "driver_too_old"
  | "no_device"
  | "no_such_device"
  | "device_too_old"
  | "loaded_too_late"
  | "no_providers"
  | "wrong_numbers"
  | "failed";

/** Why CUDA cannot be used here, and what mends it; both without a final period. */
export class CudaProblem extends Error {
  /** Tells it from other errors. */
  override readonly name = "CudaProblem";
  /** Which of all reasons this is. */
  readonly kind: CudaProblemKind;
  /** One sentence, which names the library or the versions. */
  override readonly cause: string;
  /** What to do, usually a command. */
  readonly remedy: string;

  /** A problem whose message is its cause. */
  constructor(kind: CudaProblemKind, said: { readonly cause: string; readonly remedy: string }) {
    super(said.cause);
    this.kind = kind;
    this.cause = said.cause;
    this.remedy = said.remedy;
  }
}

const setUp = "deno task setup-cuda";
const driverRemedy =
  "Install NVIDIA's driver R580 or newer, and see whether nvidia-smi lists the " +
  "graphics card";

/** A system that the CUDA libraries of ONNX Runtime are not made for. */
export function unsupportedSystem(system: string): CudaProblem {
  return new CudaProblem("unsupported_system", {
    cause: `CUDA needs Linux on an x64 processor, and this is ${system}`,
    remedy: "Train on the processor: --device cpu",
  });
}

/** Nothing is installed. @param place Where it would be; nothing where there is no such place. */
export function notSetUp(place: string | undefined): CudaProblem {
  return new CudaProblem("not_set_up", {
    cause: place === undefined
      ? "CUDA is not set up: Penstock is no folder on this machine that could have its libraries"
      : `CUDA is not set up: there is no "${place}"`,
    remedy: place === undefined
      ? `Run ${setUp} in a clone of Penstock, and train there`
      : `Run ${setUp}`,
  });
}

/** An installation that is not what it says. */
export function damagedInstallation(place: string, reason: string): CudaProblem {
  return new CudaProblem("damaged", {
    cause: `"${place}" is damaged: ${reason}`,
    remedy: `Run ${setUp}, which sets it up again`,
  });
}

/** Libraries of another version than ONNX Runtime itself. @param what Has that version. */
export function wrongVersion(
  what: string,
  { found, expected }: { readonly found: string; readonly expected: string },
): CudaProblem {
  return new CudaProblem("wrong_version", {
    cause: `${what} is for ONNX Runtime ${found}, and Penstock has ${expected}`,
    remedy: `Run ${setUp}, which downloads those that fit, or with --from DIR, where DIR holds ` +
      `onnxruntime_gpu-${expected}-*.whl`,
  });
}

/** A library that is not there. @param needer The file that asked for it, if one did. */
export function libraryMissing(name: string, needer?: string): CudaProblem {
  if (name === driverLibrary) {
    return new CudaProblem("no_driver", {
      cause: `There is no driver for CUDA: the library ${name} is not found`,
      remedy: driverRemedy,
    });
  }
  const need = needer === undefined ? "" : `, which ${needer} needs`;
  return new CudaProblem("library_missing", {
    cause: `The library ${name} is not found${need}`,
    remedy: `${howToGet(name)}, then run ${setUp} --from DIR, where DIR holds it`,
  });
}

function howToGet(name: string): string {
  const known = cudaLibraries.find((each) => each.name === name);
  return known
    ? `Install it (pip install ${known.python}, or apt install ${known.debian})`
    : "Install the package that has it";
}

/** A library that cannot be loaded as it is. */
export function unusableLibrary(path: string, reason: string): CudaProblem {
  return new CudaProblem("library_unusable", {
    cause: `"${path}" cannot be used: ${reason}`,
    remedy: `Get it again, then run ${setUp}`,
  });
}

/** A provider that only another kind of ONNX Runtime takes. */
export function pluginProvider(path: string): CudaProblem {
  return new CudaProblem("library_unusable", {
    cause: `"${path}" is made as a plugin, which has no GetProvider and does not fit`,
    remedy: `Run ${setUp} without --from, which downloads one that does`,
  });
}

/** One of the two providers without the other. @param name Of the one that is not there. */
export function providerAlone(path: string, name: string): CudaProblem {
  return new CudaProblem("library_missing", {
    cause: `The library ${name} is not found beside "${path}"`,
    remedy: "Put both into one folder: they come in the same wheel",
  });
}

/** A driver that CUDA 13 does not work with. @param version Of CUDA, the newest that it has. */
export function driverTooOld(version: string): CudaProblem {
  return new CudaProblem("driver_too_old", {
    cause: `The driver is too old: it has CUDA ${version}, and CUDA 13.0 is needed`,
    remedy: driverRemedy,
  });
}

/** A machine on which the driver finds nothing. */
export function noDevice(): CudaProblem {
  return new CudaProblem("no_device", {
    cause: "The driver finds no graphics card",
    remedy:
      "See whether nvidia-smi lists one, whether CUDA_VISIBLE_DEVICES hides it, and whether " +
      "a container is given it (docker run --gpus all)",
  });
}

/** A number that no device has. @param count How many there are, at least one. */
export function noSuchDevice(index: number, count: number): CudaProblem {
  const there = count === 1 ? "the only one is cuda:0" : `they are cuda:0 to cuda:${count - 1}`;
  return new CudaProblem("no_such_device", {
    cause: `There is no graphics card cuda:${index}: ${there}`,
    remedy: "Name one of those",
  });
}

/** A card for which the libraries have no code. @param capability As `6.1`. */
export function deviceTooOld(name: string, capability: string): CudaProblem {
  return new CudaProblem("device_too_old", {
    cause: `The graphics card ${name} has compute capability ${capability}, and CUDA 13 needs 7.5`,
    remedy: "Train on the processor: --device cpu",
  });
}

/** ONNX Runtime itself was there before the libraries that stand beside its other copy. */
export function loadedTooLate(): CudaProblem {
  return new CudaProblem("loaded_too_late", {
    cause: "ONNX Runtime was loaded in this process before CUDA was asked for",
    remedy: "Ask for CUDA first, before anything is trained or predicted on the processor",
  });
}

/** A folder that has nothing of what is needed. @param version Of ONNX Runtime. */
export function nothingIn(from: string, version: string): CudaProblem {
  return new CudaProblem("no_providers", {
    cause: `"${from}" holds none of the libraries that CUDA needs, and no wheel that has one`,
    remedy: `Leave --from out, or name a folder with the wheel ` +
      `onnxruntime_gpu-${version}-*.whl from pypi.org, or with the libraries of CUDA 13`,
  });
}

/** A folder that is not there, or may not be read. */
export function unreadableFolder(from: string, reason: string): CudaProblem {
  return new CudaProblem("no_providers", {
    cause: `"${from}" cannot be read: ${reason}`,
    remedy: "Name a folder, a wheel, or leave --from out",
  });
}

/** An index of packages without the wheel. */
export function wheelMissing(version: string, index: string): CudaProblem {
  return new CudaProblem("no_providers", {
    cause: `There is no wheel of onnxruntime-gpu ${version} for Linux on x64 at ${index}`,
    remedy: `Get it from elsewhere, and run ${setUp} --from DIR, where DIR holds it`,
  });
}

/** A graphics card that computes something else. */
export function wrongNumbers(found: readonly number[], expected: readonly number[]): CudaProblem {
  return new CudaProblem("wrong_numbers", {
    cause: `The graphics card computes wrong numbers: ${found.join(", ")}, expected ` +
      expected.join(", "),
    remedy: "Restart the machine; if that does not mend it, the driver or the card is broken",
  });
}

/** Anything else that CUDA answers. @param question What was asked. */
export function cudaFailed(question: string, answer: string): CudaProblem {
  return new CudaProblem("failed", {
    cause: `CUDA does not work: asked for ${question}, it answers "${answer}"`,
    remedy: driverRemedy,
  });
}
