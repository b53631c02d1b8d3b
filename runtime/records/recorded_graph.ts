import type { Program } from "../../compiler/compile.ts";
import { placeOfOrigin } from "../../compiler/ir/origin.ts";
import { usualStep } from "../../compiler/step/span.ts";
import { type ListedNode, listStep } from "../../compiler/step/step_listing.ts";
import type { RecordedGraph, RecordedLayer, RecordedLine } from "../../report/input/records.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { batchPlanOf } from "../../compiler/step/batch_plan.ts";

/** So many nodes are told; nobody reads more. */
const mostNodes = 400;

/** The layers of a model, with their lines. */
export function recordedLayers({ plan }: Program): readonly RecordedLayer[] {
  return plan.layers.map(({ name, call: { definition, span }, shape, parameters }) => {
    const { file, line } = placeOfOrigin({ stage: "model", span });
    return { name, kind: definition.name, shape, parameters, file, line };
  });
}

/** The step that trains, by the lines of its pipeline; nothing where nothing is trained. */
export function recordedGraph(prepared: Prepared): RecordedGraph | undefined {
  const { training, plan } = prepared.program;
  if (!training) return undefined;
  const rows = partOf(prepared, "train")?.rows ?? 0;
  return graphByLine(listStep(usualStep(training, batchPlanOf(training, rows)), plan));
}

/**
 * Nodes by what they are computed for, in the order in which each line comes first in a step; a line that is done with
 * before the first step stands before all.
 */
function graphByLine(nodes: readonly ListedNode[]): RecordedGraph {
  const told = new Set(nodes.slice(0, mostNodes));
  const byLine = Map.groupBy(nodes, lineKey);
  const keysOf = (when: ListedNode["when"]) =>
    nodes.filter((node) => node.when === when).map(lineKey);
  const inStep = new Set(keysOf("step"));
  const before = keysOf("before").filter((key) => !inStep.has(key));
  const order = new Set([...before, ...inStep, ...keysOf("after")]);
  const left_out = nodes.length - told.size;
  return {
    lines: [...order].map((key) => lineOf(byLine.get(key) ?? [], told)),
    ...left_out > 0 && { left_out },
  };
}

function lineKey({ origin }: ListedNode): string {
  if (!origin) return "";
  const { file, line, text } = placeOfOrigin(origin);
  return JSON.stringify([file, line, origin.layer, text]);
}

/** @param nodes Of one line, at least one. */
function lineOf(nodes: readonly ListedNode[], told: ReadonlySet<ListedNode>): RecordedLine {
  const [{ origin }] = nodes;
  const more = nodes.filter((node) => !told.has(node));
  const shown = Map.groupBy(nodes.filter((node) => told.has(node)), kindOf);
  return {
    ...origin && {
      ...placeOfOrigin(origin),
      stage: origin.stage,
      ...origin.layer !== undefined && { layer: origin.layer },
    },
    nodes: Object.fromEntries([...shown].map(([kind, own]) => [kind, own.map(textOfNode)])),
    ...more.length > 0 && { more: countsByKind(more) },
  };
}

function kindOf({ when, origin }: ListedNode): keyof RecordedLine["nodes"] {
  return when === "step" && origin?.isGradient ? "gradient" : when;
}

function textOfNode({ text }: ListedNode): string {
  return text;
}

function countsByKind(nodes: readonly ListedNode[]): Readonly<Record<string, number>> {
  const byKind = Map.groupBy(nodes, ({ kind }) => kind);
  return Object.fromEntries([...byKind].map(([kind, own]) => [kind, own.length]));
}
