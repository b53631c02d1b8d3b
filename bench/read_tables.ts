/**
 * What reading a table takes, and checking a pipeline with it, beside pandas where a Python with it is
 * named: a process each, all on one core, the least of several rounds.
 * @module
 */
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { type BenchTable, tables, writeTable } from "./tables.ts";

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

async function costOf(...command: readonly string[]): Promise<Cost> {
  const [program, ...args] = [...pinning, ...command];
  const { success, stdout, stderr } = await new Deno.Command(program, { args }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}

function ours(what: "read" | "check", path: string): Promise<Cost> {
  const flags = ["--quiet", "--no-check", "--allow-read", "--allow-env"];
  return costOf(Deno.execPath(), "run", ...flags, script("read_once.ts"), what, path);
}

/** Each program once a round, so that a busy moment hits all of them. */
async function measure(table: BenchTable, folder: string): Promise<readonly string[]> {
  const { csv, pipe, bytes } = await writeTable(table, folder);
  const programs: Readonly<Record<string, () => Promise<Cost>>> = {
    read: () => ours("read", csv),
    check: () => ours("check", pipe),
    ...python && { pandas: () => costOf(python, script("read_peer.py"), csv) },
  };
  const costs: Record<string, Cost[]> = {};
  for (let round = 0; round < Number(rounds); round++) {
    for (const [name, program] of Object.entries(programs)) {
      (costs[name] ??= []).push(await program());
    }
  }
  const least = (name: string, of: keyof Cost) => Math.min(...costs[name].map((each) => each[of]));
  const show = (name: string) =>
    costs[name]
      ? `${least(name, "seconds").toFixed(2)} s, ${least(name, "megabytes").toFixed(0)} MB`
      : "";
  const ratio = python
    ? `${(least("read", "seconds") / least("pandas", "seconds")).toFixed(2)}`
    : "";
  return [
    `${table.name}, ${(bytes / 1e6).toFixed(0)} MB`,
    show("read"),
    show("pandas"),
    ratio,
    show("check"),
  ];
}

if (!python) console.error("Without --python PATH there is no pandas to compare with");
const row = (cells: readonly string[]) => console.log(`| ${cells.join(" | ")} |`);
row(["table", "read", "pandas `read_csv`", "ratio", "whole `check`"]);
row(["---", "---", "---", "---", "---"]);
for (const table of tables) {
  const folder = await Deno.makeTempDir();
  try {
    row(await measure(table, folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
