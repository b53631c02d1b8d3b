/** What the user wrote, in quotes and cut to a length that fits a message. */
export function quote(text: string): string {
  const letters = [...text.slice(0, 100)];
  return letters.length > 40 ? `"${letters.slice(0, 39).join("")}…"` : `"${text}"`;
}

/** The same, but a string of the language keeps the quotes it has. */
export function quoteOnce(text: string): string {
  return text.startsWith('"') && text.length <= 40 ? text : quote(text);
}
