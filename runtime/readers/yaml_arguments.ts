import { checkArguments } from "../../dsl/check/call.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Signature } from "../../dsl/language/signature.ts";
import type { Argument, Expression, Identifier } from "../../dsl/syntax/ast.ts";
import { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import { wrongValue } from "../formats/yaml_field_diagnostics.ts";
import type { YamlMapping, YamlNode } from "../formats/yaml_tree.ts";

/**
 * Keys and values of YAML as the arguments of a call, held to its signature as in a `.pipe` file, with the
 * same messages. Nothing where one is wrong.
 */
export function argumentsInYaml<S extends Signature>(
  signature: S,
  { node, span }: { readonly node: YamlMapping | undefined; readonly span: Span },
  report: Report,
): CheckedCall<S> | undefined {
  const own = new Report((each) => report.add(each));
  const written = (node?.entries ?? []).flatMap(({ key, value }): Argument[] => {
    if (key.kind !== "scalar") return [];
    const name = identifier(key.text, key.span);
    const expression = expressionOf(value, { key: key.text, report: own });
    return expression ? [{ kind: "argument", name, value: expression, span: value.span }] : [];
  });
  const call = checkArguments(signature, {
    name: identifier(signature.name, node?.span ?? span),
    arguments: written,
    span: node?.span ?? span,
  }, { names: new Map(), report: (each) => own.add(each) });
  // Nothing in YAML follows from the data, and no such call has a block: a draft of it is the call.
  return own.hasErrors ? undefined : call as CheckedCall<S> | undefined;
}

function identifier(text: string, span: Span): Identifier {
  return { kind: "identifier", text, quoted: false, span };
}

interface Place {
  readonly key: string;
  readonly report: Pick<Report, "add">;
}

function expressionOf(node: YamlNode, place: Place): Expression | undefined {
  const { span } = node;
  if (node.kind === "sequence") {
    const items = node.items.flatMap((item) => expressionOf(item, place) ?? []);
    return { kind: "list", items, span };
  }
  if (node.kind === "mapping" || node.value === null) {
    const help = "Write a value, or a list of them";
    const shown = node.kind === "mapping" ? "keys and values" : "empty";
    place.report.add(wrongValue(place.key, { expected: "a value", shown, help }, span));
    return undefined;
  }
  const { value, text } = node;
  if (typeof value === "number") {
    return { kind: "number", value, isInt: Number.isInteger(value), span };
  }
  if (typeof value === "boolean") return { kind: "name", name: String(value), span };
  return { kind: "string", value: text, span };
}
