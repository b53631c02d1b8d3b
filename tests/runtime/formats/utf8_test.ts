import assert from "node:assert/strict";
import fc from "fast-check";
import { Utf8Check } from "../../../runtime/formats/utf8.ts";

function isUtf8(pieces: readonly Uint8Array[]): boolean {
  const check = new Utf8Check();
  return pieces.every((piece) => check.accepts(piece)) && check.end();
}

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

Deno.test("bytes are UTF-8 in pieces where they are as a whole", () => {
  const text = fc.string({ unit: "binary", maxLength: 20 }).map((each) =>
    new TextEncoder().encode(each)
  );
  const bytes = fc.tuple(text, fc.uint8Array({ maxLength: 2 }), text).map((parts) =>
    Uint8Array.from(parts.flatMap((part) => [...part]))
  );
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 5 }), (bytes, size) => {
      const count = Math.ceil(bytes.length / size);
      const pieces = Array.from(
        { length: count },
        (_, at) => bytes.subarray(at * size, (at + 1) * size),
      );
      assert.equal(isUtf8(pieces), decodes(bytes));
    }),
    { numRuns: 2000 },
  );
});
