/** `setup-cuda` on machines that were made up: what is found, what is refused, what is left. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { renderAll } from "../../../dsl/report/render.ts";
import { PenstockError } from "../../../dsl/text/diagnostic.ts";
import { type CudaSetUp, setUpCuda } from "../../../runtime/commands/setup_cuda.ts";
import { cudaLibraries } from "../../../runtime/cuda/cuda_libraries.ts";
import { readInstallation } from "../../../runtime/cuda/installation.ts";
import { takeLock } from "../../../runtime/files/file_lock.ts";
import type { ReadingStand } from "../../../runtime/files/access.ts";
import { assertGolden } from "../../golden.ts";
import { filesIn, inFolder } from "../pipelines.ts";
import {
  bareSystem,
  cutLibrary,
  fitting,
  isLinux,
  madeUpLibrary,
  madeUpWheel,
  ownVersion,
  wheelName,
  writeLoadableLibraries,
} from "./made_up.ts";

const goldens = new URL("../golden/setup_cuda/", import.meta.url);
const names = cudaLibraries.map(({ name }) => name);

interface Asked {
  readonly from?: string;
  readonly index?: string;
  readonly onRead?: (stand: ReadingStand) => void;
}

/** What setting up says on a machine without CUDA, and what it installed before that, if anything. */
async function setUp(folder: string, { from = "given", onRead, ...machine }: Asked = {}) {
  let installed: CudaSetUp | undefined;
  const context = { workingDirectory: folder, allowed: [], ...onRead && { onRead } };
  try {
    await setUpCuda(
      { context, from, onInstalled: (setUp) => void (installed = setUp) },
      { folder: join(folder, "cuda"), system: bareSystem, ...machine },
    );
  } catch (error) {
    if (!(error instanceof PenstockError)) throw error;
    const codes = error.diagnostics.map(({ code }) => code);
    const text = renderAll(error.diagnostics).replaceAll(folder, "FOLDER") + "\n";
    return { codes, text, installed };
  }
  return assert.fail("there is no graphics card here");
}

/** A folder in which `given` holds some files. */
async function given(
  files: Readonly<Record<string, Uint8Array>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "given"));
    for (const [name, content] of Object.entries(files)) {
      await Deno.writeFile(join(folder, "given", name), content);
    }
    await use(folder);
  });
}

/** The same with libraries of CUDA that can be loaded. */
async function givenLibraries(
  files: Readonly<Record<string, Uint8Array>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  await given(files, async (folder) => {
    await writeLoadableLibraries(join(folder, "given", "nvidia", "cu13", "lib"));
    await use(folder);
  });
}

function test(name: string, action: () => Promise<void>): void {
  Deno.test({ name, ignore: !isLinux, fn: action });
}

const wheel = { [wheelName(ownVersion)]: madeUpWheel(fitting) };

test("every library that is missing is named, all at once, and nothing is left", async () => {
  await given(wheel, async (folder) => {
    const { codes, text } = await setUp(folder);
    assert.deepEqual(codes, names.map(() => "E0612"));
    for (const name of names) assert(text.includes(name), name);
    await assertGolden(new URL("libraries_missing.txt", goldens), text);
    assert.deepEqual(await filesIn(folder), [`given/${wheelName(ownVersion)}`]);
  });
});

for (const missing of names) {
  test(`a machine that lacks ${missing} alone hears of it alone`, async () => {
    const others = names.filter((name) => name !== missing);
    const libraries = Object.fromEntries(others.map((name) => [name, madeUpLibrary()]));
    await given({ ...wheel, ...libraries }, async (folder) => {
      const { codes, text } = await setUp(folder);
      assert.deepEqual(codes, ["E0612"]);
      assert.match(text, new RegExp(`The library ${RegExp.escape(missing)} is not found`));
    });
  });
}

const unusable: Readonly<Record<string, Uint8Array>> = {
  cut: cutLibrary(),
  text: new TextEncoder().encode("this is a text, as a failed download leaves it\n".repeat(3)),
  empty: new Uint8Array(0),
};
for (const [kind, content] of Object.entries(unusable)) {
  test(`a library that is none is refused before it is loaded: ${kind}`, async () => {
    await givenLibraries({ ...wheel, "libcublas.so.13": content }, async (folder) => {
      await Deno.remove(join(folder, "given/nvidia/cu13/lib/libcublas.so.13"));
      const { codes, text } = await setUp(folder);
      assert.deepEqual(codes, ["E0615"]);
      await assertGolden(new URL(`library_${kind}.txt`, goldens), text);
    });
  });
}

