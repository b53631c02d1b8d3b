/** Pictures, decoded as Pillow decodes them. */
import assert from "node:assert/strict";
import { decodeImage } from "../../../runtime/formats/image.ts";
import { readImageHeader } from "../../../runtime/formats/image_header.ts";
import { ImageStack } from "../../../runtime/readers/image_stack.ts";
import fixture from "../../fixtures/pictures.json" with { type: "json" };
import { bytesOf, reasonOf } from "./arrays.ts";

for (const [name, { file, pixels, luma }] of Object.entries(fixture.pictures)) {
  // JPEG decoders round differently; PNG has one meaning.
  const tolerance = name.endsWith("jpg") ? 8 : 0;
  const isClose = (found: ArrayLike<number>, expected: readonly number[]) =>
    found.length === expected.length &&
    expected.every((value, at) => Math.abs(value - found[at]) <= tolerance);

  Deno.test(`${name} has the pixels that Pillow finds`, async () => {
    const picture = await decodeImage(bytesOf(file));
    assert.deepEqual([picture.height, picture.width], [5, 7]);
    assert(isClose(picture.bytes, pixels), `${picture.bytes}`);
  });

  Deno.test(`${name} as grey is what Pillow makes of it`, async () => {
    const stack = new ImageStack(1);
    stack.add(name, await decodeImage(bytesOf(file)));
    const { bytes, shape } = stack.build("image", "grey");
    assert.deepEqual(shape, [5, 7, 1]);
    assert(isClose(bytes, luma), `${bytes}`);
  });
}

async function reasonOfDecoding(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const settled = await Promise.allSettled([decodeImage(bytes)]);
  return reasonOf(() => {
    for (const each of settled) if (each.status === "rejected") throw each.reason;
  });
}

Deno.test("sixteen bits a channel, other files and damaged ones are refused", async () => {
  const png = bytesOf(fixture.pictures["rgb.png"].file);
  assert.match(await reasonOfDecoding(bytesOf(fixture.deep)), /16 bits a channel/);
  assert.match(await reasonOfDecoding(png.slice(0, 60)), /it is damaged/);
  assert.match(await reasonOfDecoding(png.slice(0, 10)), /it is cut off/);
  assert.match(await reasonOfDecoding(new TextEncoder().encode("GIF89a")), /neither PNG nor JPEG/);
});

Deno.test("a small file that claims to be a huge picture is refused before it is decoded", async () => {
  const png = bytesOf(fixture.pictures["rgb.png"].file);
  new DataView(png.buffer).setUint32(16, 60_000);
  new DataView(png.buffer).setUint32(20, 60_000);
  assert.match(await reasonOfDecoding(png), /60000 x 60000 pixels/);
});

Deno.test("the size of a JPEG stands behind whatever comes before it", () => {
  assert.deepEqual(readImageHeader(bytesOf(fixture.pictures["grey.jpg"].file)), {
    ...{ bits: 8, height: 5, width: 7 },
  });
});

Deno.test("pictures are grey where all are, and one of another size is noted", async () => {
  const stack = new ImageStack(3);
  const grey = await decodeImage(bytesOf(fixture.pictures["grey.png"].file));
  stack.add("a", grey);
  stack.add("b", { ...grey, height: 7, width: 5 });
  assert.deepEqual(stack.odd, [{ name: "b", reason: "7 x 5" }]);
  assert.deepEqual(stack.build("image", "auto").shape, [5, 7, 1]);
  assert.deepEqual(stack.build("image", "rgb").shape, [5, 7, 3]);
  stack.add("c", await decodeImage(bytesOf(fixture.pictures["rgb.png"].file)));
  assert.deepEqual(stack.build("image", "auto").shape, [5, 7, 3]);
});
