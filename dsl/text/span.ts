/** A text that can be pointed into: its name as shown to people, and its content. */
export interface Source {
  /** As shown to people, such as `pipelines/iris.pipe`. */
  readonly name: string;
  /** All of it. */
  readonly text: string;
  /**
   * The folder that its paths are relative to, with a "/" at its end, as seen from the folder of
   * the pipeline that is run; absent for that pipeline itself.
   */
  readonly folder?: string;
  /** Whether it was given with the command, as `--set` gives one, and is no part of a pipeline. */
  readonly isOfCommand?: boolean;
}

/** A half-open range of UTF-16 offsets into one source. */
export interface Span {
  /** The text that it points into. */
  readonly source: Source;
  /** Its first offset. */
  readonly start: number;
  /** The first offset behind it. */
  readonly end: number;
}

/** Line and column of an offset, both counted from 1; columns count code points. */
export function positionOf(source: Source, offset: number): { line: number; column: number } {
  const before = source.text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  return { line, column: [...before.slice(lineStart)].length + 1 };
}

/** The smallest span that covers both. */
export function spanOver(first: Span, last: Span): Span {
  return { source: first.source, start: first.start, end: Math.max(first.end, last.end) };
}

/** The text a span covers. */
export function textOf(span: Span): string {
  return span.source.text.slice(span.start, span.end);
}
