import { resolve } from "node:path";
import type { Expression } from "../../dsl/syntax/ast.ts";
import { unwrap } from "../../dsl/text/diagnostic.ts";
import { type Report, reported } from "../../dsl/text/report.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { Source } from "../../dsl/text/span.ts";
import { type CommandContext, decode, displayPath, readFile } from "../files/access.ts";
import { parseYamlTree, YamlError, type YamlNode } from "../formats/yaml_tree.ts";
import { notUtf8 } from "../files/file_diagnostics.ts";
import * as problem from "./params_diagnostics.ts";

/**
 * Reads the parameters of a YAML file of names and values, as `--params` names it.
 * @param path Relative to the working directory.
 * @throws {PenstockError} If there is no such file or it holds something else.
 */
export async function readParams(
  path: string,
  { workingDirectory }: CommandContext,
): Promise<readonly Override[]> {
  const full = resolve(workingDirectory, path);
  const name = displayPath(full, workingDirectory);
  return unwrap(
    await reported(async (report) => {
      const text = decode(await readFile(full, { path: name, report })) ??
        report.fail(notUtf8({ path: name }));
      return overridesIn({ name, text, isOfCommand: true }, report);
    }),
  );
}

/** The parameters that a YAML text sets; none where it is empty. */
function overridesIn(source: Source, report: Report): Override[] {
  return entriesOf(source, report).flatMap(({ key, value }): Override[] => {
    if (key.kind !== "scalar") {
      report.add(problem.notParams(key.span));
      return [];
    }
    const expression = expressionOf(value);
    if (!expression) report.add(problem.notAParamValue(key.text, value.span));
    return expression
      ? [{ origin: "file", name: key.text, nameSpan: key.span, value: expression }]
      : [];
  });
}

function entriesOf(source: Source, report: Report) {
  try {
    const tree = parseYamlTree(source);
    if (tree === undefined) return [];
    if (tree.kind === "mapping") return tree.entries;
    report.add(problem.notParams(tree.span));
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    report.add(problem.brokenParams(error.message, error.span));
  }
  return [];
}

/** A YAML value as it would stand in a `.pipe` file. */
function expressionOf(node: YamlNode): Expression | undefined {
  if (node.kind !== "scalar") return undefined;
  const { value, text, span } = node;
  if (typeof value === "boolean") return { kind: "name", name: String(value), span };
  if (typeof value === "string") return { kind: "string", value, span };
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  return { kind: "number", value, isInt: /^[-+]?\d+$/.test(text), span };
}
