/** The tasks of `deno.json`: what they may do, and which lock they go by. */
import assert from "node:assert/strict";
import { askedFor } from "../runtime/doctor/permissions.ts";
import { root } from "./module_graph.ts";

const { tasks }: { tasks: Readonly<Record<string, string>> } = JSON.parse(
  await Deno.readTextFile(new URL("deno.json", root)),
);

/** The permissions in the words of some commands: for each what it is limited to, if anything. */
function permissionsIn(commands: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const word of commands.flatMap((command) => command.split(" "))) {
    const [, kind, limits] = /^--allow-(\w+)(?:=(.*))?$/.exec(word) ?? [];
    if (kind) {
      found[kind] = [...new Set([...found[kind] ?? [], ...limits?.split(",") ?? []])].sort();
    }
  }
  return found;
}

/** What is run by the command line. */
const commands = Object.values(tasks).filter((task) => / cli\.ts /.test(task))
  .filter((task) => task !== tasks["install-cli"]);

Deno.test("install-cli asks for what the commands ask for, and leaves INIT_CWD alone", () => {
  const [installTask] = tasks["install-cli"].split(" && ");
  const { env, ...rest } = permissionsIn(commands);
  assert.deepEqual(permissionsIn([installTask]), {
    ...rest,
    env: env.filter((variable) => variable !== "INIT_CWD"),
  });
  assert(installTask.includes("--ignore-env=INIT_CWD"));
});

Deno.test("no task has every permission", () => {
  const isLoose = (task: string) => /\s(-A|--allow-all)\b/.test(task);
  assert.deepEqual(Object.keys(tasks).filter((name) => isLoose(tasks[name])), []);
});

Deno.test("commands go by deno.lock, and tests by their own", () => {
  const ownLock = Object.keys(tasks).filter((name) => tasks[name].includes("--lock="));
  assert.deepEqual(ownLock.sort(), [
    "count-launches",
    "docs",
    "ok",
    "test",
    "test-cuda",
    "test-slow",
  ]);
});

Deno.test("doctor looks for every permission that a command asks for", () => {
  const limited = Object.entries(permissionsIn(commands)).filter(([, limits]) => limits.length > 0);
  assert.deepEqual(
    Object.fromEntries(limited),
    Object.fromEntries(Object.entries(askedFor).map(([name, limits]) => [name, limits.toSorted()])),
  );
});
