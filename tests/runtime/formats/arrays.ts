/** What tests of arrays have in common. */
import assert from "node:assert/strict";

/** The bytes of base64 text. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
}

/** Why something was refused. */
export function reasonOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    assert(error instanceof RangeError, `${error}`);
    return error.message;
  }
  assert.fail("nothing was refused");
}
