/**
 * Why the system refused something, as the end of a sentence: its own words without the path and the call that it
 * repeats.
 */
export function systemReason(error: unknown): string {
  if (error instanceof Deno.errors.NotCapable) return "the command was started without permission";
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/ \(os error \d+\).*$/s, "").toLowerCase();
}
