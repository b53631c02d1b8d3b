/** `setup-cuda` with the real provider, on a machine whose graphics card is played by the stand-in. */
import assert from "node:assert/strict";
import { delimiter, dirname, join } from "node:path";
import { Report } from "../../dsl/text/report.ts";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { type CudaSetUp, setUpCuda } from "../../runtime/commands/setup_cuda.ts";
import { CudaProblem } from "../../runtime/cuda/cuda_problem.ts";
import type { SystemLibraries } from "../../runtime/cuda/find_libraries.ts";
import { installCuda } from "../../runtime/cuda/install_cuda.ts";
import { readInstallation } from "../../runtime/cuda/installation.ts";
import { npmRuntime } from "../../runtime/cuda/npm_runtime.ts";
import { probeCuda } from "../../runtime/cuda/probe_cuda.ts";
import { sha256 } from "../../runtime/files/sha256.ts";
import { start, subprocess } from "../cli/command.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { standInLibraries } from "./build_stand_in.ts";
import { onStandIn, playing, theStandIn } from "./on_stand_in.ts";

/** A machine on which the stand-in is installed where CUDA usually is. */
const system: SystemLibraries = {
  folders: () => Promise.resolve([theStandIn().libraries]),
  byName: () => undefined,
};

/** What setting up into `folder` says, and what it installed before that. */
async function setUp(folder: string, from: string) {
  let installed: CudaSetUp | undefined;
  const context = { workingDirectory: folder };
  try {
    await setUpCuda({ context, from, onInstalled: (setUp) => void (installed = setUp) }, {
      folder: join(folder, "cuda"),
      system,
    });
  } catch (error) {
    if (!(error instanceof PenstockError)) throw error;
    return { codes: error.diagnostics.map(({ code }) => code), text: error.message, installed };
  }
  return assert.fail("the stand-in computes nothing");
}

/** A folder with links to the providers and the libraries, as they lie in Python's packages. */
async function packagesIn(folder: string): Promise<string> {
  const { libraries, providers } = theStandIn();
  const [capi, lib] = ["onnxruntime/capi", "nvidia/cu13/lib"].map((each) => join(folder, each)) as // A map keeps the length.
  [string, string];
  for (const each of [capi, lib]) await Deno.mkdir(each, { recursive: true });
  for (const name of ["cuda", "shared"].map((each) => `libonnxruntime_providers_${each}.so`)) {
    await Deno.symlink(join(providers, name), join(capi, name));
  }
  for (const name of standInLibraries) {
    await Deno.symlink(join(libraries, name), join(lib, name));
  }
  return folder;
}

/** Where programs are found, Deno among them: its name is all that the task may start. */
function pathWithDeno(): string {
  return [dirname(Deno.execPath()), Deno.env.get("PATH") ?? ""].join(delimiter);
}

/** A folder that has been set up from Python's packages. */
async function withSetUp(use: (folder: string, from: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const from = await packagesIn(join(folder, "packages"));
    const { installed } = await setUp(folder, from);
    assert.equal(installed?.isNew, true);
    await use(folder, from);
  });
}

const { wheel } = onStandIn("").ignore ? {} : theStandIn();

const isKept = wheel !== undefined;
const unkept = isKept ? "" : " (left out: the wheel was not kept)";

Deno.test({
  name: `the providers come out of the wheel, and compute wrong numbers and nothing worse${unkept}`,
  ignore: !isKept,
  async fn() {
    // It is left out otherwise.
    assert(wheel !== undefined);
    await inFolder(async (folder) => {
      const { codes, installed } = await setUp(folder, wheel);
      // Kernels of the stand-in are not executed; all that can go wrong before has gone well.
      assert.deepEqual(codes, ["E0618"]);
      assert.deepEqual(
        installed?.libraries,
        standInLibraries.map((name) => join(theStandIn().libraries, name)),
      );
      const own = await readInstallation(join(folder, "cuda"));
      for (const name of ["cuda", "shared"].map((each) => `libonnxruntime_providers_${each}.so`)) {
        const [taken, unpacked] = [own?.providers ?? "", theStandIn().providers]
          .map((each) => sha256(Deno.readFileSync(join(each, name))));
        assert.equal(taken, unpacked, name);
      }
    });
  },
});

Deno.test({
  ...onStandIn("a folder of Python's packages has all of it, and is asked once"),
  async fn() {
    await withSetUp(async (folder, from) => {
      const before = await readInstallation(join(folder, "cuda"));
      await Deno.remove(join(from, "onnxruntime"), { recursive: true });
      const { codes, installed } = await setUp(folder, from);
      assert.deepEqual([codes, installed?.isNew], [["E0618"], false]);
      assert.deepEqual(await readInstallation(join(folder, "cuda")), before);
    });
  },
});

