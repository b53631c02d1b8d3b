import railroad from "railroad-diagrams";
import { parser } from "../dsl/syntax/parser.ts";

/** One box or line of a diagram, as the library draws it. */
type Track = unknown;

/** What a serialized grammar production may have. */
interface Production {
  readonly type: string;
  readonly name?: string;
  readonly nonTerminalName?: string;
  readonly label?: string;
  readonly pattern?: string;
  readonly definition?: readonly Production[];
  readonly separator?: Production;
}

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
    background: #fff; color: #1b1f24; }
  h2 { font-size: 1rem; margin: 2rem 0 0.25rem; }
  svg.railroad-diagram { max-width: 100%; }
  svg.railroad-diagram path { stroke-width: 2; stroke: #57606a; fill: none; }
  svg.railroad-diagram text { font: 14px ui-monospace, monospace; text-anchor: middle; fill: #1b1f24; }
  svg.railroad-diagram rect { stroke-width: 1.5; stroke: #57606a; fill: #ddf4ff; }
  svg.railroad-diagram g.non-terminal rect, svg.railroad-diagram rect:not([rx]) { fill: #fff8c5; }`;

/** Railroad diagrams of every rule of the grammar, as one page without scripts or links to elsewhere. */
export function grammarPage(): string {
  const rules = parser.getSerializedGastProductions() as unknown as readonly Production[];
  const sections = rules.map((rule) =>
    `<h2 id="${rule.name}">${rule.name}</h2>\n${
      railroad.Diagram(sequence(rule.definition)).toString()
    }`
  );
  return [
    "<!DOCTYPE html>",
    '<html lang="en">',
    '<head><meta charset="utf-8"><title>The grammar of .pipe files</title>',
    `<style>${style}\n</style></head>`,
    "<body>",
    "<h1>The grammar of .pipe files</h1>",
    "<p>Generated from the parser: <code>deno task docs</code>. Round boxes are written as they stand, square",
    "boxes are other rules; newlines are free after an opening bracket or a comma.</p>",
    ...sections,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function sequence(definition: readonly Production[] = []): Track {
  return definition.length === 0
    ? railroad.Skip()
    : railroad.Sequence(...definition.map((each) => track(each)));
}

function track(production: Production): Track {
  const { definition, separator } = production;
  switch (production.type) {
    case "NonTerminal":
      return railroad.NonTerminal(production.name ?? production.nonTerminalName ?? "");
    case "Terminal":
      return railroad.Terminal(production.label ?? production.name ?? "");
    case "Option":
      return railroad.Optional(sequence(definition));
    case "Repetition":
      return railroad.ZeroOrMore(sequence(definition));
    case "RepetitionWithSeparator":
      return railroad.ZeroOrMore(sequence(definition), separator && track(separator));
    case "RepetitionMandatory":
      return railroad.OneOrMore(sequence(definition));
    case "RepetitionMandatoryWithSeparator":
      return railroad.OneOrMore(sequence(definition), separator && track(separator));
    case "Alternation":
      return railroad.Choice(0, ...(definition ?? []).map((each) => track(each)));
    default:
      return sequence(definition);
  }
}
