/** A real browser, where the machine has one: Debian's package `chromium`, or the path in `CHROMIUM`. */
import assert from "node:assert/strict";
import { execute, root } from "../docs/api_example.ts";

async function pathOf(): Promise<string | undefined> {
  const given = Deno.env.get("CHROMIUM");
  const places = given ? [given] : ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
  for (const place of places) {
    if (await Deno.stat(place).then(({ isFile }) => isFile, () => false)) return place;
  }
  return undefined;
}

const executablePath = await pathOf();

/** What a test of the browser is called: one that is left out says what is missing. */
export function inBrowser(name: string): { readonly name: string; readonly ignore: boolean } {
  const ignore = executablePath === undefined;
  return { name: ignore ? `${name} (left out: no chromium, see CHROMIUM)` : name, ignore };
}

/**
 * Runs a script of `pages/` in the browser. @param address The server that it looks at.
 * @returns What it printed, as JSON.
 */
export async function lookAt<T>(script: string, address: string): Promise<T> {
  const args = ["run", "--quiet", "-A", "--lock=tests/deno.lock", `tests/slow/pages/${script}`];
  const finished = await execute(Deno.execPath(), [...args, executablePath!, address], {
    cwd: root,
  });
  assert.equal(finished.code, 0, finished.stderr);
  return JSON.parse(finished.stdout);
}

/** A server for one test on this machine. */
export function served(handler: Deno.ServeHandler): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, handler);
}

/** Where it is. */
export function addressOf({ addr: { port } }: Deno.HttpServer<Deno.NetAddr>): string {
  return `http://127.0.0.1:${port}/`;
}
