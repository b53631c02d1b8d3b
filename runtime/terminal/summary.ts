import type { Engine } from "../engine.ts";
import type { Metrics } from "../metrics_file.ts";
import type { Prepared } from "../prepare.ts";
import { counted, formatNumber, formatTable } from "./table.ts";

/** What is about to be trained, on what, where: the lines before training. */
export function describePrepared(prepared: Prepared, engine: Engine): string {
  const { pipeline, dataset, parts, program: { plan } } = prepared;
  const shares = parts.map(({ name, rows }) => `${name} ${rows.toLocaleString("en-US")}`).join(
    ", ",
  );
  const sizes = [
    plan.features,
    ...plan.layers.filter((layer) => layer.parameters > 0).map((layer) => layer.shape.at(-1)),
  ];
  const lines = [
    ["data", `${dataset.name}: ${describeData(prepared)}`],
    ["rows", shares],
    ["model", `${sizes.join("-")}, ${counted(plan.size, "parameter")}`],
    ["training", describeTraining(prepared)],
    ["device", engine.device],
    ["seed", String(pipeline.seed)],
  ];
  return formatLabels(lines);
}

function describeData({ dataset }: Prepared): string {
  const { target, rows, features } = dataset;
  const columns = `${counted(rows, "row")}, ${counted(features.length, "feature")}`;
  if (!target) return `${columns}, no target`;
  if (target.kind === "numeric") {
    return `${columns}, target ${target.columns.map(({ name }) => name).join(", ")}`;
  }
  const shown = target.classes.slice(0, 10).join(", ");
  const more = target.classes.length > 10 ? ", ..." : "";
  return `${columns}, ${target.classes.length} classes in ${target.name} (${shown}${more})`;
}

function describeTraining({ pipeline, parts }: Prepared): string {
  const { train, optimizer, loss } = pipeline;
  if (!train || !optimizer || !loss) return "none: parameters stay as they start";
  const { epochs, batch } = train.arguments;
  const rows = parts[0]!.rows;
  const steps = Math.ceil(rows / Math.min(batch, rows));
  const each = `${counted(epochs, "epoch")} of ${counted(steps, "step")}, batch ${
    Math.min(batch, rows)
  }`;
  const { name } = optimizer.definition;
  return `${each}, ${loss.definition.name}, ${name} lr ${optimizer.arguments.lr}`;
}

function formatLabels(lines: readonly (readonly string[])[]): string {
  const width = Math.max(...lines.map(([label]) => label!.length));
  return lines.map(([label, text]) => `${label!.padEnd(width)}  ${text}`).join("\n");
}

/** Loss and metrics, a line a part. */
export function describeMetrics({ parts }: Metrics): string {
  const names = [...new Set(Object.values(parts).flatMap((part) => Object.keys(part)))];
  const columns = ["rows", ...names.filter((name) => name !== "rows")];
  const rows = Object.entries(parts).map(([part, values]) => [
    part,
    ...columns.map((name) =>
      name === "rows" ? values.rows.toLocaleString("en-US") : formatNumber(values[name] ?? NaN)
    ),
  ]);
  return formatTable([["part", ...columns], ...rows]);
}
