import type { Diagnostic } from "../../dsl/text/diagnostic.ts";

/** What the statuses that a server gives are called. @see RFC 9110 */
const titles = {
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  413: "Content Too Large",
  421: "Misdirected Request",
  422: "Unprocessable Content",
  500: "Internal Server Error",
  503: "Service Unavailable",
} as const;

/** A request that is not answered, and why. */
export class Refusal extends Error {
  readonly headers: Readonly<Record<string, string>>;
  /** What is wrong with the rows. */
  readonly diagnostics: readonly Diagnostic[];

  /** @param status Of HTTP. @param detail For people. */
  constructor(
    readonly status: keyof typeof titles,
    detail: string,
    options: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly diagnostics?: readonly Diagnostic[];
    } = {},
  ) {
    super(detail);
    this.headers = options.headers ?? {};
    this.diagnostics = options.diagnostics ?? [];
  }
}

/** Rows that cannot be answered. */
export function refusedRows(diagnostics: readonly Diagnostic[]): Refusal {
  return new Refusal(422, "Rows cannot be answered", { diagnostics });
}

/** A refusal as problem details. @see RFC 9457 */
export function problemResponse({ status, message, headers, diagnostics }: Refusal): Response {
  const body = {
    type: "about:blank",
    title: titles[status],
    status,
    detail: message,
    ...diagnostics.length > 0 && { mistakes: diagnostics.map(mistakeOf) },
  };
  return Response.json(body, {
    status,
    headers: { ...headers, "content-type": "application/problem+json" },
  });
}

/** A diagnostic in a body: each place is one of the rows, from 0. */
function mistakeOf({ code, message, place, help, notes = [] }: Diagnostic) {
  const also = notes.flatMap((note) => note.span ? [] : [note.place]);
  return { code, message, place, help, ...also.length > 0 && { also } };
}
