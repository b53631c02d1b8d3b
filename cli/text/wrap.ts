/** The screen that a text is for. */
export interface Screen {
  /** Its columns; as many as are needed unless given. */
  readonly width?: number;
}

/**
 * Words in lines of at most `width` columns, those after the first indented by `hanging`; a word that is
 * longer than a line is cut.
 */
export function wrap(
  text: string,
  { width = Infinity, hanging = 0 }: Screen & { readonly hanging?: number },
): string {
  if (text.length <= width) return text;
  // Where hardly anything fits, a line has one letter more than nothing.
  const room = Math.max(1, width - hanging);
  const lines: string[] = [];
  for (const word of text.split(" ").flatMap((word) => piecesOf(word, room))) {
    const last = lines.at(-1);
    const free = lines.length > 1 ? room : width;
    if (last !== undefined && last.length + 1 + word.length <= free) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines.join(`\n${" ".repeat(hanging)}`);
}

function piecesOf(word: string, length: number): readonly string[] {
  if (word === "") return [""];
  return word.match(new RegExp(`.{1,${length}}`, "gs")) ?? [];
}
