/** A cell or name in quotes, as messages show it: escapes made visible, long texts cut. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}

/** A column name as one writes it in a `.pipe` file: bare where that is allowed. */
export function written(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : JSON.stringify(name);
}

/** Names for a message, the first ten of them. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).map(written).join(", ");
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
