import { describeType } from "../language/describe_type.ts";
import { factNames, type Vocabulary } from "../language/pipeline.ts";
import { structureSection } from "./reference_text.ts";
import type { ArgumentSpec, CalledValue, Signature } from "../language/signature.ts";
import { type KeywordName, keywords } from "../syntax/tokens.ts";

/** The stages that take calls, in the order in which a pipeline usually has them. */
const callStages = [
  ["load", "Readers"],
  ["column", "Column types"],
  ["split", "Splits"],
  ["impute", "Imputation"],
  ["encode", "Encoding"],
  ["scale", "Scaling"],
  ["scale_target", "Scaling of targets"],
  ["model", "Layers"],
  ["loss", "Losses"],
  ["optimizer", "Optimizers"],
  ["schedule", "Schedules"],
  ["metric", "Metrics"],
  ["device", "Devices"],
] as const satisfies readonly (readonly [keyof Vocabulary & KeywordName, string])[];

/**
 * The language reference as Markdown, from the very vocabulary that checks pipelines: every stage,
 * call, argument, type, range and default.
 */
export function languageReference(vocabulary: Vocabulary): string {
  return [
    ...introduction,
    ...keywordTable(),
    ...structureSection,
    ...callStages.flatMap(([stage, title]) => stageSection(stage, title, vocabulary[stage])),
    "## The model stage",
    "",
    `\`model { ... }\`: ${vocabulary.modelStage.doc}`,
    "",
    ...argumentTable(vocabulary.modelStage),
    "## The train stage",
    "",
    `\`train\`: ${keywords.train.doc}. ${vocabulary.train.doc}`,
    "",
    ...argumentTable(vocabulary.train),
    ...valueSection(vocabulary),
  ].join("\n").trimEnd() + "\n";
}

const introduction = [
  "# The language",
  "",
  "Generated from the vocabulary that checks pipelines: `deno task docs`. The grammar as diagrams is in",
  "[grammar.html](grammar.html), the names of other tools in [from-keras-pytorch-sklearn.md](from-keras-pytorch-sklearn.md).",
  "",
  "[first-table.md](first-table.md) starts at the beginning, [faq.md](faq.md) answers questions that come up.",
  "",
  "A pipeline is a list of stages, one on a line. A stage left out means that nothing is done. `#` starts a comment; a",
  "line may go on after `(`, `[`, `{` and `,`. Arguments stand in the order of the tables below or by name:",
  "`linear(8)` is `linear(out = 8)`. Defaults are those of version 1 of the language, the `pipe 1` of the first line.",
  "",
  "Values are whole numbers, numbers, percents (`20%`, exactly 20/100), texts in double quotes, names, lists, ranges",
  "(`1..4096`, both ends included) and, for a few arguments, calls such as `normal(std = 0.1)`. Numbers may be calculated",
  `with \`+ - * /\` and parentheses from parameters and from what the data says: ${
    factNames.map((name) => `\`${name}\``).join(", ")
  }.`,
  "",
  'Words and names of columns are written bare or in double quotes, also in lists: `ignore = [split, "Model Year"]`. What',
  "has blanks, dots or other signs needs the quotes, as paths and all other texts do; numbers, percents, `true` and `false`",
  "take none. A keyword is a word like any other where a value stands: `evaluate = [train, test]`.",
  "",
];

function keywordTable(): string[] {
  const rows = Object.entries(keywords).map(([name, { doc }]) => [`\`${name}\``, doc]);
  return ["## Keywords", "", ...table(["keyword", "what it is for"], rows), ""];
}

function stageSection(stage: KeywordName, title: string, calls: readonly Signature[]): string[] {
  return [
    `## ${title}`,
    "",
    `Stage \`${stage}\`: ${keywords[stage].doc}.`,
    "",
    ...calls.flatMap((call) => callSection(call)),
  ];
}

function callSection(call: Signature): string[] {
  const block = call.block ? " { ... }" : "";
  return [
    `### ${call.name}`,
    "",
    `\`${usage(call)}${block}\``,
    "",
    call.doc,
    "",
    ...argumentTable(call),
  ];
}

/** `linear(out, bias = true)` */
function usage({ name, arguments: specs }: Signature): string {
  const parts = Object.entries(specs).map(([key, spec]) => {
    if (spec.default !== undefined) return `${key} = ${formatValue(spec.default)}`;
    return spec.optional ? `[${key}]` : key;
  });
  return parts.length === 0 ? name : `${name}(${parts.join(", ")})`;
}

function argumentTable({ arguments: specs }: Signature): string[] {
  const rows = Object.entries(specs).map(([name, spec]) => [
    `\`${name}\``,
    describeType(spec.type),
    formatDefault(spec),
    spec.isSchedulable ? `${spec.doc}; can be scheduled` : spec.doc,
  ]);
  return rows.length === 0 ? [] : [...table(["argument", "type", "default", "meaning"], rows), ""];
}

function formatDefault(spec: ArgumentSpec<unknown>): string {
  if (spec.default !== undefined) return `\`${formatValue(spec.default)}\``;
  return spec.optional ? "none" : "must be given";
}

/** A default as it would be written in a pipeline. */
function formatValue(value: unknown): string {
  if (typeof value === "string") return value;
  if (isShare(value)) return `${value.percent}%`;
  if (isCall(value)) return value.definition.name;
  return JSON.stringify(value);
}

function isShare(value: unknown): value is { readonly percent: number } {
  return typeof value === "object" && value !== null && "percent" in value;
}

function isCall(value: unknown): value is CalledValue {
  return typeof value === "object" && value !== null && "definition" in value;
}

/** The calls that may stand where a value stands; what was described before is only named. */
function valueSection(vocabulary: Vocabulary): string[] {
  const described = new Set<Signature>(callStages.flatMap(([stage]) => vocabulary[stage]));
  const groups = valueGroups([...described]);
  return groups.flatMap(([what, calls]) => {
    const names = calls.map(({ name }) => `\`${name}\``).join(", ");
    const fresh = calls.filter((call) => !described.has(call));
    calls.forEach((call) => described.add(call));
    return [
      `## Values: ${what}`,
      "",
      `Where an argument takes one, write one of ${names}${
        fresh.length === 0 ? ", as above" : ""
      }.`,
      "",
      ...fresh.flatMap((call) => callSection(call)),
    ];
  });
}

/** The kinds of calls that arguments take, each with its calls, the largest kinds first. */
function valueGroups(calls: readonly Signature[]): [string, readonly Signature[]][] {
  const groups = new Map<string, readonly Signature[]>();
  for (const { type } of calls.flatMap((call) => Object.values(call.arguments))) {
    for (const each of type.kind === "either" ? type.types : [type]) {
      if (each.kind === "call") groups.set(each.what, each.of);
    }
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}
