/** What a cold start fetches: Deno downloads everything that stands in `deno.lock`. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { root } from "./module_graph.ts";

interface Info {
  readonly modules: readonly { readonly npmPackage?: string }[];
  readonly npmPackages: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
}

function readJson(path: string) {
  return JSON.parse(Deno.readTextFileSync(new URL(path, root)));
}

const { exports, imports } = readJson("deno.json");
const lock = readJson("deno.lock");

/** The packages that a module imports, and theirs. */
async function packagesOf(entry: string): Promise<readonly string[]> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", entry],
    cwd: fileURLToPath(root),
  });
  const { stdout } = await command.output();
  const { modules, npmPackages }: Info = JSON.parse(new TextDecoder().decode(stdout));
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    npmPackages[name].dependencies.forEach(visit);
  };
  modules.forEach(({ npmPackage }) => npmPackage && visit(npmPackage));
  return [...found];
}

Deno.test("deno.lock holds the packages of the entries and no other", async () => {
  const used = await Promise.all(Object.values<string>(exports).map(packagesOf));
  assert.deepEqual(Object.keys(lock.npm).sort(), [...new Set(used.flat())].sort());
});

Deno.test("every package that deno.json names is in deno.lock, with the same exact version", () => {
  const named = Object.values<string>(imports).filter((each) => each.startsWith("npm:"))
    .map((each) => /^npm:\/?((?:@[^/]+\/)?[^/]+)/.exec(each)![1]);
  assert.deepEqual(
    [...new Set(named)].sort(),
    Object.keys(lock.specifiers).map((each) => each.replace("npm:", "")).sort(),
  );
  for (const [name, version] of Object.entries(lock.specifiers)) {
    assert.equal(name.split("@").at(-1), version);
  }
});

Deno.test("the tests have the packages of deno.lock in the same versions", () => {
  const all = readJson("tests/deno.lock").npm;
  for (const [name, { integrity }] of Object.entries<{ integrity: string }>(lock.npm)) {
    assert.equal(all[name]?.integrity, integrity, name);
  }
});
