import { EngineError } from "../engine/engine_error.ts";
import { readJsonBody } from "./read_body.ts";
import { problemResponse, Refusal } from "./refusal.ts";
import { type Route, routesOf, type Serving } from "./routes.ts";

/** Names of this machine by which a page from elsewhere cannot be called. */
const ownNames = ["localhost", "127.0.0.1", "[::1]"];

/** A page of a model may show what the server sends and ask it, and nothing else. */
const safety = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/**
 * Answers requests; whatever goes wrong is a response.
 * @param isLocal Whether this machine alone may ask: then no other name of it is answered to, under which the
 * page of a stranger could reach it.
 */
export function requestHandler(
  serving: Serving,
  isLocal: boolean,
): (request: Request) => Promise<Response> {
  const routes = routesOf(serving);
  return async (request) => {
    const start = performance.now();
    const url = new URL(request.url);
    const here = routes.filter(({ path }) => path === url.pathname);
    const route = here.find(({ method }) => method === request.method);
    const response = await respond(request, { url, here, route, serving, isLocal });
    const seconds = (performance.now() - start) / 1000;
    serving.metrics.request(route?.name ?? "none", response.status, seconds);
    for (const [name, value] of Object.entries(safety)) response.headers.set(name, value);
    return response;
  };
}

interface Asked {
  readonly url: URL;
  /** The routes of its path. */
  readonly here: readonly Route[];
  /** The one of its method, too. */
  readonly route: Route | undefined;
  readonly serving: Serving;
  readonly isLocal: boolean;
}

async function respond(request: Request, asked: Asked): Promise<Response> {
  const refuse = asked.route?.refuse ?? problemResponse;
  try {
    return await answer(request, asked);
  } catch (error) {
    if (error instanceof Refusal) return refuse(error);
    const detail = error instanceof EngineError
      ? `The model cannot be run: ${error.message}`
      : "This is a mistake in Penstock; please report it";
    return refuse(new Refusal(500, detail));
  }
}

async function answer(
  request: Request,
  { url, here, route, serving: { limits }, isLocal }: Asked,
): Promise<Response> {
  if (isLocal && !ownNames.includes(url.hostname)) {
    throw new Refusal(421, `This server is not called ${url.hostname}`);
  }
  if (!route) {
    const allow = here.map(({ method }) => method).join(", ");
    throw allow === ""
      ? new Refusal(404, "There is nothing here; see /openapi.json")
      : new Refusal(405, `Only ${allow} is answered here`, { headers: { allow } });
  }
  if (route.method === "GET") return await route.answer(undefined);
  const body = await readJsonBody(request, limits);
  return await within(limits.answerMs, () => route.answer(body));
}

/** @throws {Refusal} If it takes longer (503). */
async function within<T>(ms: number, action: () => Promise<T> | T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const refuse = () => reject(new Refusal(503, `There was no answer within ${ms} ms`));
    timer = setTimeout(refuse, ms);
  });
  try {
    return await Promise.race([action(), late]);
  } finally {
    clearTimeout(timer);
  }
}
