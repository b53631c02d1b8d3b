import type { Signature } from "../../dsl/language/signature.ts";
import { positionOf, type Source, type Span, textOf } from "../../dsl/text/span.ts";

/** What a value is computed for: a call of a pipeline. */
export interface Origin {
  /** The stage that the call is in, such as `model` or `loss`. */
  readonly stage: string;
  /** Where the call is written. */
  readonly span: Span;
  /** What is told of the call in the place of its text. */
  readonly told?: string;
  /** The layer that the call is, as listings name it. */
  readonly layer?: string;
  /** Whether the value is a part of the gradient of what the call computes. */
  readonly isGradient?: true;
}

/** Where a call is written, for people. */
export interface OriginPlace {
  /** As seen from the folder of the pipeline that is run, so that no file depends on who runs it where. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The call, or how it begins, behind its stage, as in `scale standard` and in `relu`. */
  readonly text: string;
}

/** The origin of what a call computes; none where nobody wrote the call. */
export function originOf(
  stage: string,
  call: { readonly definition: unknown; readonly span?: Span } | undefined,
): Origin | undefined {
  return call?.span && { stage, span: call.span };
}

/** The origin of what is computed of the data as they are; their path, which a command may give, is not told. */
export function loadOrigin(
  { definition: { name }, span }: { readonly definition: Signature; readonly span: Span },
): Origin {
  return { stage: "load", span, told: name };
}

let current: Origin | undefined;

/** The origin of values that are made now. */
export function currentOrigin(): Origin | undefined {
  return current;
}

/**
 * Builds a part of a graph for a call: what is made meanwhile has that origin, unless it is built for another
 * one within. No op is told of it, as in JAX, whose tracing notes the line of the user likewise.
 * @param origin Where there is none, that of what is built around it.
 */
export function buildFor<T>(origin: Origin | undefined, build: () => T): T {
  const around = current;
  current = origin ?? around;
  try {
    return build();
  } finally {
    current = around;
  }
}

/** The origin of the gradient of what has some origin. */
export function gradientOrigin(origin: Origin | undefined): Origin | undefined {
  return origin && { ...origin, isGradient: true };
}

/** Stages whose calls say by themselves what they are of. */
const ownWords: readonly string[] = ["model", "train"];

const places = new WeakMap<Span, OriginPlace>();

/** Where a call is written. */
export function placeOfOrigin({ stage, span, told }: Origin): OriginPlace {
  const known = places.get(span);
  if (known) return known;
  const { line } = positionOf(span.source, span.start);
  const call = told ?? shortened(textOf(span));
  const text = ownWords.includes(stage) ? call : `${stage} ${call}`;
  const place = { file: fileOf(span.source), line, text };
  // Many values are of one call, and each is asked.
  places.set(span, place);
  return place;
}

/** More of a call would not fit on a line beside what is said of it. */
const mostText = 60;

/** The name of a text, as seen from the folder of the pipeline that is run. */
export function fileOf({ name, folder = "" }: Source): string {
  // A folder of one machine says nothing on others.
  const seen = /^(?:[/\\]|[A-Za-z]:)/.test(folder) ? "" : folder;
  return seen + name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}

/** The first line of a call, without the brace of its block. */
function shortened(call: string): string {
  const [first = ""] = call.split("\n");
  const whole = first.replace(/\s*\{?\s*$/, "");
  return whole.length <= mostText ? whole : `${whole.slice(0, mostText - 3)}...`;
}
