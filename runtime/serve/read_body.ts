import type { ServeLimits } from "./limits.ts";
import { Refusal } from "./refusal.ts";

/** What is still to come of a body is not waited for. */
const unread = { headers: { connection: "close" } };

/**
 * The JSON of a request.
 * @throws {Refusal} If it is too long (413), does not come (408) or is no JSON (400).
 */
export async function readJsonBody(
  { body, headers }: Request,
  { bodyBytes, bodyMs }: Pick<ServeLimits, "bodyBytes" | "bodyMs">,
): Promise<unknown> {
  const tooLong = () => new Refusal(413, `The body is longer than ${bodyBytes} bytes`, unread);
  if (Number(headers.get("content-length") ?? 0) > bodyBytes) throw tooLong();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [text, size] = ["", 0];
  const reader = body?.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const refuse = () =>
      reject(new Refusal(408, `The body did not come within ${bodyMs} ms`, unread));
    timer = setTimeout(refuse, bodyMs);
  });
  try {
    while (reader) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) break;
      size += value.length;
      if (size > bodyBytes) throw tooLong();
      text += decoder.decode(value, { stream: true });
    }
    return JSON.parse(text + decoder.decode());
  } catch (error) {
    await reader?.cancel().catch(() => {});
    if (error instanceof Refusal) throw error;
    const reason = error instanceof SyntaxError ? error.message : "it is not UTF-8";
    throw new Refusal(400, `The body is not JSON: ${reason}`);
  } finally {
    clearTimeout(timer);
  }
}
