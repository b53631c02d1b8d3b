/**
 * Latency and throughput of `serve` under load, beside a server of FastAPI and ONNX Runtime where a Python with
 * them is named: 10,000 requests of one row by autocannon, servers in turn, medians of the rounds.
 * @module
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: { python, rounds, connections } } = parseArgs({
  options: {
    python: { type: "string" },
    rounds: { type: "string", default: "3" },
    connections: { type: "string", default: "1,32" },
  },
});
const root = fileURLToPath(new URL("../", import.meta.url));
const requests = 10_000;
const model = "out/bench-serve/model.onnx";
const body = JSON.stringify({
  rows: [{ sepal_length: 6.1, sepal_width: 3.2, petal_length: 3.95, petal_width: 1.3 }],
});

/** What a load was answered with. */
interface Load {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
  /** Requests that were not answered with 200. */
  readonly lost: number;
}

const deno = [Deno.execPath(), "run", "--quiet"];

async function outputOf(command: readonly string[]): Promise<string> {
  const [program, ...args] = command;
  const { success, stdout, stderr } = await new Deno.Command(program, { args, cwd: root }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

/** Starts a server and waits until it answers. */
async function serving<T>(
  command: readonly string[],
  port: number,
  use: (address: string) => Promise<T>,
): Promise<T> {
  const [program, ...args] = command;
  const server = new Deno.Command(program, { args, cwd: root, stdout: "null", stderr: "null" })
    .spawn();
  const address = `http://127.0.0.1:${port}`;
  try {
    for (let tries = 0; tries < 100; tries++) {
      const isUp = await fetch(`${address}/openapi.json`).then(
        async (response) => (await response.body?.cancel(), response.ok),
        () => false,
      );
      if (isUp) return await use(`${address}/predict`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${program} does not answer`);
  } finally {
    server.kill("SIGTERM");
    await server.status;
  }
}

async function loaded(address: string, clients: number): Promise<Load> {
  const load = ["--amount", String(requests), "--connections", String(clients), "--json"];
  const request = [
    "--method",
    "POST",
    "--headers",
    "content-type=application/json",
    "--body",
    body,
  ];
  const cannon = [...deno, "--no-config", "--no-lock", "--allow-all", "npm:autocannon@8.0.0"];
  const result = JSON.parse(await outputOf([...cannon, ...load, ...request, address]));
  return {
    p50: result.latency.p50,
    p99: result.latency.p99,
    perSecond: requests / result.duration,
    lost: requests - result["2xx"],
  };
}

function medianOf(loads: readonly Load[]): Load {
  const middle = (of: keyof Load) =>
    loads.map((each) => each[of]).sort((a, b) => a - b)[Math.floor(loads.length / 2)];
  const lost = Math.max(...loads.map((each) => each.lost));
  return { p50: middle("p50"), p99: middle("p99"), perSecond: middle("perSecond"), lost };
}

const textOf = ({ p50, p99, perSecond, lost }: Load) =>
  `p50 ${p50} ms, p99 ${p99} ms, ${
    Math.round(perSecond).toLocaleString("en-US")
  } requests/s, ${lost} lost`;

await outputOf([
  Deno.execPath(),
  "task",
  "--quiet",
  "run",
  "pipelines/iris.pipe",
  "--out",
  "out/bench-serve",
]);
const serve = [Deno.execPath(), "task", "--quiet", "serve", model, "--port", "8711"];
const peer = python && [python, "bench/serve_peer.py", model, "8712"];
for (const clients of connections.split(",").map(Number)) {
  const [ours, theirs]: [Load[], Load[]] = [[], []];
  for (let round = 0; round < Number(rounds); round++) {
    ours.push(await serving(serve, 8711, (address) => loaded(address, clients)));
    if (peer) theirs.push(await serving(peer, 8712, (address) => loaded(address, clients)));
  }
  const own = medianOf(ours);
  console.log(`${clients} connections, serve: ${textOf(own)}`);
  if (!peer) continue;
  const other = medianOf(theirs);
  const ratio = (own.perSecond / other.perSecond).toFixed(2);
  console.log(`${clients} connections, FastAPI: ${textOf(other)}; ${ratio} x its requests/s`);
}
