/**
 * Writes `docs/training-graph.md`: the training graph of iris node by node. What a node is, is said in
 * `training_graph_notes.ts`; which nodes there are, their shapes, lines and numbers come from the graph.
 * @module
 */
import { formatShape, formatType, type NumericTensor } from "../compiler/ir/tensor.ts";
import type { Input, Value } from "../compiler/ir/value.ts";
import { printExpression } from "../compiler/transform/print.ts";
import { positionOf, type Span } from "../dsl/text/span.ts";
import type { Assembled } from "../runtime/prepare/assemble.ts";
import { statesOf } from "../compiler/step/step_graph.ts";
import { type GraphPart, type IrisGraph, irisGraph, type ShownNode } from "./iris_graph.ts";
import {
  aboutPage,
  inputNotes,
  type NodeNote,
  nodeNotes,
  type NodeSection,
  type Origin,
  tensorSymbols,
} from "./training_graph_notes.ts";

/** `docs/training-graph.md`. @throws {Error} If a node has no note, or a note no node. */
export async function trainingGraphPage(): Promise<string> {
  const graph = await irisGraph();
  return [
    ...introduction(graph),
    ...inputTable(graph),
    ...partLines("before", graph),
    ...stepIntroduction(graph),
    ...partLines("step", graph),
    ...partLines("after", graph),
  ].join("\n").trimEnd() + "\n";
}

function partLines(part: GraphPart, { nodes, assembled }: IrisGraph): string[] {
  const sections = nodeNotes[part];
  const noted = notedNodes(nodes[part], sections);
  const lineOf = lineNumbers(assembled);
  return sections.flatMap(({ title, prose, nodes }) => {
    const rows = noted.filter(({ expression }) => Object.hasOwn(nodes, expression));
    if (rows.length !== Object.keys(nodes).length) {
      throw new Error(`"${title}" tells of nodes that are not there`);
    }
    return [
      `${part === "step" ? "###" : "##"} ${title}`,
      "",
      ...prose.split("\n"),
      "",
      ...tableOf(rows, lineOf),
      "",
    ];
  });
}

interface NotedNode extends ShownNode {
  readonly expression: string;
  readonly note: NodeNote;
}

/** Each node with what is said of it; nodes are known by what they compute from what. */
function notedNodes(nodes: readonly ShownNode[], sections: readonly NodeSection[]): NotedNode[] {
  const notes = Object.fromEntries(sections.flatMap((each) => Object.entries(each.nodes)));
  const symbols = new Map<Value, string>();
  return nodes.map((node) => {
    const expression = expressionOf(node.value, symbols);
    const note = notes[expression];
    if (!note) throw new Error(`Nothing is said of the node %${node.number} = ${expression}`);
    symbols.set(node.value, note.symbol);
    return { ...node, expression, note };
  });
}

/** `relu(z₁)`, with the symbols of what it is computed from. */
function expressionOf(value: Value, symbols: ReadonlyMap<Value, string>): string {
  const withoutType = (each: Value, nameOf: (input: Value) => string) =>
    printExpression(each, nameOf).replace(/ : [^:]*$/, "");
  return withoutType(value, (input) => {
    if (input.kind === "constant") return withoutType(input, () => "");
    return symbols.get(input) ?? (input.kind === "input" ? inputSymbol(input) : "?");
  });
}

function inputSymbol({ name }: Input): string {
  const [, prime, carried] = /^(next_)?(.*)$/.exec(name) ?? [];
  const symbol = tensorSymbols[carried ?? ""];
  return symbol === undefined ? name : prime ? `${symbol}′` : symbol;
}

function tableOf(nodes: readonly NotedNode[], lineOf: (origin: Origin) => number): string[] {
  return [
    "| in `training.onnx` | in `graph.txt` | computes | shape | line | what it is | in the first step |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...nodes.map(({ onnx, number, expression, note: { symbol, origin, text }, value, result }) =>
      row([
        onnx.map(({ opType, name }) => `${opType} \`${name}\``).join(", "),
        `%${number}`,
        `\`${symbol} = ${expression}\``,
        formatShape(value.type.shape),
        String(lineOf(origin)),
        text,
        numbersOf(result),
      ])
    ),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** More numbers than these are no help. */
const maxNumbers = 8;

function numbersOf({ data }: NumericTensor): string {
  if (data.length > maxNumbers) return "";
  // A zero has no sign on paper.
  return Array.from(data, (each) => String(Number(each.toPrecision(3)) || 0)).join(", ");
}

function lineNumbers({ program: { pipeline, plan } }: Assembled): (origin: Origin) => number {
  const [hidden, relu, last] = plan.layers.map(({ call }) => call.span);
  const { load, loss, optimizer, train } = pipeline;
  const spans: Record<Origin, Span | undefined> = {
    ...{ hidden, relu, last, load: load.span },
    ...{ loss: loss?.span, optimizer: optimizer?.span, train: train?.span },
  };
  return (origin) => {
    const span = spans[origin];
    if (!span) throw new Error(`iris.pipe has no ${origin}`);
    return positionOf(span.source, span.start).line;
  };
}

function introduction({ assembled, nodes, batches }: IrisGraph): string[] {
  const lines = assembled.program.pipeline.source.text.trimEnd().split("\n");
  const width = String(lines.length).length;
  return [
    aboutPage,
    "```text",
    ...lines.map((line, at) => `${String(at + 1).padStart(width)}  ${line}`.trimEnd()),
    "```",
    "",
    `An epoch is one call of the graph or a few: ${batches.steps} steps of ${batches.batch} row. A step is the body of a`,
    `\`Scan\`, ONNX's loop. It has ${
      countOfOnnx(nodes.step)
    } nodes in four groups, which every training has: forward, the`,
    "gradient of the loss, the gradients of the parameters, and the update.",
    "",
  ];
}

function countOfOnnx(nodes: readonly ShownNode[]): number {
  return new Set(nodes.flatMap(({ onnx }) => onnx)).size;
}

function inputTable({ step }: IrisGraph): string[] {
  const kinds = [
    ["the same in every step", step.captured, []],
    ["carried from step to step", statesOf(step).map(({ input }) => input), []],
    ["one for each of the S steps", step.scanned, ["S"]],
  ] as const;
  const rows = kinds.flatMap(([kind, inputs, steps]) =>
    inputs.map(({ name, type }) => {
      const whole = { ...type, shape: [...steps, ...type.shape] };
      return row([`\`${name}\``, formatType(whole), kind, noteOfInput(name)]);
    })
  );
  return [
    "## Inputs",
    "",
    "| input | type | is | what it is |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ];
}

function noteOfInput(name: string): string {
  const note = inputNotes[name];
  if (!note) throw new Error(`Nothing is said of the input ${name}`);
  return note;
}

function stepIntroduction({ step }: IrisGraph): string[] {
  return [
    "## Each step",
    "",
    `The ${step.carried.length} tensors of parameters go from step to step. Where an optimizer does more with each number than a`,
    "product of matrices can take in, one vector of all of them goes instead, whichever needs fewer nodes.",
    "",
  ];
}
