/** Pickles of plain data, which are read without running anything. */
import assert from "node:assert/strict";
import { readNpy } from "../../../runtime/formats/npy.ts";
import {
  itemsOf,
  type Pickled,
  PickledArray,
  readPickle,
} from "../../../runtime/formats/pickle.ts";
import numpy from "../../fixtures/numpy_files.json" with { type: "json" };
import { bytesOf, reasonOf } from "./arrays.ts";

function dictOf(pickled: Pickled): ReadonlyMap<Pickled, Pickled> {
  assert(pickled instanceof Map);
  return pickled;
}

function arrayOf(pickled: Pickled | undefined): readonly Pickled[] {
  assert(pickled instanceof PickledArray);
  return itemsOf(pickled.array);
}

for (const protocol of ["2", "3", "4", "5"] as const) {
  Deno.test(`protocol ${protocol}: arrays, lists, texts, numbers, bytes and nothing`, () => {
    const held = dictOf(readPickle(bytesOf(numpy.pickles[protocol])));
    assert.deepEqual(arrayOf(held.get("X")), numpy.pickled.X);
    assert.deepEqual(arrayOf(held.get("columns")), numpy.pickled.X);
    assert.deepEqual(arrayOf(held.get("labels")), numpy.pickled.labels);
    assert.deepEqual(arrayOf(held.get("big")), numpy.pickled.labels);
    assert.deepEqual(arrayOf(held.get("names")), ["a", "b", "c", "b"]);
    assert.deepEqual(held.get("list"), [0.5, 1, 2, 3]);
    assert.deepEqual([held.get("scalar"), held.get("note")], [0.25, "text"]);
    const [bytes, nothing] = [...held].at(-1)!;
    assert.deepEqual([[...bytes as Uint8Array], nothing], [[..."bytes"].map(codeOf), null]);
  });

  Deno.test(`protocol ${protocol}: a dict in an array of one object, as np.save writes it`, () => {
    const array = readNpy(bytesOf(numpy.pickles[`${protocol} in npy`]));
    assert(array.kind === "objects");
    const [held, ...others] = array.items;
    assert.equal(others.length, 0);
    assert.deepEqual(arrayOf(dictOf(held).get("labels")), numpy.pickled.labels);
  });
}

for (
  const [name, reason] of [
    ["system", /its pickle asks for posix\.system, and only arrays/],
    ["objects of its own", /its pickle asks for pathlib\S*\.PurePosixPath/],
    ["old protocol", /its pickle uses the operation 0x/],
  ] as const
) {
  Deno.test(`a pickle with ${name} is refused`, () => {
    assert.match(reasonOf(() => readPickle(bytesOf(numpy.refused[name]))), reason);
  });
}

Deno.test("a list that doubles sixty times takes no more than its bytes, one in itself is refused", () => {
  assert(Array.isArray(readPickle(bytesOf(numpy.doubled))));
  assert.equal(
    reasonOf(() => readPickle(bytesOf(numpy.looped))),
    "its pickle is cut off or damaged",
  );
});

Deno.test("damaged pickles are refused, wherever the damage is", () => {
  const whole = bytesOf(numpy.pickles["4"]);
  for (let at = 0; at < whole.length; at++) {
    try {
      readPickle(whole.with(at, whole[at] ^ 0xff));
    } catch (error) {
      assert(error instanceof RangeError, `byte ${at}: ${error}`);
    }
    assert.match(reasonOf(() => readPickle(whole.subarray(0, at))), /cut off|elements|asks for/);
  }
});

function codeOf(letter: string): number {
  return letter.charCodeAt(0);
}
