import assert from "node:assert/strict";
import { named } from "../../../../compiler/ir/value.ts";
import { type NumericTensor, tensor } from "../../../../compiler/ir/tensor.ts";
import { lowerScan } from "../../../../compiler/backends/onnx/scan.ts";
import type { StepGraph } from "../../../../compiler/step/step_graph.ts";
import { add } from "../../../../compiler/ops/add.ts";
import { constant, scalar } from "../../../../compiler/ir/constant.ts";
import { gatherRows } from "../../../../compiler/ops/gather_rows.ts";
import { input } from "../../../../compiler/ir/input.ts";
import { mul } from "../../../../compiler/ops/mul.ts";
import { reduceSum } from "../../../../compiler/ops/reduce_sum.ts";
import { slice } from "../../../../compiler/ops/slice.ts";
import { sub } from "../../../../compiler/ops/sub.ts";
import { cpuEngine } from "../../../../runtime/engine/cpu.ts";
import { assertClose, numbersOf, positive, sample, toHost } from "../../helpers.ts";
import { inputsOf, trainByReference } from "../../models.ts";

const state = input("state", { dtype: "float32", shape: [4] });
const slot = input("slot", { dtype: "float32", shape: [4] });
const rate = input("rate", { dtype: "float32", shape: [] });
const rows = input("rows", { dtype: "int32", shape: [2] });
const data = input("data", { dtype: "float32", shape: [3, 4] });

const steps = 5;
const feeds: Record<string, NumericTensor> = {
  state: sample([4], "state"),
  slot: sample([4], "slot"),
  rate: positive([steps], "rate"),
  rows: tensor([steps, 2], [0, 1, 2, 0, 1, 1, 2, 2, 0, 2], "int32"),
  data: sample([3, 4], "data"),
  level: tensor([], [3]),
};

/** Ten runs, as the zeros that ONNX Runtime gives for some graphs come from unset memory. */
async function assertScan(draft: Partial<StepGraph> & Pick<StepGraph, "carried">): Promise<void> {
  const step: StepGraph = { scanned: [rate], captured: [], reported: {}, ...draft };
  await using session = await cpuEngine.session({ graph: lowerScan(step) });
  const given = Object.fromEntries(
    inputsOf(step).map(({ name }) => [name, toHost(feeds[name])]),
  );
  const expected = Object.entries(trainByReference(step, feeds));
  for (let run = 0; run < 10; run++) {
    const results = await session.run(given);
    assert.deepEqual(Object.keys(results), expected.map(([name]) => name));
    for (const [name, values] of expected) {
      // A few float32 operations a step.
      assertClose(numbersOf(results[name]), values, { tolerance: 2e-6, what: `${name} ${run}` });
    }
  }
}

const moved = sub(state, mul(rate, state));

Deno.test("a scan carries state, reads a row of each scanned input and reports every step", () =>
  assertScan({
    carried: [{ input: state, next: sub(state, mul(rate, reduceSum(gatherRows(data, rows)))) }],
    scanned: [rows, rate],
    captured: [data],
    reported: {
      loss: reduceSum(mul(state, state)),
      parts: slice(state, { axis: -1, start: 1, end: 3 }),
    },
  }));

Deno.test("a state that is passed through unchanged stays what it was", () =>
  assertScan({ carried: [{ input: state, next: state }, { input: slot, next: moved }] }));

Deno.test("two states may change places", () =>
  assertScan({ carried: [{ input: state, next: slot }, { input: slot, next: state }] }));

Deno.test("two states may become the same value", () =>
  assertScan({ carried: [{ input: state, next: moved }, { input: slot, next: moved }] }));

Deno.test("a value may be reported twice", () => {
  const loss = reduceSum(state);
  return assertScan({
    carried: [{ input: state, next: moved }],
    reported: { loss, again: loss, once_more: loss },
  });
});

Deno.test("a value may be both state and report", () =>
  assertScan({ carried: [{ input: state, next: moved }], reported: { moved } }));

Deno.test("a state as it came in may be reported", () =>
  assertScan({
    carried: [{ input: state, next: moved }],
    reported: { before: state, again: state },
  }));

Deno.test("a scanned input may be reported as it is and become the state", () => {
  const level = input("level", { dtype: "float32", shape: [] });
  return assertScan({
    carried: [{ input: level, next: rate }],
    reported: { rate_used: rate, level_before: level },
  });
});

Deno.test("a captured value may be reported", () =>
  assertScan({
    carried: [{ input: state, next: moved }],
    captured: [data],
    reported: { all: data, again: data },
  }));

Deno.test("a constant may be reported and become the state", () =>
  assertScan({
    carried: [{ input: state, next: constant(tensor([4], [1, 2, 3, 4])) }],
    reported: { half: scalar(0.5) },
  }));

Deno.test("values inside a step may have any name", async () => {
  const names = ["state", "state_in", "rate", "rate_in", "next_state", "next_state_out", "loss"];
  for (const name of [...names, "loss_out", "data", "steps", "constant"]) {
    const inner = named(mul(state, scalar(0.5)), name);
    const first = named(gatherRows(data, rows), name);
    await assertScan({
      carried: [{ input: state, next: sub(inner, mul(rate, reduceSum(first))) }],
      scanned: [rows, rate],
      captured: [data],
      reported: { loss: reduceSum(add(inner, state)) },
    });
  }
});

Deno.test("what comes after a scan reads reports, states and inputs of all steps, under any names", () => {
  const report = input("report", { dtype: "float32", shape: ["S", 4] });
  const rates = input("rate", { dtype: "float32", shape: ["S"] });
  const last = input("next_state", { dtype: "float32", shape: [4] });
  return assertScan({
    carried: [{ input: state, next: named(moved, "total") }],
    scanned: [rows, rate],
    captured: [data],
    reported: { report: moved },
    after: {
      // A name that a value in the body wants, too.
      total: reduceSum(mul(report, scalar(2)), { axes: [-1] }),
      same: report,
      again: report,
      rates: reduceSum(rates, { axes: [-1] }),
      last: mul(last, reduceSum(data)),
    },
  });
});
