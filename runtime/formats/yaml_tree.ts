import { parse } from "@std/yaml";
import {
  type AliasEvent,
  COLLECTION_STYLE,
  type Event,
  EVENT_ID,
  getScalarValue,
  type MappingEvent,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
  YAMLException,
} from "js-yaml";
import type { Source, Span } from "../../dsl/text/span.ts";

/** A single value: its meaning in YAML 1.2, and the text it was written as, without quotes. */
export interface YamlScalar {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly text: string;
  /** With its quotes; empty where nothing was written. */
  readonly span: Span;
}

/** A list. */
export interface YamlSequence {
  readonly kind: "sequence";
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

/** Keys and values in their order; a key may be there twice. */
export interface YamlMapping {
  readonly kind: "mapping";
  readonly entries: readonly { readonly key: YamlNode; readonly value: YamlNode }[];
  readonly span: Span;
}

/** A YAML value that knows where it stands. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

/** Why a text is not YAML, or says more than plain data. */
export class YamlError extends Error {
  override readonly name = "YamlError";

  constructor(message: string, readonly span: Span) {
    super(message);
  }
}

/**
 * The value of a YAML 1.2 document with the place of every part of it; `undefined` where the
 * document is empty.
 *
 * js-yaml gives values without places, or events with offsets: this reads the events. Aliases and
 * tags are refused, since they can stand for more, or for something else, than is seen.
 * @throws {YamlError} If the text is not YAML, or not plain data in one document.
 */
export function parseYamlTree(source: Source): YamlNode | undefined {
  const events = eventsOf(source);
  const reader = new TreeReader(source, events);
  const roots: (YamlNode | undefined)[] = [];
  while (!reader.isAtEnd()) roots.push(reader.document());
  return roots[0];
}

function eventsOf(source: Source): readonly Event[] {
  try {
    return parseEvents(source.text, {});
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const start = Math.min(error.mark?.position ?? 0, source.text.length);
    throw new YamlError(error.reason, { source, start, end: start });
  }
}

/** Reads nodes from events, one after the other. */
class TreeReader {
  #at = 0;
  /** Where the last scalar ended: the place of a value that was left out. */
  #last = 0;

  constructor(readonly source: Source, readonly events: readonly Event[]) {}

  isAtEnd(): boolean {
    return this.#at >= this.events.length;
  }

  document(): YamlNode | undefined {
    if (this.#at > 0) throw new YamlError("more than one document", this.#span(this.#last));
    this.#at += 1;
    const content = this.#isPop() ? undefined : this.#node();
    this.#at += 1;
    return content;
  }

  #isPop(): boolean {
    return this.events[this.#at].type === EVENT_ID.POP;
  }

  #span(start: number, end = start): Span {
    // A mapping without a single text ends before it starts.
    return { source: this.source, start, end: Math.max(start, end) };
  }

  #node(): YamlNode {
    const event = this.events[this.#at++];
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#scalar(event);
      case EVENT_ID.SEQUENCE: {
        this.#refuseTag(event);
        const items = this.#children(event);
        return { kind: "sequence", items, span: this.#span(event.start, this.#last) };
      }
      case EVENT_ID.MAPPING: {
        this.#refuseTag(event);
        const nodes = this.#children(event);
        const entries = Array.from({ length: nodes.length / 2 }, (_, at) => ({
          key: nodes[2 * at],
          value: nodes[2 * at + 1],
        }));
        return { kind: "mapping", entries, span: this.#span(event.start, this.#last) };
      }
      default:
        throw this.#alias(event);
    }
  }

  #children({ start, style }: SequenceEvent | MappingEvent): YamlNode[] {
    const isFlow = style === COLLECTION_STYLE.FLOW;
    if (isFlow) this.#last = start + 1;
    const nodes: YamlNode[] = [];
    while (!this.#isPop()) nodes.push(this.#node());
    this.#at += 1;
    if (isFlow) this.#last = endOfFlow(this.source.text, this.#last);
    return nodes;
  }

  #scalar(event: ScalarEvent): YamlScalar {
    this.#refuseTag(event);
    const text = getScalarValue(this.source.text, event);
    const isWord = event.style === SCALAR_STYLE.PLAIN && word.test(text);
    // One word alone is a scalar, and the core schema knows no others.
    const value = isWord ? parse(text) as YamlScalar["value"] : text;
    return { kind: "scalar", value, text, span: this.#place(event) };
  }

  #place({ valueStart, valueEnd, style }: ScalarEvent): Span {
    if (valueStart < 0) return this.#span(this.#last);
    const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
    const quote = isQuoted ? 1 : 0;
    this.#last = valueEnd + quote;
    return this.#span(valueStart - quote, this.#last);
  }

  #refuseTag(event: ScalarEvent | SequenceEvent | MappingEvent): void {
    if (event.tagStart < 0) return;
    throw new YamlError("tags are not allowed", this.#span(event.tagStart, event.tagEnd));
  }

  #alias(event: Event): YamlError {
    const { anchorStart = 0, anchorEnd = 0 } = event as Partial<AliasEvent>;
    return new YamlError("aliases are not allowed", this.#span(anchorStart - 1, anchorEnd));
  }
}

/** What may stand for something else than its own text: a number, `true`, nothing. */
const word = /^(?:~|[-+.]*\w[-+.\w]*)?$/;

/** Just after the bracket that closes a flow collection: before it stand blanks and comments only. */
function endOfFlow(text: string, from: number): number {
  const rest = /(?:[\s,:]|#.*)*[\]}]/y;
  rest.lastIndex = from;
  return rest.test(text) ? rest.lastIndex : from;
}
