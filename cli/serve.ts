import { type Command, InvalidArgumentError } from "commander";
import { serveFile } from "../mod.ts";
import { printAside, printOut } from "./print.ts";
import {
  context,
  deviceChoiceOf,
  type DeviceFlags,
  deviceOptionNames,
  withPipelineOptions,
} from "./terminal.ts";

interface ServeFlags extends DeviceFlags {
  readonly host: string;
  readonly port: number;
}

/** `penstock serve`. */
export function addServe(program: Command): void {
  const command = program.command("serve").description("answer rows over HTTP, until Ctrl-C")
    .argument("<model>", "the model.onnx of a run")
    .option("--host <name>", "the address to listen on", "127.0.0.1")
    .option("--port <number>", "the port to listen on; 0 for any that is free", portOf, 8000);
  withPipelineOptions(command, deviceOptionNames).action(serve);
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new InvalidArgumentError("A port is a whole number in 0..65535.");
}

async function serve(model: string, { host, port, ...flags }: ServeFlags): Promise<void> {
  const ended = endingSignal();
  const server = await serveFile(model, {
    context: context(),
    host,
    port,
    ...deviceChoiceOf(flags),
  });
  await giveUpPermissions();
  printOut(`serving ${model} on ${server.address}, until Ctrl-C`);
  await ended;
  printAside("ending: what was asked is answered first");
  await server.stop();
}

/** The model is in memory: whatever a request brings, files, variables and programs are out of reach. */
async function giveUpPermissions(): Promise<void> {
  for (const name of ["read", "write", "run", "env", "ffi", "sys"] as const) {
    await Deno.permissions.revoke({ name });
  }
}

/** Fulfilled by the first Ctrl-C, or when the system asks the process to end; a second one ends it at once. */
function endingSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isEnding = false;
  const end = () => {
    if (isEnding) Deno.exit(130);
    isEnding = true;
    resolve();
  };
  Deno.addSignalListener("SIGINT", end);
  // Windows has no such signal.
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", end);
  return promise;
}
