/** A text cut in its middle, so that it has no more characters. */
export function middleCut(text: string, characters: number): string {
  const all = [...text];
  if (all.length <= characters) return text;
  const kept = characters - 1;
  const head = Math.ceil(kept / 2);
  return `${all.slice(0, head).join("")}…${all.slice(all.length - (kept - head)).join("")}`;
}
