/**
 * What reading a table takes, and checking a pipeline with it, beside pandas where a Python with it is
 * named: a process each, all on one core, the least of several rounds.
 * @module
 */
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { tables } from "./tables.ts";

/** What a process took. */
interface Cost {
  /** CPU seconds, of all its threads. */
  readonly seconds: number;
  /** At its peak. */
  readonly megabytes: number;
}

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const { values: { python, rounds } } = parseArgs({
  options: { python: { type: "string" }, rounds: { type: "string", default: "5" } },
});
const pinning = await onOneCore();

/** What puts a program on one core, where the system has it. */
async function onOneCore(): Promise<readonly string[]> {
  const command = ["taskset", "-c", "0"];
  const tried = new Deno.Command(command[0], { args: [...command.slice(1), "true"] });
  const isThere = await tried.output().then(({ success }) => success, () => false);
  if (!isThere) console.error("There is no taskset: programs may take more than one core");
  return isThere ? command : [];
}

async function outputOf(...command: readonly string[]): Promise<string> {
  const [program, ...args] = [...pinning, ...command];
  const { success, stdout, stderr } = await new Deno.Command(program, { args }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

async function costOf(...command: readonly string[]): Promise<Cost> {
  return JSON.parse(await outputOf(...command));
}

/** A script of this folder, in a process of its own. */
function deno(name: string, ...args: readonly string[]): readonly string[] {
  const flags = ["--quiet", "--no-check", "--allow-read", "--allow-write", "--allow-env"];
  return [Deno.execPath(), "run", ...flags, script(name), ...args];
}

/** Each program once a round, so that a busy moment hits all of them. */
async function measure(at: number, folder: string): Promise<readonly string[]> {
  await outputOf(...deno("write_table.ts", String(at), folder));
  const [csv, pipe] = [`${folder}/table.csv`, `${folder}/table.pipe`];
  const programs: Readonly<Record<string, readonly string[]>> = {
    read: deno("read_once.ts", "read", csv),
    check: deno("read_once.ts", "check", pipe),
    ...python && { pandas: [python, script("read_peer.py"), csv] },
  };
  const costs: Record<string, Cost[]> = {};
  for (let round = 0; round < Number(rounds); round++) {
    for (const [name, command] of Object.entries(programs)) {
      (costs[name] ??= []).push(await costOf(...command));
    }
  }
  const { size } = await Deno.stat(csv);
  return [`${tables[at].name}, ${(size / 1e6).toFixed(0)} MB`, ...cellsOf(costs)];
}

function cellsOf(costs: Readonly<Record<string, readonly Cost[]>>): readonly string[] {
  const least = (name: string, of: keyof Cost) =>
    Math.min(...(costs[name] ?? []).map((each) => each[of]));
  const show = (name: string) =>
    costs[name]
      ? `${least(name, "seconds").toFixed(2)} s, ${least(name, "megabytes").toFixed(0)} MB`
      : "";
  const ratio = (least("read", "seconds") / least("pandas", "seconds")).toFixed(2);
  return [show("read"), show("pandas"), costs.pandas ? ratio : "", show("check")];
}

if (!python) console.error("Without --python PATH there is no pandas to compare with");
const row = (cells: readonly string[]) => console.log(`| ${cells.join(" | ")} |`);
row(["table", "read", "pandas `read_csv`", "ratio", "whole `check`"]);
row(["---", "---", "---", "---", "---"]);
for (const at of tables.keys()) {
  const folder = await Deno.makeTempDir();
  try {
    row(await measure(at, folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
