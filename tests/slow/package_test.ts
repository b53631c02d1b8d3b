/** Penstock outside the clone: installed with Deno, published, and as an npm tarball. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { pack } from "../../tools/pack.ts";
import { editTar } from "../../tools/tar.ts";
import { apiExample, execute, layOutIris, moduleExample, root } from "../docs/api_example.ts";
import { filesIn, inFolder } from "../runtime/pipelines.ts";

const { tasks, exports, name, version } = JSON.parse(
  await Deno.readTextFile(join(root, "deno.json")),
);
const installTask: string = tasks["install-cli"];

async function assertIrisRan(folder: string): Promise<void> {
  const metrics = JSON.parse(await Deno.readTextFile(join(folder, "out/iris/metrics.json")));
  assert.deepEqual([metrics.pipeline, metrics.parameters], ["iris", 67]);
  assert(metrics.parts.test.accuracy >= 0.85, `${metrics.parts.test.accuracy}`);
}

Deno.test("install-cli leaves a penstock that runs in any folder", async () => {
  await inFolder(async (folder) => {
    const cwd = join(folder, "elsewhere");
    await layOutIris(cwd);
    const env = { DENO_INSTALL_ROOT: join(folder, "installed"), INIT_CWD: folder };
    // Deno is on no path, as after npx; what else a shell needs stays.
    const path = "/usr/bin:/bin";
    for (const part of installTask.split(" && ")) {
      const [, ...words] = part.split(" ");
      const installed = await execute(Deno.execPath(), words, {
        cwd: root,
        env: { ...env, PATH: path },
      });
      assert.equal(installed.code, 0, installed.stderr);
    }
    const suffix = Deno.build.os === "windows" ? ".cmd" : "";
    const penstock = join(folder, `installed/bin/penstock${suffix}`);
    // As an npm script would: INIT_CWD is not where the words of the script are meant.
    const ran = await execute(penstock, ["run", "pipelines/iris.pipe"], {
      cwd,
      env: { ...env, PATH: path },
    });
    assert.deepEqual([ran.code, ran.stderr], [0, ""]);
    await assertIrisRan(cwd);
  });
});

/** What a user of the package has no need for. */
const isForeign = (path: string) =>
  !/^(browser|cli|compiler|language|mod|(cli|compiler|dsl|report|runtime)\/.+)\.(js|d\.ts|ts)$/
    .test(
      path,
    ) &&
  !/^(CHANGELOG\.md|LICENSE|README\.md|deno\.json|package\.json|data\/README\.md|docs\/(api|checkpoints|columns|compare|course|diagnostics|faq|fine-tuning|first-table|from-keras-pytorch-sklearn|gpu|language|records|report|training-graph)\.md|docs\/pictures\/[\w-]+\.svg|docs\/metrics\.schema\.json)$/
    .test(
      path,
    );

Deno.test("deno publish has nothing to complain about and takes what a user needs", async () => {
  const args = ["publish", "--dry-run", "--allow-dirty"];
  const { code, stderr } = await execute(Deno.execPath(), args, { cwd: root });
  assert.equal(code, 0, stderr);
  assert(!/^(warning|error)/im.test(stderr), stderr);
  const folder = new URL("../../", import.meta.url).href;
  const paths = [...stderr.matchAll(/^ +(file:\/\/\S+) \(/gm)]
    .map(([, url]) => decodeURI(url.slice(folder.length)));
  assert(paths.includes("mod.ts") && paths.includes("cli.ts"), stderr);
  assert.deepEqual(paths.filter(isForeign), []);
});

/** The names of the files in a tarball, without their first folder. */
async function filesInTarball(path: string): Promise<string[]> {
  const names: string[] = [];
  editTar(gunzipSync(await Deno.readFile(path)), (name) => {
    names.push(name.replace(/^package\//, ""));
    return undefined;
  });
  return names.filter((name) => name !== "");
}

const npm = Deno.build.os === "windows" ? "npm.cmd" : "npm";

function hasNpm(): boolean {
  try {
    return new Deno.Command(npm, { args: ["--version"], stdout: "null" }).outputSync().success;
  } catch {
    return false;
  }
}

Deno.test("the npm tarball has compiled modules, exact versions and nothing foreign", async () => {
  await inFolder(async (folder) => {
    const tarball = join(folder, "penstock.tgz");
    await pack(tarball);
    const paths = await filesInTarball(tarball);
    const isSource = (path: string) => path.endsWith(".ts") && !path.endsWith(".d.ts");
    assert.deepEqual(paths.filter((path) => isForeign(path) || isSource(path)), []);
    for (const entry of Object.values(exports as Record<string, string>)) {
      for (const suffix of [".js", ".d.ts"]) {
        assert(paths.includes(entry.slice(2).replace(/\.ts$/, suffix)), entry);
      }
    }
  });
});

Deno.test({
  name: "the npm tarball, installed into an empty folder, runs iris and the API example",
  ignore: !hasNpm(),
  async fn() {
    await inFolder(async (cwd) => {
      await pack(join(cwd, "penstock.tgz"));
      const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
      const install = [
        "install",
        "--prefix",
        cwd,
        "--ignore-scripts",
        "--prefer-offline",
        ...quiet,
      ];
      const installed = await execute(npm, [...install, "./penstock.tgz"], { cwd });
      assert.equal(installed.code, 0, installed.stderr);
      await layOutIris(cwd);

      const modules = join(cwd, "node_modules");
      const packageJson = await Deno.readTextFile(join(modules, name, "package.json"));
      const { dependencies, ...rest } = JSON.parse(packageJson);
      assert.equal(rest.version, version);
      for (const [dependency, exact] of Object.entries(dependencies)) {
        const found = await Deno.readTextFile(join(modules, dependency, "package.json"));
        assert.equal(JSON.parse(found).version, exact, dependency);
      }

      const permissions = ["--allow-read", "--allow-write", "--allow-ffi"];
      const environment = ["--allow-env=PENSTOCK_DATA,TERM", "--ignore-env=INIT_CWD"];
      const args = ["run", "--quiet", ...permissions, ...environment, `npm:${name}/cli`];
      const ran = await execute(Deno.execPath(), [...args, "run", "pipelines/iris.pipe"], { cwd });
      assert.deepEqual([ran.code, ran.stderr], [0, ""]);
      await assertIrisRan(cwd);
      // Its threads load a module of their own.
      const grid = ["compare", "pipelines/iris.pipe", "--set", "hidden=2,3"];
      const compared = await execute(Deno.execPath(), [...args, ...grid], { cwd });
      assert.deepEqual([compared.code, compared.stderr], [0, ""]);

      const { code, printed } = await apiExample();
      await Deno.writeTextFile(join(cwd, "example.ts"), code);
      const example = ["run", "--quiet", "--check", ...permissions, "example.ts"];
      const answer = await execute(Deno.execPath(), example, { cwd });
      assert.deepEqual(answer, { code: 0, stdout: printed, stderr: "" });
      assert((await filesIn(join(cwd, "out"))).includes("api/model.onnx"));

      for (const entry of ["language", "compiler", "browser"]) {
        const { code, printed } = await moduleExample(`${entry}.ts`);
        await Deno.writeTextFile(join(cwd, `${entry}.mjs`), code);
        const pure = await execute("node", [`${entry}.mjs`], { cwd });
        assert.deepEqual(pure, { code: 0, stdout: printed, stderr: "" }, entry);
      }
    });
  },
});
