/** Characters that take no room, or look like a blank. */
const unseen = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** What is the same of words that differ only by case, blanks, a final dot or a character that is not seen. */
export function alikeKey(word: string): string {
  return word.normalize("NFKC").replaceAll(unseen, "").replaceAll(/\s+/g, " ").trim()
    .replace(/\.$/, "").toLowerCase();
}
