/**
 * Answers for the rows of a table once, and tells what that took: a process of its own for
 * `predict_rows.ts`.
 * @module
 */
import process from "node:process";
import { main } from "../cli.ts";

const [model, rows, out] = Deno.args as [string, string, string];
const start = performance.now();
const code = await main(["predict", model, rows, "--out", out]);
if (code !== 0) throw new Error(`predict ended with ${code}`);
console.log(JSON.stringify({
  seconds: (performance.now() - start) / 1000,
  megabytes: process.resourceUsage().maxRSS / 1024,
}));
