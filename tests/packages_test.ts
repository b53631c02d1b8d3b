/** What a cold start fetches: Deno downloads everything that stands in `deno.lock`. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { oldestNode } from "../tools/pack.ts";
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

/** What a package asks of Node.js, such as `>=22.12.0`; it lies in Deno's cache. */
function nodeFor(name: string, cache: string): string | undefined {
  const [, path, version] = /^(.+)@([^@]+)$/.exec(name)!; // as deno.lock writes it
  const packageJson = `${cache}/registry.npmjs.org/${path}/${version}/package.json`;
  return JSON.parse(Deno.readTextFileSync(packageJson)).engines?.node;
}

Deno.test("README and the npm tarball ask for the Node.js that every dependency allows", async () => {
  const command = new Deno.Command(Deno.execPath(), { args: ["info", "--json"] });
  const { npmCache } = JSON.parse(new TextDecoder().decode((await command.output()).stdout));
  const asked = Object.keys(lock.npm).flatMap((name) => nodeFor(name, npmCache) ?? []);
  const versions = asked.map((range) => {
    // `^16 || ^18 || >=20` allows what is asked of the others, whatever older ones it allows as well.
    const [, least] = /^(?:\^\d+ \|\| )*>= ?([\d.]+)$/.exec(range) ?? [];
    assert(least, `a range that this test does not understand: ${range}`);
    return least.split(".").map(Number);
  });
  const byVersion = ([a, b = 0]: number[], [c, d = 0]: number[]) => a - c || b - d;
  const [major, minor = 0, patch = 0] = versions.toSorted(byVersion).at(-1) ?? [];
  assert.equal([major, minor, patch].join("."), oldestNode);
  const readme = Deno.readTextFileSync(new URL("README.md", root));
  assert(readme.includes(`Node.js ${major}.${minor} or newer`), "README.md");
});
