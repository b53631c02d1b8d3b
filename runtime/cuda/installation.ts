import { isAbsolute, join } from "node:path";
import { systemReason } from "../files/system_reason.ts";
import { cudaFolder } from "./cuda_folder.ts";
import { CudaProblem, damagedInstallation, wrongVersion } from "./cuda_problem.ts";
import { npmRuntime } from "./npm_runtime.ts";

/** What `setup-cuda` found and left. */
export interface CudaInstallation {
  /** The version of ONNX Runtime that it is for, as `1.30.0`. */
  readonly onnxruntime: string;
  /** The libraries of CUDA, absolute, in the order in which they are to be loaded. */
  readonly libraries: readonly string[];
  /** A folder with ONNX Runtime and its two provider libraries, absolute. */
  readonly providers: string;
}

/** What an installation is written to, in the folder of it. */
export const installationFile = "cuda.json";

/**
 * What is installed, for the ONNX Runtime that is used; nothing where nothing is.
 * @throws {CudaProblem} If it is damaged, or for another version.
 */
export async function readInstallation(
  folder: string | undefined = cudaFolder(),
): Promise<CudaInstallation | undefined> {
  if (folder === undefined) return undefined;
  const installation = await readAnyInstallation(folder);
  const { version } = await npmRuntime();
  if (installation && installation.onnxruntime !== version) {
    const what = `"${join(folder, installationFile)}"`;
    throw wrongVersion(what, { found: installation.onnxruntime, expected: version });
  }
  return installation;
}

/** The same for any version of it. @throws {CudaProblem} If it is damaged. */
export async function readAnyInstallation(folder: string): Promise<CudaInstallation | undefined> {
  const path = join(folder, installationFile);
  // Asking for what is not permitted would stop the command with a question.
  if (Deno.permissions.querySync({ name: "read", path }).state !== "granted") return undefined;
  try {
    return parseInstallation(await Deno.readTextFile(path), { path, folder });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof CudaProblem) throw error;
    throw damagedInstallation(path, systemReason(error));
  }
}

/** The text of an installation. The folder may be moved with what is in it. */
export function printInstallation({ onnxruntime, libraries }: CudaInstallation): string {
  return JSON.stringify({ onnxruntime, libraries }, null, 2) + "\n";
}

/** The folder of the provider libraries of a version. */
export function providersFolder(folder: string, version: string): string {
  return join(folder, `onnxruntime-${version}`);
}

function parseInstallation(
  text: string,
  { path, folder }: { readonly path: string; readonly folder: string },
): CudaInstallation {
  const { onnxruntime, libraries } = objectIn(text);
  if (typeof onnxruntime !== "string" || !/^\d+(\.\d+)+$/.test(onnxruntime)) {
    throw damagedInstallation(path, 'it has no version under "onnxruntime"');
  }
  if (!isListOfPaths(libraries)) {
    throw damagedInstallation(path, 'it has no list of absolute paths under "libraries"');
  }
  return { onnxruntime, libraries, providers: providersFolder(folder, onnxruntime) };
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function isListOfPaths(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 &&
    value.every((each) => typeof each === "string" && isAbsolute(each));
}
