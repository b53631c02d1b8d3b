import { EngineError } from "../engine/engine_error.ts";
import { readJsonBody } from "./read_body.ts";
import { problemResponse, Refusal } from "./refusal.ts";
import { type Route, routesOf, type Serving } from "./routes.ts";

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
 * @param names Those that the server is called by; any unless given.
 */
export function requestHandler(
  serving: Serving,
  names?: readonly string[],
): (request: Request) => Promise<Response> {
  const routes = routesOf(serving);
  return async (request) => {
    const start = performance.now();
    // What a client calls the server is part of it, and may be anything.
    const url = URL.parse(request.url);
    const here = routes.filter(({ path }) => path === url?.pathname);
    const route = here.find(({ method }) => method === request.method);
    const response = await respond(request, { url, here, route, serving, names });
    const seconds = (performance.now() - start) / 1000;
    serving.metrics.request(route?.name ?? "none", response.status, seconds);
    for (const [name, value] of Object.entries(safety)) response.headers.set(name, value);
    return response;
  };
}

interface Asked {
  readonly url: URL | null;
  /** The routes of its path. */
  readonly here: readonly Route[];
  /** The one of its method, too. */
  readonly route: Route | undefined;
  readonly serving: Serving;
  readonly names: readonly string[] | undefined;
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
  { url, here, route, serving: { limits }, names }: Asked,
): Promise<Response> {
  if (!url) throw new Refusal(400, "The name in the header Host is none");
  if (names && !names.includes(url.hostname)) {
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
