import { generateCstDts } from "chevrotain";
import { parser } from "../../../dsl/syntax/parser.ts";

const header =
  `// Generated from the grammar in parser.ts by tests/dsl/syntax/generate_cst.ts: do not edit.
// deno-fmt-ignore-file
`;

/** The types of the grammar's syntax tree, as the text of `dsl/syntax/cst.ts`. */
export function cstTypes(): string {
  const types = generateCstDts(parser.getGAstProductions(), { includeVisitorInterface: false });
  const documented = types.replace("ICstVisitor, ", "").replace(
    /^export (?:interface|type) (\w+?)(CstNode|CstChildren)\b/gm,
    (line, rule: string, kind: string) => {
      const part = kind === "CstNode" ? "A node" : "The children of a node";
      return `/** ${part} of the rule \`${rule[0].toLowerCase()}${rule.slice(1)}\`. */\n${line}`;
    },
  );
  const members = documented
    .replace(/^\s{2}name: /gm, "  /** The rule. */\n$&")
    .replace(/^\s{2}children: /gm, "  /** What it found, by label. */\n$&");
  return header + members.trimEnd() + "\n";
}

if (import.meta.main) {
  Deno.writeTextFileSync(new URL("../../../dsl/syntax/cst.ts", import.meta.url), cstTypes());
}
