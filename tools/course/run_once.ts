/**
 * One command of Penstock in a process of its own, for `tools/course.ts`: when it is done, the last line
 * of stderr says what it took.
 * @module
 */
import process from "node:process";
import { main } from "../../cli.ts";

const start = performance.now();
const exitCode = await main(Deno.args);
console.error(JSON.stringify({
  seconds: (performance.now() - start) / 1000,
  megabytes: process.resourceUsage().maxRSS / 1024,
}));
Deno.exit(exitCode);
