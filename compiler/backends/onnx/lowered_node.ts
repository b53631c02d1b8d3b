import { intAttribute } from "./attributes.ts";
import { dataTypeOf } from "./element.ts";
import type { AttributeValue, ElementType, OnnxNode } from "./model.ts";

/** What a node reads and gives. */
interface Ends<Attributes> {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Attributes;
}

/** The lowering of an op that is one ONNX operator on the same inputs. */
export function single<Attributes>(
  opType: string,
  attributesOf?: (attributes: Attributes) => Readonly<Record<string, AttributeValue>>,
): (ends: Ends<Attributes>) => readonly [OnnxNode] {
  return ({ inputs, output, attributes }) => [{
    opType,
    inputs,
    outputs: [output],
    ...attributesOf && { attributes: attributesOf(attributes) },
  }];
}

/** A conversion to another element type. */
export function castNode(to: ElementType, input: string, output: string): OnnxNode {
  const attributes = { to: intAttribute(dataTypeOf(to)) };
  return { opType: "Cast", inputs: [input], outputs: [output], attributes };
}

/** The same tensor under a second name. */
export function identityNode(input: string, output: string): OnnxNode {
  return { opType: "Identity", name: output, inputs: [input], outputs: [output] };
}