test("a library that the linker refuses is told with its words", async () => {
  await given(
    { ...wheel, ...Object.fromEntries(names.map((name) => [name, madeUpLibrary()])) },
    async (folder) => {
      const { codes, text } = await setUp(folder);
      assert.deepEqual(codes, ["E0615"]);
      assert.match(text, /"FOLDER\/given\/libcudart\.so\.13" cannot be used: \S/);
    },
  );
});

const refused: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>> = {
  other_version: { [wheelName("1.2.3")]: madeUpWheel(["GetProvider", "1.2.3"]) },
  unknown_version: { [wheelName("1.2.3")]: madeUpWheel(["GetProvider"]) },
  plugin: { [wheelName(ownVersion)]: madeUpWheel(["CreateEpFactories", ownVersion]) },
  no_archive: { [wheelName(ownVersion)]: new TextEncoder().encode("a page that says 404") },
  damaged_archive: { [wheelName(ownVersion)]: madeUpWheel(fitting).with(200, 99) },
  cut_archive: { [wheelName(ownVersion)]: madeUpWheel(fitting).subarray(0, 300) },
  cut_provider: {
    "libonnxruntime_providers_cuda.so": cutLibrary(),
    "libonnxruntime_providers_shared.so": madeUpLibrary(),
  },
  alone: { "libonnxruntime_providers_cuda.so": madeUpLibrary(...fitting) },
};
for (const [name, files] of Object.entries(refused)) {
  test(`a provider that cannot be used is refused, and nothing counts as installed: ${name}`, async () => {
    await givenLibraries(files, async (folder) => {
      const { text, installed } = await setUp(folder);
      assert.equal(installed, undefined);
      const shown = text.replaceAll(ownVersion, "VERSION");
      await assertGolden(new URL(`provider_${name}.txt`, goldens), shown);
      assert.equal(await readInstallation(join(folder, "cuda")), undefined);
    });
  });
}

test("a folder that has nothing, or is not there, is told", async () => {
  await given({ "README.md": new Uint8Array(0) }, async (folder) => {
    const texts = [await setUp(folder), await setUp(folder, { from: "elsewhere" })]
      .map(({ text }) => text.replaceAll(ownVersion, "VERSION"));
    await assertGolden(new URL("nothing_there.txt", goldens), texts.join("\n"));
  });
});

const providers = `cuda/onnxruntime-${ownVersion}`;
const leftBySetUp = [
  "cuda/cuda.json",
  `${providers}/libonnxruntime.so.1`,
  `${providers}/libonnxruntime_providers_cuda.so`,
  `${providers}/libonnxruntime_providers_shared.so`,
];

test("what is set up is found again, and is not set up twice", async () => {
  await givenLibraries(wheel, async (folder) => {
    const lib = join(folder, "given/nvidia/cu13/lib");
    const before = await filesIn(folder);
    const first = await setUp(folder);
    // Libraries that have no function of CUDA cannot be asked for a graphics card.
    assert.deepEqual([first.codes, first.installed?.isNew], [["E0615"], true]);
    assert.deepEqual(await filesIn(folder), [...before, ...leftBySetUp].sort());
    const installation = await readInstallation(join(folder, "cuda"));
    assert.deepEqual(installation, {
      onnxruntime: ownVersion,
      libraries: [...names, "libcuda.so.1"].map((name) => join(lib, name)),
      providers: join(folder, providers),
    });
    const file = join(folder, providers, "libonnxruntime_providers_cuda.so");
    assert.deepEqual(await Deno.readFile(file), madeUpLibrary(...fitting));
    await Deno.remove(join(folder, "given", wheelName(ownVersion)));
    const again = await setUp(folder);
    assert.equal(again.installed?.isNew, false);
    assert.deepEqual(await readInstallation(join(folder, "cuda")), installation);
  });
});

