import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { pngBytes, pngUrl } from "../../../report/marks/png.ts";

/** The chunks of a PNG. */
function chunksOf(
  png: Uint8Array,
): readonly { readonly type: string; readonly data: Uint8Array }[] {
  const view = new DataView(png.buffer, png.byteOffset);
  const chunks = [];
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

Deno.test("a PNG has its size, its kind of colour and its rows", () => {
  const bytes = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const chunks = chunksOf(pngBytes({ width: 2, height: 2, channels: 3, bytes }));
  assert.deepEqual(chunks.map(({ type }) => type), ["IHDR", "IDAT", "IEND"]);
  assert.deepEqual([...chunks[0].data], [0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0]);
  assert.deepEqual([...inflateSync(chunks[1].data)], [
    ...[0, 1, 2, 3, 4, 5, 6],
    ...[0, 7, 8, 9, 10, 11, 12],
  ]);
});

Deno.test("the last chunk has the checksum that the standard gives it", () => {
  const png = pngBytes({ width: 1, height: 1, channels: 1, bytes: Uint8Array.of(0) });
  assert.deepEqual([...png.subarray(-4)], [0xae, 0x42, 0x60, 0x82]);
});

Deno.test("a picture is an address of its own", () => {
  const url = pngUrl({ width: 1, height: 1, channels: 4, bytes: Uint8Array.of(1, 2, 3, 4) });
  assert.match(url, /^data:image\/png;base64,iVBORw0KGgo[\w+/]+=*$/);
});
