/** Goes on after Ctrl-C, unless it is told to "stop" listening; `terminal_test.ts` starts it. */
import { onInterrupt } from "../../cli/interrupt.ts";

const interrupt = onInterrupt();
if (Deno.args.includes("stop")) interrupt[Symbol.dispose]();
if (Deno.args.includes("busy")) {
  interrupt.watchWhileBusy();
  // Until that listens: nothing but its signals is to be heard.
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
console.log("ready");
// Whatever it is told: a test that fails comes to its end.
setTimeout(() => Deno.exit(9), 20_000);
const end = performance.now() + 15_000;
while (Deno.args.includes("busy") && !interrupt.aborted && performance.now() < end);
let abortedAt: number | undefined;
let isTold = false;
setInterval(() => {
  if (!interrupt.aborted) return;
  if (abortedAt === undefined) console.log(`aborted ${interrupt.exitCode}`);
  abortedAt ??= performance.now();
  if (Deno.args.includes("busy")) {
    Deno.exit(0);
  }
  if (performance.now() - abortedAt < 1200 || isTold) return;
  isTold = true;
  console.log("still here");
}, 10);
