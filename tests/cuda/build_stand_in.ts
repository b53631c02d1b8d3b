/** Builds the stand-in for CUDA and lays ONNX Runtime's provider for CUDA beside ONNX Runtime. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isThere, removeIfThere } from "../../runtime/files/synced.ts";
import { runtimeLibraries } from "../../runtime/cuda/cuda_libraries.ts";
import { pypi } from "../../runtime/cuda/gpu_wheel.ts";
import {
  installationFile,
  printInstallation,
  providersFolder,
} from "../../runtime/cuda/installation.ts";
import { npmRuntime } from "../../runtime/cuda/npm_runtime.ts";
import {
  NoWheel,
  unpackWheel,
  wheelAt,
  wheelFor,
  type WheelPlaces,
  type WheelWish,
} from "./wheels.ts";

/** What tests need to play a machine with a graphics card. */
export interface StandIn {
  /** The folder of the libraries that stand in for CUDA's: `libcudart.so.13` and the others. */
  readonly libraries: string;
  /** The folder of ONNX Runtime, a copy of npm's, and its two provider libraries. */
  readonly providers: string;
  /** A folder for `PENSTOCK_CUDA`: the stand-in, as `setup-cuda` would have installed it. */
  readonly installation: string;
  /** The wheel of ONNX Runtime that the provider libraries are from, where it is still there. */
  readonly wheel?: string;
}

/** The libraries in the order in which they are loaded, and what each is made of. */
const recipes: readonly {
  readonly library: string;
  readonly sources: readonly string[];
  /** The one that it calls, built before it. */
  readonly calls?: string;
}[] = [
  {
    library: "libcudart.so.13",
    sources: ["counts.c", "devices.c", "launches.c", "machine.c", "memory.c"],
  },
  { library: "libcublasLt.so.13", sources: ["cublaslt.c"], calls: "libcudart.so.13" },
  { library: "libcublas.so.13", sources: ["cublas.c"], calls: "libcudart.so.13" },
  { library: "libcurand.so.10", sources: ["curand.c"] },
  { library: "libcuda.so.1", sources: ["cuda.c", "machine.c"] },
];

/** The names of the stand-in's libraries, each before those that need it. */
export const standInLibraries: readonly string[] = recipes.map(({ library }) => library);

const sources = new URL("stand_in/", import.meta.url);
const cache = fileURLToPath(new URL("../../.cache/cuda-stand-in/", import.meta.url));
const compiler = "gcc";
const flags = ["-O1", "-Wall", "-Werror", "-shared", "-fPIC"];
const providerFiles = [runtimeLibraries.shared, runtimeLibraries.cuda];

/**
 * The stand-in, built at the first call and found again after it; or why there is none here. Its
 * wheels are fetched from PyPI, or taken from the folder that `PENSTOCK_WHEELS` names.
 */
export async function standIn(): Promise<StandIn | { readonly skipped: string }> {
  const { os, arch } = Deno.build;
  if (os !== "linux" || arch !== "x86_64") {
    return { skipped: `it is for Linux on x64, and this is ${os} on ${arch}` };
  }
  const places: WheelPlaces = {
    given: Deno.env.get("PENSTOCK_WHEELS") || undefined,
    kept: join(cache, "wheels"),
    index: pypi,
  };
  try {
    if (!await hasCompiler()) return { skipped: `there is no ${compiler}` };
    return await installed(await builtLibraries(places), places);
  } catch (error) {
    if (error instanceof NoWheel) return { skipped: error.message };
    throw error;
  }
}

/** Writes what an installation says of itself; its providers lie where they are looked for. */
async function installed(libraries: string, places: WheelPlaces): Promise<StandIn> {
  const { version } = await npmRuntime();
  const wish = { project: "onnxruntime-gpu", version };
  const providers = await laidOutRuntime(wish, places);
  const text = printInstallation({
    onnxruntime: version,
    libraries: standInLibraries.map((library) => join(libraries, library)),
    providers,
  });
  await Deno.writeTextFile(join(cache, installationFile), text);
  return { libraries, providers, installation: cache, wheel: await wheelAt(wish, places) };
}

async function hasCompiler(): Promise<boolean> {
  try {
    const asked = new Deno.Command(compiler, { args: ["--version"], stdout: "null" });
    return (await asked.output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The folder of the libraries: one for each state of their sources. */
async function builtLibraries(places: WheelPlaces): Promise<string> {
  return await once(join(cache, `libraries-${await stampOfSources()}`), async (folder) => {
    const headers = await unpackedHeaders(places);
    for (const recipe of recipes) await compile(recipe, { folder, headers });
  });
}

async function stampOfSources(): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify([flags, recipes]));
  const names = [...Deno.readDirSync(sources)].map(({ name }) => name).sort();
  for (const name of names) hash.update(await Deno.readFile(new URL(name, sources)));
  return hash.digest("hex").slice(0, 16);
}

/** The headers of CUDA, from the wheels of NVIDIA. */
async function unpackedHeaders(places: WheelPlaces): Promise<string> {
  const projects = ["nvidia-cuda-runtime", "nvidia-cuda-crt"];
  return await once(join(cache, "headers"), async (folder) => {
    for (const project of projects) {
      await unpackWheel(await wheelFor({ project, version: "13" }, places), (name) => {
        const [, header] = /\/include\/((?:crt\/)?\w+\.h)$/.exec(name) ?? [];
        return header && join(folder, header);
      });
    }
  });
}

/** Makes one library. Its symbols carry its name as their version, as those of the real one do. */
async function compile(
  { library, sources: files, calls }: (typeof recipes)[number],
  { folder, headers }: { readonly folder: string; readonly headers: string },
): Promise<void> {
  const symbols = join(folder, `${library}.symbols`);
  await Deno.writeTextFile(symbols, `${library} { global: *; };\n`);
  const args = [
    ...flags,
    `-I${headers}`,
    ...files.map((file) => fileURLToPath(new URL(file, sources))),
    ...["-o", join(folder, library), `-Wl,-soname,${library}`, `-Wl,--version-script=${symbols}`],
    ...calls ? [`-L${folder}`, `-l:${calls}`] : [],
  ];
  const { success, stderr } = await new Deno.Command(compiler, { args }).output();
  if (!success) throw new Error(`${library}: ${new TextDecoder().decode(stderr)}`);
  await Deno.remove(symbols);
}

/** ONNX Runtime looks for its providers beside itself, so it lies there as a copy. */
async function laidOutRuntime(wish: WheelWish, places: WheelPlaces): Promise<string> {
  return await once(providersFolder(cache, wish.version), async (folder) => {
    const { library } = await npmRuntime();
    await Deno.copyFile(library, join(folder, runtimeLibraries.runtime));
    await unpackWheel(await wheelFor(wish, places), (name) => {
      const file = providerFiles.find((each) => name.endsWith(`/capi/${each}`));
      return file && join(folder, file);
    });
  });
}

/** A folder that is filled once. It has its name when it is whole: a stopped run leaves a draft. */
async function once(folder: string, fill: (draft: string) => Promise<void>): Promise<string> {
  if (await isThere(folder)) return folder;
  const draft = `${folder}.draft`;
  await removeIfThere(draft);
  await Deno.mkdir(draft, { recursive: true });
  await fill(draft);
  await Deno.rename(draft, folder);
  return folder;
}
