/** What a line may hold and still be skipped: nothing but blanks, and a byte order mark. */
const blankLine = /^\uFEFF?[ \t\f]*$/;

/**
 * The line on which each CSV record starts, counted from 1, the header's first. Blank lines are
 * no records, nor are lines that start with `comment`; a line break inside quotes belongs to its
 * record.
 *
 * Read apart from the parse, and only once a place has to be shown: it costs a good file nothing.
 */
export function recordLines(text: string, comment?: string): readonly number[] {
  const lines: number[] = [];
  let [line, recordLine, recordStart, isQuoted] = [1, 1, 0, false];
  const isComment = () =>
    comment !== undefined &&
    text.slice(recordStart, recordStart + 1000).trimStart().startsWith(comment);
  const endRecord = (end: number) => {
    if (!blankLine.test(text.slice(recordStart, end)) && !isComment()) lines.push(recordLine);
  };
  for (const { 0: mark, index } of text.matchAll(/"|\r\n|\n|\r/g)) {
    if (mark === '"') {
      if (!isComment()) isQuoted = !isQuoted;
      continue;
    }
    line += 1;
    if (isQuoted) continue;
    endRecord(index);
    [recordLine, recordStart] = [line, index + mark.length];
  }
  endRecord(text.length);
  return lines;
}
