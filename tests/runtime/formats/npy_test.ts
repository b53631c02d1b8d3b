/** Arrays as NumPy writes them, of every kind of element. */
import assert from "node:assert/strict";
import { readNpy } from "../../../runtime/formats/npy.ts";
import { itemsOf } from "../../../runtime/formats/pickle.ts";
import numpy from "../../fixtures/numpy_files.json" with { type: "json" };
import { bytesOf, reasonOf } from "./arrays.ts";

for (const [name, { npy, data }] of Object.entries(numpy.arrays)) {
  Deno.test(`an array of ${name} is read`, () => {
    assert.deepEqual(itemsOf(readNpy(bytesOf(npy))), data);
  });
}

Deno.test("small whole numbers and halves become float32, bytes stay, others become float64", () => {
  const typeOf = (name: keyof typeof numpy.arrays) => {
    const array = readNpy(bytesOf(numpy.arrays[name].npy));
    return array.kind === "numbers" ? array.data.constructor.name : array.kind;
  };
  assert.deepEqual(
    (["<u1 C", "<? C", "<i2 C", "<f2 C", "<f4 C", "<i8 C", "<f8 C", "text"] as const).map(typeOf),
    [
      "Uint8Array",
      "Uint8Array",
      "Float32Array",
      "Float32Array",
      "Float32Array",
      "Float64Array",
      "Float64Array",
      "texts",
    ],
  );
});

Deno.test("whole numbers that float64 would merge are refused, not rounded", () => {
  const bytes = bytesOf(numpy.arrays["<i8 C"].npy);
  new DataView(bytes.buffer).setBigInt64(bytes.length - 8, 2n ** 53n + 1n, true);
  assert.match(reasonOf(() => readNpy(bytes)), /9007199254740993, and float64 does not keep/);
});

Deno.test("a header that promises more than there is is told before anything is made of it", () => {
  const text = "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000, 4), }\n";
  const header = new TextEncoder().encode(text);
  const bytes = Uint8Array.of(0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length, 0);
  assert.match(
    reasonOf(() => readNpy(Uint8Array.of(...bytes, ...header, 0, 0))),
    /should hold 4000000000000 elements, and has 2 bytes/,
  );
});
