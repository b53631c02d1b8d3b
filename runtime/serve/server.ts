import type { Report } from "../../dsl/text/report.ts";
import { Batcher } from "./batcher.ts";
import { requestHandler } from "./handler.ts";
import type { ServeLimits } from "./limits.ts";
import { cannotListen, mayNotListen } from "./serve_diagnostics.ts";
import type { ServedModel } from "./served_model.ts";
import { serverMetrics } from "./server_metrics.ts";

/** Where a server listens and what it takes. */
export interface ServerOptions {
  /** A name or an address of this machine. */
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly limits: ServeLimits;
  readonly report: Report;
}

/** A server that runs. */
export interface ModelServer {
  /** Where it is: `http://127.0.0.1:8000/`. */
  readonly address: string;
  /** Answers what was asked and ends. Can be called again. */
  stop(): Promise<void>;
}

/** Begins to answer requests with a model, which it owns from then on. Fails where it cannot listen (E0516, E0517). */
export function startServer(model: ServedModel, options: ServerOptions): ModelServer {
  const { host, port, limits } = options;
  let isReady = true;
  let underWay = 0;
  const batcher = new Batcher(model.session, {
    ...limits,
    underWay: () => underWay,
    onBatch: (rows) => metrics.batch(rows),
  });
  const metrics = serverMetrics(model.shared, () => batcher.waitingRows);
  const serving = { model, batcher, metrics, limits, isReady: () => isReady };
  const handler = requestHandler(serving, namesOf(host));
  const counted = async (request: Request) => {
    underWay += 1;
    try {
      return await handler(request);
    } finally {
      underWay -= 1;
    }
  };
  const server = listen(counted, options);
  const stop = async () => {
    isReady = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A client may hold its connection for ever.
    const late = new Promise<void>((resolve) => timer = setTimeout(resolve, limits.shutdownMs));
    await Promise.race([server.shutdown(), late]);
    clearTimeout(timer);
    await model.session[Symbol.asyncDispose]();
  };
  let stopped: Promise<void> | undefined;
  const shown = host.includes(":") ? `[${host}]` : host;
  return {
    address: `http://${shown}:${port === 0 ? server.addr.port : port}/`,
    stop: () => stopped ??= stop(),
  };
}

function listen(
  handler: (request: Request) => Promise<Response>,
  { host, port, report }: ServerOptions,
): Deno.HttpServer<Deno.NetAddr> {
  const address = `${host}:${port}`;
  try {
    return Deno.serve({ hostname: host, port, onListen() {} }, handler);
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) return report.fail(mayNotListen(address, host));
    if (error instanceof Deno.errors.AddrInUse) {
      return report.fail(cannotListen(address, "the port is in use"));
    }
    if (!(error instanceof Error)) throw error;
    return report.fail(cannotListen(address, error.message));
  }
}

/**
 * What a server for this machine alone is called: under any other name a stranger's page could reach it. Nothing
 * for a server that others may ask as well.
 */
function namesOf(host: string): readonly string[] | undefined {
  const isLoopback = host === "localhost" || host === "::1" || host.startsWith("127.");
  return isLoopback ? ["localhost", "127.0.0.1", "[::1]", host] : undefined;
}
