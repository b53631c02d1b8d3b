/** What is installed is read again, or refused with the reason; and it is loaded in time or not at all. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { cudaFolder } from "../../../runtime/cuda/cuda_folder.ts";
import { CudaProblem } from "../../../runtime/cuda/cuda_problem.ts";
import {
  type CudaInstallation,
  printInstallation,
  providersFolder,
  readInstallation,
} from "../../../runtime/cuda/installation.ts";
import { loadCuda } from "../../../runtime/cuda/load_cuda.ts";
import { npmRuntime } from "../../../runtime/cuda/npm_runtime.ts";
import { probeCuda } from "../../../runtime/cuda/probe_cuda.ts";
import { inFolder } from "../pipelines.ts";
import {
  cutLibrary,
  fitting,
  isLinux,
  madeUpLibrary,
  ownVersion,
  writeLoadableLibraries,
} from "./made_up.ts";

/** What a folder with this `cuda.json` is said to have. */
async function readFrom(text: string): Promise<CudaInstallation | CudaProblem | undefined> {
  let found: CudaInstallation | CudaProblem | undefined;
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "cuda.json"), text);
    found = await readInstallation(folder).catch((error) => error);
  });
  return found;
}

const damaged: Readonly<Record<string, RegExp>> = {
  "": /no version/,
  "{": /no version/,
  "null": /no version/,
  "[1]": /no version/,
  '{"onnxruntime": 1.3, "libraries": ["/x"]}': /no version/,
  '{"onnxruntime": "../..", "libraries": ["/x"]}': /no version/,
  '{"onnxruntime": "1.30.0"}': /no list of absolute paths/,
  '{"onnxruntime": "1.30.0", "libraries": []}': /no list of absolute paths/,
  '{"onnxruntime": "1.30.0", "libraries": ["libcudart.so.13"]}': /no list of absolute paths/,
  '{"onnxruntime": "1.30.0", "libraries": [13]}': /no list of absolute paths/,
};
for (const [text, reason] of Object.entries(damaged)) {
  Deno.test(`a damaged cuda.json is told, not thrown at a person: ${text}`, async () => {
    const problem = await readFrom(text);
    assert(problem instanceof CudaProblem);
    assert.equal(problem.kind, "damaged");
    assert.match(problem.cause, reason);
  });
}

Deno.test("libraries of another version are refused", async () => {
  const problem = await readFrom('{"onnxruntime": "1.2.3", "libraries": ["/x"]}');
  assert(problem instanceof CudaProblem);
  assert.equal(problem.kind, "wrong_version");
  assert.match(problem.cause, new RegExp(`1\\.2\\.3.*${RegExp.escape(ownVersion)}`));
});

Deno.test("PENSTOCK_CUDA names the folder; without it, it is one of this clone", async () => {
  const before = Deno.env.get("PENSTOCK_CUDA");
  try {
    await inFolder(async (folder) => {
      Deno.env.set("PENSTOCK_CUDA", folder);
      assert.equal(cudaFolder(), folder);
      assert.equal(await readInstallation(), undefined);
      const problem = await probeCuda(0);
      assert(problem instanceof CudaProblem);
      if (isLinux) {
        assert.match(problem.cause, new RegExp(RegExp.escape(join(folder, "cuda.json"))));
      }
    });
    Deno.env.delete("PENSTOCK_CUDA");
    assert.match(cudaFolder() ?? "", /[/\\]\.cache[/\\]cuda$/);
  } finally {
    if (before === undefined) Deno.env.delete("PENSTOCK_CUDA");
    else Deno.env.set("PENSTOCK_CUDA", before);
  }
});

/** An installation of libraries that can be loaded and do nothing. */
async function installed(use: (installation: CudaInstallation) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    await writeLoadableLibraries(folder);
    const libraries = ["libcudart.so.13", "libcublas.so.13", "libcuda.so.1"]
      .map((name) => join(folder, name));
    const providers = providersFolder(folder, ownVersion);
    await Deno.mkdir(providers);
    const { library } = await npmRuntime();
    await Deno.copyFile(library, join(providers, "libonnxruntime.so.1"));
    for (const [name, texts] of [["cuda", fitting], ["shared", []]] as const) {
      const path = join(providers, `libonnxruntime_providers_${name}.so`);
      await Deno.writeFile(path, madeUpLibrary(...texts));
    }
    const installation = { onnxruntime: ownVersion, libraries, providers };
    await Deno.writeTextFile(join(folder, "cuda.json"), printInstallation(installation));
    await use(installation);
  });
}

/** The problem of loading an installation here. */
function problemOf(installation: CudaInstallation): CudaProblem {
  try {
    loadCuda(installation);
  } catch (error) {
    if (error instanceof CudaProblem) return error;
    throw error;
  }
  return assert.fail("it was loaded");
}

Deno.test({
  name: "a library that is gone or damaged since is named",
  ignore: !isLinux,
  async fn() {
    await installed(async ({ libraries, providers, ...rest }) => {
      const [first, second, driver] = libraries as [string, string, string];
      await Deno.writeFile(second, cutLibrary());
      const cut = problemOf({ ...rest, libraries, providers });
      assert.deepEqual([cut.kind, cut.cause.includes(second)], ["library_unusable", true]);
      await Deno.remove(second);
      const gone = problemOf({ ...rest, libraries, providers });
      assert.deepEqual([gone.kind, /libcublas\.so\.13/.test(gone.cause)], [
        "library_missing",
        true,
      ]);
      await Deno.remove(driver);
      const undriven = problemOf({ ...rest, libraries: [first, driver], providers });
      assert.deepEqual([undriven.kind], ["no_driver"]);
      await Deno.remove(join(providers, "libonnxruntime_providers_shared.so"));
      const half = problemOf({ ...rest, libraries: [first], providers });
      // Without a driver on this machine, that is what is told.
      assert(["damaged", "no_driver"].includes(half.kind), half.kind);
    });
  },
});

Deno.test({
  name: "ONNX Runtime is loaded from beside its providers, if it was not loaded before",
  ignore: !isLinux,
  async fn() {
    await installed(async ({ providers }) => {
      const folder = join(providers, "..");
      await Deno.symlink(providers, `${providers}.elsewhere`);
      const script = new URL("load_in_turn.ts", import.meta.url).href;
      const { stdout } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--quiet", "--allow-read", "--allow-ffi", "--allow-env", script],
        env: { PENSTOCK_CUDA: folder },
      }).output();
      assert.deepEqual(JSON.parse(new TextDecoder().decode(stdout)), {
        loaded: join(providers, "libonnxruntime.so.1"),
        version: ownVersion,
        sum: [3],
        again: "fine",
        inWorker: "fine",
        elsewhere: "loaded_too_late",
      });
    });
  },
});
