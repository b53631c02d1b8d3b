/**
 * Reads a table, or checks a pipeline, once, and tells what that took: a process of its own for
 * `read_tables.ts`.
 * @module
 */
import process from "node:process";
import { reported } from "../dsl/text/report.ts";
import { checkFile } from "../runtime/commands/check.ts";
import { openFile } from "../runtime/files/access.ts";
import { readCsv } from "../runtime/formats/csv_frame.ts";

/** CPU seconds of this process so far, on all its threads. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const [what, path] = Deno.args as [string, string];
const before = cpuSeconds();
if (what === "check") {
  const problems = await checkFile(path, { workingDirectory: Deno.cwd(), allowed: [path] });
  if (problems.length > 0) throw new Error(problems[0].message);
} else {
  const frame = await reported(async (report) =>
    readCsv({ name: path, bytes: await openFile(path, { path, report }) }, {}, report)
  );
  if (!frame.ok) throw new Error(frame.diagnostics[0].message);
}
const after = cpuSeconds();
console.log(JSON.stringify({
  seconds: what === "check" ? after : after - before,
  megabytes: process.resourceUsage().maxRSS / 1024,
}));