Deno.test({
  ...onStandIn("providers of another version than ONNX Runtime are refused"),
  async fn() {
    await inFolder(async (folder) => {
      const from = await packagesIn(join(folder, "packages"));
      const runtime = await npmRuntime();
      const install = installCuda({
        ...{ from, system, folder: join(folder, "cuda"), report: new Report() },
        runtime: { ...runtime, version: "9.9.9" },
      });
      await assert.rejects(install, ({ kind, cause }: CudaProblem) => {
        assert.equal(kind, "wrong_version");
        assert.match(cause, new RegExp(`Runtime ${RegExp.escape(runtime.version)}, .* 9\\.9\\.9`));
        return true;
      });
    });
  },
});

Deno.test({
  ...onStandIn("what is set up stays where the machine has no card, or a driver that is too old"),
  async fn() {
    await withSetUp(async (folder, from) => {
      const machines = [
        [{ devices: 0 }, "E0617", /finds no graphics card/],
        [{ driver: 12080 }, "E0616", /too old: it has CUDA 12\.8, and CUDA 13\.0 is needed/],
      ] as const;
      for (const [machine, code, cause] of machines) {
        const { codes, text, installed } = await playing(machine, () => setUp(folder, from));
        assert.deepEqual([codes, installed?.isNew], [[code], false]);
        assert.match(text, cause);
      }
    });
  },
});

Deno.test({
  ...onStandIn("a card is probed by its number"),
  async fn() {
    const before = Deno.env.get("PENSTOCK_CUDA");
    Deno.env.set("PENSTOCK_CUDA", theStandIn().installation);
    try {
      const memory = 8 * 2 ** 30;
      const device = await playing({ devices: 2, memory }, () => probeCuda(1));
      assert(!(device instanceof CudaProblem), String(device));
      assert.deepEqual([device.index, device.name, device.driver], [1, "Stand-in", 13000]);
      assert.equal(device.memory.total, memory);
      assert(device.memory.free <= memory && device.memory.free > 0);
      assert.match(device.capability, /^\d+\.\d$/);
      const kinds = [
        [{ devices: 2 }, 2, "no_such_device"],
        [{ devices: 0 }, 0, "no_device"],
        [{ driver: 12090 }, 0, "driver_too_old"],
      ] as const;
      for (const [machine, index, kind] of kinds) {
        const problem = await playing(machine, () => probeCuda(index));
        assert(problem instanceof CudaProblem);
        assert.equal(problem.kind, kind);
      }
    } finally {
      if (before === undefined) Deno.env.delete("PENSTOCK_CUDA");
      else Deno.env.set("PENSTOCK_CUDA", before);
    }
  },
});

Deno.test({
  ...onStandIn("the linker's message names each library that the provider needs"),
  async fn() {
    const { libraries, providers } = theStandIn();
    const script = new URL("open_in_turn.ts", import.meta.url).href;
    const paths = standInLibraries.map((name) => join(libraries, name));
    const named = await Promise.all(standInLibraries.map(async (missing) => {
      const { stdout } = await new Deno.Command(Deno.execPath(), {
        args: [
          ...["run", "--quiet", "--allow-read", "--allow-ffi", script],
          ...paths.filter((path) => !path.endsWith(`/${missing}`)),
          join(providers, "libonnxruntime_providers_cuda.so"),
        ],
      }).output();
      return new TextDecoder().decode(stdout).trim();
    }));
    assert.deepEqual(
      named,
      standInLibraries.map((name) =>
        `${name === "libcuda.so.1" ? "no_driver" : "library_missing"} ${name}`
      ),
    );
  },
});

Deno.test({
  ...onStandIn("a setup that is killed leaves nothing that counts, and the next one is whole"),
  async fn() {
    await inFolder(async (folder) => {
      const from = await packagesIn(join(folder, "packages"));
      const cuda = join(folder, "cuda");
      const context = { folder, env: { PENSTOCK_CUDA: cuda, PATH: pathWithDeno() } };
      const process = start("setup-cuda", ["--from", from], context);
      const isBegun = () =>
        Array.from(Deno.readDirSync(cuda)).some(({ name }) => name.endsWith(".partial"));
      while (!await Deno.stat(cuda).then(isBegun, () => false)) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      process.kill("SIGKILL");
      assert.equal((await process.output()).signal, "SIGKILL");
      assert.equal(await readInstallation(cuda), undefined);
      const { exitCode, stdout, stderr } = await subprocess(
        "setup-cuda",
        ["--from", from],
        context,
      );
      assert.equal(exitCode, 4);
      assert.match(stdout, /^CUDA is set up for ONNX Runtime .*, in cuda; it loads$/m);
      assert.match(stderr, /^error\[E0618\]: /m);
      const left = [...Deno.readDirSync(cuda)].map(({ name }) => name).sort();
      assert.deepEqual(left.filter((name) => name.includes("partial")), []);
    });
  },
});