test("libraries in wheels are unpacked, and those that lie there are used where they are", async () => {
  await givenLibraries(wheel, async (folder) => {
    const lib = join(folder, "given/nvidia/cu13/lib");
    const { writeZip } = await import("../../../runtime/formats/zip.ts");
    const content = await Deno.readFile(join(lib, "libcurand.so.10"));
    await Deno.writeFile(
      join(folder, "given/nvidia_curand-10.4.0-py3-none-manylinux_2_27_x86_64.whl"),
      writeZip({ "nvidia/cu13/lib/libcurand.so.10": content }),
    );
    await Deno.remove(join(lib, "libcurand.so.10"));
    const { installed } = await setUp(folder);
    const unpacked = join(folder, "cuda/libraries/libcurand.so.10");
    assert.equal(installed?.libraries[3], unpacked);
    assert.equal(installed?.libraries[0], join(lib, "libcudart.so.13"));
    assert.deepEqual(await Deno.readFile(unpacked), content);
  });
});

test("what an interrupted setup leaves does not count, and the next one replaces it", async () => {
  await givenLibraries(wheel, async (folder) => {
    const half = join(folder, `${providers}.partial`);
    await Deno.mkdir(half, { recursive: true });
    await Deno.writeFile(join(half, "libonnxruntime_providers_cuda.so"), cutLibrary());
    await Deno.writeTextFile(join(folder, "cuda/cuda.json.partial"), '{"onnxruntime": ');
    assert.equal(await readInstallation(join(folder, "cuda")), undefined);
    const { installed } = await setUp(folder);
    assert.equal(installed?.isNew, true);
    const left = (await filesIn(folder)).filter((path) => path.startsWith("cuda/"));
    assert.deepEqual(left, leftBySetUp);
  });
});

test("a second setup at the same time is refused", async () => {
  await givenLibraries(wheel, async (folder) => {
    const lock = await takeLock(join(folder, "cuda/lock"), "process 1");
    const { codes, text } = await setUp(folder);
    await lock?.release();
    assert.deepEqual(codes, ["E0518"]);
    assert.match(text, /help: Wait for its end$/m);
  });
});

interface Served {
  readonly name?: string;
  readonly sum?: string;
}

/** An index of packages with one wheel. */
async function withIndex(
  { name = wheelName(ownVersion), sum }: Served,
  use: (index: string) => Promise<void>,
): Promise<void> {
  const content = madeUpWheel(fitting);
  const files = [
    { filename: wheelName("1.2.3"), url: "../../none.whl", hashes: { sha256: "0".repeat(64) } },
    {
      filename: name,
      url: "../../files/gpu.whl",
      hashes: { sha256: sum ?? createHash("sha256").update(content).digest("hex") },
    },
  ];
  const handler = (request: Request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/simple/onnxruntime-gpu/") return Response.json({ files });
    if (pathname === "/files/gpu.whl") return new Response(content);
    return new Response("", { status: 404, statusText: "Not Found" });
  };
  const options = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
  await using server = Deno.serve(options, handler);
  await use(`http://127.0.0.1:${server.addr.port}/simple`);
}

test("the wheel that fits is downloaded where none is given, checked, and not kept", async () => {
  await withIndex({}, async (index) => {
    await givenLibraries({}, async (folder) => {
      const stands: ReadingStand[] = [];
      const { installed } = await setUp(folder, {
        index,
        onRead: (stand) => void stands.push(stand),
      });
      assert.equal(installed?.isNew, true);
      assert(stands.some(({ path }) => path === wheelName(ownVersion)));
      assert(stands.some(({ path }) => path === "libonnxruntime_providers_cuda.so"));
      const left = (await filesIn(folder)).filter((path) => path.startsWith("cuda/"));
      assert.deepEqual(left, leftBySetUp);
    });
  });
});

const downloads: Readonly<Record<string, Served & { readonly isGone?: boolean }>> = {
  no_such_version: { name: wheelName("1.2.4") },
  wrong_sum: { sum: "f".repeat(64) },
  no_connection: { isGone: true },
};
for (const [name, { isGone, ...served }] of Object.entries(downloads)) {
  test(`a wheel that cannot be had is told, with what to do: ${name}`, async () => {
    await withIndex(served, async (index) => {
      await givenLibraries({}, async (folder) => {
        // No server has this port: it is not given to programs.
        const asked = isGone ? "http://127.0.0.1:1/simple" : index;
        const { text, installed } = await setUp(folder, { index: asked });
        assert.equal(installed, undefined);
        const shown = text.replaceAll(asked.replace(/\/simple$/, ""), "http://index")
          .replaceAll(ownVersion, "VERSION").replace(/sha256 \w{64},/, "sha256 FOUND,");
        await assertGolden(new URL(`download_${name}.txt`, goldens), shown);
      });
    });
  });
}
