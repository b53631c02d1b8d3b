import assert from "node:assert/strict";
import { decodeNpy, encodeNpy } from "../../../runtime/formats/npy.ts";
import { decodeNpz, encodeNpz } from "../../../runtime/formats/npz.ts";
import { writeZip } from "../../../runtime/formats/zip.ts";
import { bytesOf, reasonOf } from "./arrays.ts";
import numpy from "../../fixtures/numpy_arrays.json" with { type: "json" };

for (const kind of ["stored", "deflated"] as const) {
  Deno.test(`every kind of number that NumPy wrote, ${kind}, is read`, () => {
    const arrays = decodeNpz(bytesOf(numpy[kind]));
    assert.deepEqual([...arrays.keys()], Object.keys(numpy.arrays));
    for (const [name, { shape, data }] of Object.entries(numpy.arrays)) {
      const found = arrays.get(name)!;
      assert.deepEqual(found.shape, shape, name);
      assert.deepEqual(Array.from(found.data), data, name);
    }
  });
}

Deno.test("versions 1, 2 and 3 of the format are read", () => {
  const { shape, data } = numpy.arrays.float64;
  for (const text of numpy.versions) {
    const found = decodeNpy(bytesOf(text));
    assert.deepEqual([found.shape, [...Array.from(found.data)]], [shape, data]);
  }
});

Deno.test("what is written is read again, and is the same every time", () => {
  const arrays = {
    "hidden.weight": { shape: [2, 3], data: Float32Array.of(1, 2, 3, 0.5, -1e-20, 1e30) },
    "hidden.bias": { shape: [2], data: Float32Array.of(0.1, -0) },
    scalar: { shape: [], data: Float32Array.of(7) },
  };
  const bytes = encodeNpz(arrays);
  assert.deepEqual(encodeNpz(arrays), bytes);
  for (const [name, { shape, data }] of decodeNpz(bytes)) {
    const { shape: given, data: values } = arrays[name as keyof typeof arrays];
    assert.deepEqual([shape, Array.from(data)], [given, Array.from(values)]);
  }
});

Deno.test("an array is the bytes that NumPy writes", () => {
  const array = { shape: [2, 3], data: numpy.arrays.float32.data };
  const stored = bytesOf(numpy.stored);
  const written = encodeNpy(array);
  const text = (bytes: Uint8Array) =>
    Array.from(bytes, (each) => String.fromCharCode(each)).join("");
  assert(text(stored).includes(text(written)));
});

const reasons: Record<Exclude<keyof typeof numpy.refused, "big_endian">, RegExp> = {
  objects: /"x" cannot be read: it holds Python objects, not numbers/,
  records: /it holds records, not numbers/,
  text: /it holds text, not numbers/,
  complex: /it holds <c16; whole numbers/,
};
for (const [name, reason] of Object.entries(reasons)) {
  Deno.test(`an archive of ${name} is refused`, () => {
    const bytes = bytesOf(numpy.refused[name as keyof typeof reasons]);
    assert.match(reasonOf(() => decodeNpz(bytes)), reason);
  });
}

Deno.test("damaged archives are refused, wherever the damage is", () => {
  const whole = bytesOf(numpy.deflated);
  for (let at = 0; at < whole.length; at += 7) {
    const bytes = whole.with(at, whole[at] ^ 0xff);
    try {
      decodeNpz(bytes);
    } catch (error) {
      assert(error instanceof RangeError, `byte ${at}: ${error}`);
    }
    try {
      decodeNpz(whole.subarray(0, at));
      assert.fail(`cut after ${at} bytes`);
    } catch (error) {
      assert(error instanceof RangeError, `cut at ${at}: ${error}`);
    }
  }
  assert.equal(reasonOf(() => decodeNpz(new Uint8Array(50))), "it is no zip archive");
});

Deno.test("an archive that would unpack to more than the limit is refused unread", () => {
  const bytes = bytesOf(numpy.deflated);
  assert.equal(reasonOf(() => decodeNpz(bytes, 100)), "it is too large when unpacked");
});

Deno.test("what an array holds must be as long as its shape says", () => {
  const npy = encodeNpy({ shape: [3], data: [1, 2, 3] });
  const cut = writeZip({ "x.npy": npy.subarray(0, npy.length - 4) });
  assert.equal(
    reasonOf(() => decodeNpz(cut)),
    '"x" cannot be read: it should hold 3 elements, and has 8 bytes',
  );
});
