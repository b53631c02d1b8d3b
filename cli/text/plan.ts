import {
  type FilePlan,
  formatShape,
  type Plan,
  type PlannedMemory,
  type PlannedSchedule,
} from "../../mod.ts";
import { describeProfile } from "./columns.ts";
import { describeShare } from "./summary.ts";
import { countedWithSeparators, formatLabels, formatTable } from "./table.ts";
import type { Screen } from "./wrap.ts";

/** A plan as text. */
export function describePlan(plan: FilePlan, screen: Screen = {}): string {
  return [
    plan.resolved.trimEnd(),
    describeProfile(plan.columns, screen),
    layerTable(plan, screen),
    sizeTable(plan, screen),
    memoryTable(plan.memory, screen),
    stepLines(plan, screen),
  ].join("\n\n");
}

function layerTable({ layers, features, parameters }: Plan, screen: Screen): string {
  const isRedundant = layers.every(({ name, kind }) => nameWithoutCount(name) === kind);
  const rows = layers.map(({ name, kind, shape, parameters }) => [
    isRedundant ? name : `${name} (${kind})`,
    formatShape(shape),
    parameters.toLocaleString("en-US"),
  ]);
  const fixed = parameters.total - parameters.trained;
  return formatTable([
    ["layer", "output shape", "parameters"],
    ["features", formatShape(["N", features]), ""],
    ...rows,
    ["total", "", parameters.total.toLocaleString("en-US")],
    ...fixed > 0 ? [["of them trained", "", parameters.trained.toLocaleString("en-US")]] : [],
  ], screen);
}

function nameWithoutCount(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).replace(/_\d+$/, "");
}

function sizeTable({ sizes }: Plan, screen: Screen): string {
  return formatTable([
    ["size for one row", "MB"],
    ["input", megabytes(sizes.input)],
    ["forward and backward", megabytes(sizes.forwardBackward)],
    ["parameters", megabytes(sizes.parameters)],
    ["total", megabytes(sizes.total)],
  ], screen);
}

function memoryTable(memory: PlannedMemory, screen: Screen): string {
  const { parameters, gradients, slots, data, activations, total } = memory;
  const row = (name: string, bytes: number) => [name, megabytes(bytes / 2 ** 20)];
  return formatTable([
    ["memory, estimated", "MB"],
    row("parameters", parameters),
    row("gradients", gradients),
    row("optimizer", slots),
    row("data", data),
    row("one batch", activations),
    row("total", total),
  ], screen);
}

function megabytes(value: number): string {
  return value >= 1 ? value.toFixed(2) : value.toFixed(6);
}

/** Each feature with the column that it comes from and how it is computed. */
export function describeFeatures({ madeFeatures }: Plan, screen: Screen = {}): string {
  const rows = madeFeatures.map(({ name, column, formula }) => [name, column, formula]);
  return formatTable([["feature", "column", "formula"], ...rows], { ...screen, align: "left" });
}

function stepLines(
  { rows, classCounts, steps, schedules, device }: FilePlan,
  screen: Screen,
): string {
  const parts = (["train", "valid", "test"] as const).filter((name) => rows[name] > 0)
    .map((name) => describeShare(name, { rows: rows[name], counts: classCounts[name] })).join(", ");
  const numbers = schedules.map(describeSchedule).join(", ");
  return formatLabels([
    ["rows", parts],
    ["steps", describeSteps(steps)],
    ["numbers", numbers],
    ["device", device],
  ], screen);
}

/** `lr 0.002..0.05 by one_cycle` */
function describeSchedule({ name, schedule, lowest, highest }: PlannedSchedule): string {
  const [low, high] = [lowest, highest].map((each) => String(Number(each.toPrecision(3))));
  return `${name} ${low === high ? low : `${low}..${high}`} by ${schedule}`;
}

function describeSteps(steps: Plan["steps"]): string {
  if (!steps) return "none: there is no stage train";
  const { epochs, batch, perEpoch, total, lastBatch } = steps;
  const last = lastBatch === batch ? "" : `, the last of ${lastBatch}`;
  return `${total.toLocaleString("en-US")}: ${countedWithSeparators(epochs, "epoch")} of ${
    perEpoch.toLocaleString("en-US")
  }, ` +
    `batch ${batch.toLocaleString("en-US")}${last}`;
}
