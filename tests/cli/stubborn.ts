/** Goes on after Ctrl-C, unless it is told to "stop" listening; `terminal_test.ts` starts it. */
import { onInterrupt } from "../../cli/terminal.ts";

const interrupt = onInterrupt();
interrupt.start();
interrupt.signal.addEventListener("abort", () => console.log("aborted"));
if (Deno.args.includes("stop")) interrupt.stop();
console.log("ready");
setInterval(() => {}, 1000);
