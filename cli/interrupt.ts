import { isHangupIgnored } from "./ignored_signal.ts";

/** What a process answers to the shell that a signal asked to end. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const satisfies Partial<
  Record<Deno.Signal, number>
>;

/** `deno task` passes on what the terminal has sent as well: so soon after the first it is the same one. */
const msOfOneSignal = 1000;

/** Whether somebody asked the process to end: Ctrl-C, a closed terminal, a system that shuts down. */
export interface Interrupt extends Disposable {
  readonly aborted: boolean;
  /** What to answer to the shell then. */
  readonly exitCode: number;
  /** From now on it is noticed at once, also while the process is busy and hears nothing. */
  watchWhileBusy(): void;
}

/** Listens until it is disposed of. Another signal more than a second after the first ends the process at once. */
export function onInterrupt(): Interrupt {
  // Shared with a thread of its own: one that reads a file piece by piece hears no signal.
  const first = new Int32Array(new SharedArrayBuffer(4));
  let heardAt: number | undefined;
  let busyWatch: Worker | undefined;
  // Who starts a process with `nohup` wants it to go on without the terminal; Deno itself would end.
  const isDeaf = isHangupIgnored();
  const signals = signalsOfSystem().filter((signal) => signal !== "SIGHUP" || !isDeaf);
  if (isDeaf) Deno.addSignalListener("SIGHUP", ignore);
  const listeners = signals.map((signal) => {
    const hear = () => {
      if (heardAt !== undefined && performance.now() - heardAt > msOfOneSignal) {
        Deno.exit(exitCodes[signal]);
      }
      heardAt ??= performance.now();
      Atomics.compareExchange(first, 0, 0, exitCodes[signal]);
    };
    Deno.addSignalListener(signal, hear);
    return () => Deno.removeSignalListener(signal, hear);
  });
  return {
    get aborted() {
      return Atomics.load(first, 0) !== 0;
    },
    get exitCode() {
      return Atomics.load(first, 0);
    },
    watchWhileBusy() {
      if (busyWatch) return;
      busyWatch = new Worker(workerUrl, { type: "module" });
      busyWatch.postMessage({ first, codes: signals.map((name) => [name, exitCodes[name]]) });
    },
    [Symbol.dispose]() {
      listeners.forEach((remove) => remove());
      if (isDeaf) Deno.removeSignalListener("SIGHUP", ignore);
      busyWatch?.terminate();
    },
  };
}

/** Windows knows Ctrl-C alone. */
function signalsOfSystem(): readonly (keyof typeof exitCodes)[] {
  return Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM", "SIGHUP"];
}

const ignore = () => {};

/** A text, so that it is there wherever this module was loaded from. */
const workerUrl = "data:text/javascript," + encodeURIComponent(`
onmessage = ({ data: { first, codes } }) => {
  for (const [name, code] of codes) {
    Deno.addSignalListener(name, () => Atomics.compareExchange(first, 0, 0, code));
  }
};`);
