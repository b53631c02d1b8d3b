/** Whether a word says, in most files, that a value is missing: `?`, `-`, `NA`, `nan`, `null` and the like. */
export function isMissingWord(word: string): boolean {
  return /^(?:[?.-]+|#?n\/?a|nan|null|nil|none|missing|unknown|undefined)$/i.test(word.trim());
}
