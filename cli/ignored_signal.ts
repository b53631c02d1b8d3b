/** Where the C library is, and what the number of the signal is. */
const systems = {
  linux: { library: "libc.so.6", SIGHUP: 1 },
  darwin: { library: "libSystem.dylib", SIGHUP: 1 },
} as const;

/** `SIG_IGN` of POSIX. */
const ignored = 1n;

/**
 * Whether the process was started so that a closed terminal does not end it, as `nohup` does. Whoever listens to
 * SIGHUP would undo that, and Deno does not say it: `sigaction` of POSIX does.
 */
export function isHangupIgnored(): boolean {
  const { build: { os }, permissions } = Deno;
  if (os !== "linux" && os !== "darwin") return false;
  const { library, SIGHUP } = systems[os];
  // Asking for what is not permitted would stop the run with a question.
  if (permissions.querySync({ name: "ffi" }).state !== "granted") return false;
  try {
    const c = Deno.dlopen(library, {
      sigaction: { parameters: ["i32", "pointer", "buffer"], result: "i32" },
    });
    // The handler stands first; the rest is less than this on every system.
    const action = new BigUint64Array(64);
    const answer = c.symbols.sigaction(SIGHUP, null, action);
    c.close();
    return answer === 0 && action[0] === ignored;
  } catch {
    return false;
  }
}
