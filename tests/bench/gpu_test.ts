/** `deno task bench-gpu`: what it says where there is no card, and the table that it makes. */
import assert from "node:assert/strict";
import { flopsOf, gpuCases, type GpuMeasured, rowsOfEpoch } from "../../bench/gpu_measured.ts";
import { gpuTable } from "../../bench/gpu_table.ts";
import { subprocess } from "../cli/command.ts";
import { inFolder } from "../runtime/pipelines.ts";

const gpuCase = { widths: [784, 256, 10], batch: 1024 } as const;
const times = { microseconds: 1234.5, epochMilliseconds: 79.04 };
const measured: GpuMeasured = {
  isDryRun: false,
  day: "2026-01-02",
  card: {
    ...{ index: 0, name: "Card", driver: 13000, capability: "9.0", processors: 132 },
    memory: { free: 8e10, total: 8e10 },
  },
  cases: [{ ...gpuCase, flops: 1e9 }],
  precisions: [
    {
      precision: "float32",
      own: {
        ...{ program: "onnxruntime 1.30.0", matrixRate: 5e6 },
        outcomes: [{ ...times, launches: 20 }],
      },
      peer: {
        ...{ program: "PyTorch 2.11.0", matrixRate: 5.25e6 },
        outcomes: [{ eager: times, compile: { problem: "no compiler" } }],
      },
    },
    {
      precision: "TF32",
      own: {
        ...{ program: "onnxruntime 1.30.0", matrixRate: 4e7 },
        outcomes: [{ problem: "Failed to allocate memory" }],
      },
      peer: { problem: "python ended with 1" },
    },
  ],
};

Deno.test("where CUDA is not set up the benchmark says so, what to do, and ends with 4", async () => {
  await inFolder(async (folder) => {
    const env = { PENSTOCK_CUDA: `${folder}/cuda` };
    const { exitCode, stdout, stderr } = await subprocess("bench-gpu", [], { folder, env });
    assert.equal(exitCode, 4);
    assert.equal(stdout, "");
    const isForCuda = Deno.build.os === "linux" && Deno.build.arch === "x86_64";
    assert.match(
      stderr,
      isForCuda
        ? /^CUDA is not set up: there is no ".*cuda\.json"\nRun deno task setup-cuda\n$/
        : /^CUDA needs Linux .*\nTrain on the processor: --device cpu\n$/,
    );
  });
});

Deno.test("a net that is not among them ends with 2 before a card is looked for", async () => {
  await inFolder(async (folder) => {
    const env = { PENSTOCK_CUDA: `${folder}/cuda` };
    const { exitCode, stderr } = await subprocess("bench-gpu", ["--only", "1-1"], { folder, env });
    assert.equal(exitCode, 2);
    assert.match(stderr, /^There is no net "1-1"\. They are:\n784-256-10, 128\n/);
  });
});

Deno.test("times, the share of what the card multiplies, and what could not be measured", () => {
  // 1e9 in 1,234.5 µs are 0.81e6 in a µs, of 5e6.
  assert.equal(
    gpuTable(measured),
    `2026-01-02, Card. A product of large matrices: float32 5.00 TFLOP/s by onnxruntime 1.30.0, 5.25 TFLOP/s by PyTorch 2.11.0; TF32 40.0 TFLOP/s by onnxruntime 1.30.0, none by PyTorch (python ended with 1).

| net, batch | precision | launches | µs a step | ms an epoch | share | PyTorch eager | \`torch.compile\` | CUDA graph |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 784-256-10, 1,024 | float32 | 20 | 1,235 | 79.0 | 16 % | 1,235 µs, 79.0 ms | - | - |
| 784-256-10, 1,024 | TF32 | Failed to allocate memory | - | - | - | - | - | - |`,
  );
});

Deno.test("a dry run shows no time, and says that numbers mean nothing", () => {
  const table = gpuTable({ ...measured, isDryRun: true });
  assert.match(table, /^A dry run on "Card": the numbers mean nothing/);
  assert.doesNotMatch(table, /1,235/);
  assert.match(table, /^\| 784-256-10, 1,024 \| float32 \| 20 \|$/m);
});

Deno.test("a step multiplies and adds for what is trained, and not for the gradient of its rows", () => {
  // Forward and to the weights: twice 2 · 5 · (4 · 3 + 3 · 2); to the hidden layer: 2 · 5 · 3 · 2.
  assert.equal(flopsOf({ widths: [4, 3, 2], batch: 5 }), 2 * 180 + 60);
});

Deno.test("an epoch is whole steps of every batch", () => {
  assert.deepEqual(gpuCases.filter(({ batch }) => rowsOfEpoch % batch !== 0), []);
});
