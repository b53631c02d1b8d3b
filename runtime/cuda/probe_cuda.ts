import { join } from "node:path";
import { cudaFolder } from "./cuda_folder.ts";
import { runtimeOfCuda } from "./cuda_libraries.ts";
import * as problem from "./cuda_problem.ts";
import { cudaVersionText } from "./cuda_version.ts";
import { type CudaInstallation, installationFile, readInstallation } from "./installation.ts";
import { libraryNamed, loadLibraries } from "./load_cuda.ts";
import { openLibrary } from "./shared_library.ts";

/** A graphics card that can be used. */
export interface CudaDevice {
  /** As CUDA counts: the fastest one first, unless `CUDA_DEVICE_ORDER` says otherwise. */
  readonly index: number;
  /** What NVIDIA calls it. */
  readonly name: string;
  /** In bytes. */
  readonly memory: { readonly free: number; readonly total: number };
  /** The newest CUDA that the driver has, as NVIDIA writes it: 13000 is 13.0. */
  readonly driver: number;
  /** What the card can do, as `9.0`. */
  readonly capability: string;
  /** Its multiprocessors. */
  readonly processors: number;
}

/** What CUDA answers, by its number. @see cudaError_t in driver_types.h */
const answers = { success: 0, driverTooOld: 35, noDevice: 100 };
/** What is asked of a device. @see cudaDeviceAttr in driver_types.h */
const attributes = { processors: 16, major: 75, minor: 76 };
/** What CUDA 13 is made for: Turing, 7.5, and what came after it. */
const firstCapability = 75;
/** A `cudaDeviceProp`, which begins with the name, has about 1 KB; more is room for newer ones. */
const propertyBytes = 8192;

/** The functions of `libcudart.so.13` that are called here. */
const functions = {
  cudaDriverGetVersion: { parameters: ["buffer"], result: "i32" },
  cudaGetDeviceCount: { parameters: ["buffer"], result: "i32" },
  cudaGetDeviceProperties: { parameters: ["buffer", "i32"], result: "i32" },
  cudaDeviceGetAttribute: { parameters: ["buffer", "i32", "i32"], result: "i32" },
  cudaSetDevice: { parameters: ["i32"], result: "i32" },
  cudaMemGetInfo: { parameters: ["buffer", "buffer"], result: "i32" },
  cudaGetLastError: { parameters: [], result: "i32" },
  cudaGetErrorString: { parameters: ["i32"], result: "pointer" },
} as const satisfies Deno.ForeignLibraryInterface;

type Cuda = Deno.DynamicLibrary<typeof functions>["symbols"];

/**
 * What there is to know of a graphics card, or why it cannot be used. The libraries of CUDA are then loaded, ONNX
 * Runtime is not.
 */
export async function probeCuda(index: number): Promise<CudaDevice | problem.CudaProblem> {
  try {
    const cuda = openCuda(await requireInstallation());
    return deviceAt(cuda, index);
  } catch (error) {
    if (error instanceof problem.CudaProblem) return error;
    throw error;
  }
}

/** What is installed. @throws {CudaProblem} If nothing is, or nothing that can be used. */
export async function requireInstallation(): Promise<CudaInstallation> {
  requireSystem();
  const folder = cudaFolder();
  const installation = await readInstallation(folder);
  if (installation) return installation;
  throw problem.notSetUp(folder === undefined ? undefined : join(folder, installationFile));
}

/** @throws {CudaProblem} If there are no libraries of ONNX Runtime for CUDA on such a system. */
export function requireSystem(): void {
  const { os, arch } = Deno.build;
  if (os !== "linux" || arch !== "x86_64") throw problem.unsupportedSystem(`${os} on ${arch}`);
}

function openCuda(installation: CudaInstallation): Cuda {
  loadLibraries(installation.libraries);
  return openLibrary(libraryNamed(runtimeOfCuda, installation), functions).symbols;
}

function deviceAt(cuda: Cuda, index: number): CudaDevice {
  const driver = numberFrom((into) =>
    need(cuda, "the version of the driver", cuda.cudaDriverGetVersion(into))
  );
  const count = countDevices(cuda, driver);
  if (index >= count) throw problem.noSuchDevice(index, count);
  const attribute = (which: number) =>
    numberFrom((into) =>
      need(cuda, "what a graphics card can do", cuda.cudaDeviceGetAttribute(into, which, index))
    );
  const name = nameOf(cuda, index);
  const [major, minor] = [attribute(attributes.major), attribute(attributes.minor)];
  const capability = `${major}.${minor}`;
  if (major * 10 + minor < firstCapability) throw problem.deviceTooOld(name, capability);
  const processors = attribute(attributes.processors);
  return { index, name, memory: memoryOf(cuda, index), driver, capability, processors };
}

function countDevices(cuda: Cuda, driver: number): number {
  const count = new Int32Array(1);
  const answer = cuda.cudaGetDeviceCount(count);
  // What failed here would be told to whoever asks next.
  cuda.cudaGetLastError();
  if (answer === answers.driverTooOld) throw problem.driverTooOld(cudaVersionText(driver));
  if (answer === answers.noDevice) throw problem.noDevice();
  need(cuda, "the graphics cards", answer);
  return count[0] ?? 0;
}

function nameOf(cuda: Cuda, index: number): string {
  const properties = new Uint8Array(propertyBytes);
  need(cuda, "the name of a graphics card", cuda.cudaGetDeviceProperties(properties, index));
  return new TextDecoder().decode(properties.subarray(0, properties.indexOf(0)));
}

function memoryOf(cuda: Cuda, index: number): CudaDevice["memory"] {
  const [free, total] = [new BigUint64Array(1), new BigUint64Array(1)];
  need(cuda, "a graphics card", cuda.cudaSetDevice(index));
  need(cuda, "the memory of a graphics card", cuda.cudaMemGetInfo(free, total));
  return { free: Number(free[0]), total: Number(total[0]) };
}

/** The number that a call writes. */
function numberFrom(call: (into: Int32Array<ArrayBuffer>) => void): number {
  const into = new Int32Array(1);
  call(into);
  return into[0] ?? 0;
}

/** @throws {CudaProblem} If CUDA answers that it failed. @param question What was asked for. */
function need(cuda: Cuda, question: string, answer: number): void {
  if (answer === answers.success) return;
  const text = cuda.cudaGetErrorString(answer);
  const words = text === null ? `${answer}` : new Deno.UnsafePointerView(text).getCString();
  throw problem.cudaFailed(question, words);
}
