/** What was measured on a graphics card, as a table for `bench/README.md`. */
import {
  caseName,
  type GpuCase,
  type GpuMeasured,
  type Outcome,
  type PrecisionMeasured,
  type StepTimes,
} from "./gpu_measured.ts";

/** What PyTorch is asked for, and how the table calls it. */
const ways = {
  "eager": "PyTorch eager",
  "compile": "`torch.compile`",
  "graph": "CUDA graph",
} as const;

/** The whole table, a line of what the card multiplies before it. A dry run has no times. */
export function gpuTable(measured: GpuMeasured): string {
  const { cases, precisions, isDryRun } = measured;
  const times = isDryRun ? [] : ["µs a step", "ms an epoch", "share", ...Object.values(ways)];
  const head = ["net, batch", "precision", "launches", ...times];
  const lines = cases.flatMap((each, at) =>
    precisions.map((one) => [
      ...[caseName(each), one.precision, launchesOf(one, at)],
      ...isDryRun ? [] : timesOf(one, each, at),
    ])
  );
  return [
    headingOf(measured),
    "",
    row(head),
    row(head.map(() => "---")),
    ...lines.map(row),
  ].join("\n");
}

function headingOf({ isDryRun, card, precisions, day }: GpuMeasured): string {
  if (isDryRun) {
    return `A dry run on "${card.name}": the numbers mean nothing, and no time is shown.`;
  }
  const rates = precisions.map(({ precision, own, peer }) => {
    const ownRate = `${precision} ${teraflops(own.matrixRate)} by ${own.program}`;
    if (peer && "problem" in peer) return `${ownRate}, none by PyTorch (${peer.problem})`;
    const other = peer ? `, ${teraflops(peer.matrixRate)} by ${peer.program}` : "";
    return `${ownRate}${other}`;
  });
  return `${day}, ${card.name}. A product of large matrices: ${rates.join("; ")}.`;
}

function launchesOf({ own: { outcomes } }: PrecisionMeasured, at: number): string {
  const found = outcomes[at];
  return "problem" in found ? found.problem : `${found.launches}`;
}

function timesOf(
  { own, peer }: PrecisionMeasured,
  { flops }: GpuCase & { readonly flops: number },
  at: number,
): readonly string[] {
  const found = own.outcomes[at];
  const ours = "problem" in found ? ["-", "-", "-"] : [
    shortNumber(found.microseconds),
    shortNumber(found.epochMilliseconds),
    `${(100 * flops / found.microseconds / own.matrixRate).toFixed(0)} %`,
  ];
  const others = peer && "outcomes" in peer ? peer.outcomes[at] : {};
  return [...ours, ...Object.keys(ways).map((way) => shownTimes(others[way]))];
}

/** `63 µs, 12 ms`: of a step, and of an epoch. */
function shownTimes(times: Outcome<StepTimes> | undefined): string {
  if (!times || "problem" in times) return "-";
  return `${shortNumber(times.microseconds)} µs, ${shortNumber(times.epochMilliseconds)} ms`;
}

function teraflops(perMicrosecond: number): string {
  return `${(perMicrosecond / 1e6).toPrecision(3)} TFLOP/s`;
}

/** `29,857`, `63.2`, `1.25`. */
function shortNumber(value: number): string {
  return Number(value.toPrecision(3)) >= 100
    ? Math.round(value).toLocaleString("en-US")
    : value.toPrecision(3);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
