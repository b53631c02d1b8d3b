import assert from "node:assert/strict";
import { calledSpots } from "../../../report/marks/called_spots.ts";
import { areOverlapping, boxAround, clearest } from "../../../report/marks/clearing.ts";
import { outlineOf, ringsAbove } from "../../../report/marks/outline.ts";
import { listed } from "../../../report/markup/markup.ts";
import { occurrences } from "../sees_runs.ts";

const frame = { x: 0, y: 0, width: 200, height: 200 };

Deno.test("a text stands where points and texts are furthest away, within the frame", () => {
  const middles = [[10, 10], [100, 50], [100, 150]] as const;
  const found = clearest("text", middles, { spots: [[100, 60]], boxes: [], frame });
  assert.deepEqual(found?.box, boxAround("text", [100, 150]));
  assert.equal(clearest("text", [[10, 10]], { spots: [], boxes: [], frame }), undefined);
});

Deno.test("rings near each other are called without overlap, three of them", () => {
  const spots = Array.from({ length: 5 }, (_, at) => [100 + 3 * at, 100] as const);
  const called = spots.map((spot, at) => ({ spot, text: `line ${at}` }));
  const text = listed(calledSpots(called, { spots, boxes: [], frame }), "").text;
  assert.equal(occurrences(text, 'class="ring"'), 5);
  const boxes = [...text.matchAll(/<text x="([\d.]+)" y="([\d.]+)"/g)].map(([, x, y]) => ({
    ...boxAround("line 0", [0, 0]),
    ...{ x: Number(x), y: Number(y) - 12 },
  }));
  assert.equal(boxes.length, 3);
  for (const [at, box] of boxes.entries()) {
    assert(boxes.slice(at + 1).every((other) => !areOverlapping(box, other)));
  }
});

Deno.test("an outline has few points where it is straight", () => {
  const values = Array.from({ length: 400 }, (_, at) => at % 20);
  const rings = ringsAbove({ columns: 20, rows: 20, values }, { threshold: 9.5, box: frame });
  assert.equal(rings.length, 1);
  assert(rings[0].length <= 7, outlineOf(rings));
  assert.deepEqual(
    ringsAbove({ columns: 20, rows: 20, values }, { threshold: 99, box: frame }),
    [],
  );
});
