import type { Diagnostic, JudgedExpectation, VerifiedPipeline } from "../../mod.ts";
import { formatNumber } from "./table.ts";
import { type Screen, wrap } from "./wrap.ts";

/** How a pipeline stands to what it expects. */
type Standing = "ok" | "broken" | "failed" | "skipped";

/** Its file is not there, since large data are no part of a project, or its device. */
const missing = ["E0430", "E0610"];
const brokenExpectation = 5;

function standingOf({ expectations, problems }: VerifiedPipeline): Standing {
  const [first] = problems.filter(({ severity }) => severity === "error");
  if (first) return missing.includes(first.code) ? "skipped" : "failed";
  return expectations.every(({ isMet }) => isMet) ? "ok" : "broken";
}

/** A line for a pipeline: how it stands, what was expected, what is. */
export function describeVerified(verified: VerifiedPipeline, { width }: Screen): string {
  const { path, variant, expectations, seconds, problems } = verified;
  const standing = standingOf(verified);
  const name = variant === undefined ? path : `${path} (${variant})`;
  const [first] = problems.filter(({ severity }) => severity === "error");
  const said = first
    ? `${first.code}: ${first.message}`
    : expectations.length === 0
    ? "trains, and expects nothing"
    : expectations.map(describeExpectation).join("; ");
  const time = standing === "skipped" ? "" : `, ${seconds.toFixed(1)} s`;
  return wrap(`${standing.padEnd(7)}  ${name}: ${said}${time}`, { width, hanging: 9 });
}

/** What is expected of a metric, and what that is. */
export function describeExpectation(
  { metric, part, seeds, low, high, value, isMet }: JudgedExpectation,
): string {
  const over = seeds === undefined ? "" : `, mean of ${seeds} seeds`;
  const range = `${isMet ? "in" : "not in"} ${low}..${high}`;
  return `${metric} on ${part} ${formatNumber(value)}${over}, ${range}`;
}

/** How many stand how. */
export function describeVerifiedTotals(all: readonly VerifiedPipeline[]): string {
  const count = (standing: Standing) => all.filter((each) => standingOf(each) === standing).length;
  const skipped = count("skipped");
  return [
    `${count("ok")} ok, ${count("broken")} broken, ${count("failed")} failed`,
    ...skipped > 0 ? [`${skipped} skipped: their data or devices are not here`] : [],
  ].join(", ");
}

/** What the command answers to the shell: the first that is not as it should be decides. */
export function exitCodeOfVerified(
  all: readonly VerifiedPipeline[],
  exitCodeOf: (problems: readonly Diagnostic[]) => number,
): number {
  const first = all.find((each) => ["broken", "failed"].includes(standingOf(each)));
  if (!first) return 0;
  return standingOf(first) === "broken" ? brokenExpectation : exitCodeOf(first.problems);
}
