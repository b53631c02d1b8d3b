/** ONNX Runtime for browsers, from npm by a lock of its own: no other test or task should fetch it. */
import { join } from "node:path";
import { execute, root } from "../docs/api_example.ts";

const version = "1.30.0";
const types: Readonly<Record<string, string>> = {
  mjs: "text/javascript",
  wasm: "application/wasm",
};

/** Fetches the package where it is not there yet. @returns What answers for its files, by their names. */
export async function onnxruntimeWeb(): Promise<(path: string) => Promise<Response>> {
  const lock = "--lock=tests/slow/onnxruntime_web.lock";
  const named = `npm:onnxruntime-web@${version}`;
  const options = { cwd: root };
  await execute(
    Deno.execPath(),
    ["cache", "--quiet", "--no-config", lock, "--frozen", named],
    options,
  );
  const { stdout } = await execute(Deno.execPath(), ["info", "--json"], options);
  const { npmCache }: { npmCache: string } = JSON.parse(stdout);
  const dist = join(npmCache, "registry.npmjs.org/onnxruntime-web", version, "dist");
  return async (path) => {
    const name = path.split("/").at(-1) ?? "";
    const type = types[name.split(".").at(-1) ?? ""];
    if (type === undefined) return new Response(null, { status: 404 });
    return new Response(await Deno.readFile(join(dist, name)), {
      headers: { "content-type": type, "access-control-allow-origin": "*" },
    });
  };
}
