/** Rows of several requests are asked at once, and each gets its own answers. */
import assert from "node:assert/strict";
import type { Session } from "../../../runtime/engine/engine.ts";
import { floats, floatsOf, type Tensors } from "../../../runtime/engine/tensor.ts";
import { Batcher } from "../../../runtime/serve/batcher.ts";
import { Refusal } from "../../../runtime/serve/refusal.ts";

/** Doubles what it is given; a row of 13 is one that it cannot take. */
function doubling(): Session & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    run({ x }) {
      const data = floatsOf(x);
      asked.push(x.shape[0]);
      if (data.includes(13)) return Promise.reject(new Error("13"));
      return Promise.resolve({
        y: floats(x.shape, data.map((each) => 2 * each)),
        name: { type: "string", shape: [x.shape[0]], data: Array.from(data, String) },
      });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

const options = { batchRows: 4, batchWaitMs: 2, waitingRows: 8 };
const row = (...values: number[]): [Tensors, number] => [
  { x: floats([values.length, 1], Float32Array.from(values)) },
  values.length,
];

Deno.test("requests that come together are asked together, and each gets its rows", async () => {
  const session = doubling();
  const batches: number[] = [];
  const batcher = new Batcher(session, { ...options, onBatch: (rows) => batches.push(rows) });
  const answers = await Promise.all([
    batcher.run(...row(1)),
    batcher.run(...row(2, 3)),
    batcher.run(...row(4)),
  ]);
  assert.deepEqual(answers.map(({ y }) => [...floatsOf(y)]), [[2], [4, 6], [8]]);
  assert.deepEqual(answers.map(({ name }) => name.data), [["1"], ["2", "3"], ["4"]]);
  assert.deepEqual([session.asked, batches], [[4], [4]]);
});

Deno.test("a row alone is asked after a short wait, and one of many at once", async () => {
  const session = doubling();
  const batcher = new Batcher(session, options);
  assert.deepEqual([...floatsOf((await batcher.run(...row(5))).y)], [10]);
  const { y } = await batcher.run(...row(1, 2, 3, 4, 5, 6));
  assert.equal(floatsOf(y).length, 6);
  assert.deepEqual(session.asked, [1, 6]);
  assert.equal(batcher.waitingRows, 0);
});

Deno.test("what one request brings is no fault of the others", async () => {
  const session = doubling();
  const batcher = new Batcher(session, options);
  const [good, bad, other] = await Promise.allSettled([
    batcher.run(...row(1)),
    batcher.run(...row(13)),
    batcher.run(...row(2, 3)),
  ]);
  assert.deepEqual([good.status, bad.status, other.status], ["fulfilled", "rejected", "fulfilled"]);
  assert.deepEqual(session.asked, [4, 1, 1, 2]);
  assert.deepEqual([...floatsOf((await batcher.run(...row(7))).y)], [14]);
});

Deno.test("more rows than may wait are refused, and those that wait are answered", async () => {
  const batcher = new Batcher(doubling(), { ...options, batchRows: 100 });
  const first = batcher.run(...row(1, 2, 3, 4, 5));
  assert.throws(
    () => batcher.run(...row(1, 2, 3, 4)),
    (error) => error instanceof Refusal && error.status === 503,
  );
  assert.equal(floatsOf((await first).y).length, 5);
  // One request alone may be as long as it is.
  assert.equal(floatsOf((await batcher.run(...row(...Array(20).fill(1)))).y).length, 20);
});

Deno.test("an input that the model does not read may come with one request and not with another", async () => {
  const session = doubling();
  const batcher = new Batcher(session, options);
  const [inputs] = row(1);
  const answers = await Promise.all([
    batcher.run({ unread: inputs.x, ...inputs }, 1),
    batcher.run(...row(2)),
  ]);
  assert.deepEqual(answers.map(({ y }) => [...floatsOf(y)]), [[2], [4]]);
  assert.deepEqual(session.asked, [2]);
});

Deno.test("nobody is waited for where no other request is under way", async () => {
  const session = doubling();
  const underWay = { count: 1 };
  const slow = { ...options, batchWaitMs: 60_000, underWay: () => underWay.count };
  const batcher = new Batcher(session, slow);
  await batcher.run(...row(1));
  underWay.count = 2;
  const first = batcher.run(...row(2));
  await Promise.all([first, batcher.run(...row(3))]);
  assert.deepEqual(session.asked, [1, 2]);
});
