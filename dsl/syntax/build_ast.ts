import type { CstNode, IToken } from "chevrotain";
import type {
  Argument,
  Block,
  BlockParameter,
  Call,
  Definition,
  Expectation,
  Expression,
  File,
  Identifier,
  Item,
  Param,
  Repeat,
  Stage,
  Variant,
  VariantItem,
  WrittenLayer,
} from "./ast.ts";
import type {
  ArgumentCstNode,
  ArgumentListCstNode,
  BlockCstNode,
  CallCstNode,
  DefinitionCstNode,
  ExpectationCstNode,
  ExpressionCstNode,
  FactorCstNode,
  FileCstNode,
  IdentifierCstNode,
  ItemCstNode,
  LabelCstNode,
  LayerCstNode,
  NamedBlockCstNode,
  ParamCstNode,
  ParameterCstNode,
  PrimaryCstNode,
  ProductCstNode,
  RangeCstNode,
  RepeatCstNode,
  StageCstNode,
  StatementCstNode,
  SumCstNode,
  TypeCstNode,
  VariantCstNode,
} from "./cst.ts";
import { InternalError } from "../text/diagnostic.ts";
import { spanOf } from "./lex.ts";
import { withoutQuotes } from "./lexical_diagnostics.ts";
import { type Source, type Span, spanOver } from "../text/span.ts";

/**
 * The AST of a syntax tree without mistakes. `parse` never asks for the AST of a recovered tree, so
 * no token here was inserted by recovery and no child is missing.
 */
export function buildFile(source: Source, { children }: FileCstNode): File {
  const items = (children.item ?? []).map((each) => buildItem(source, each));
  return { kind: "file", items, span: { source, start: 0, end: source.text.length } };
}

function buildItem(source: Source, node: ItemCstNode): Item {
  const { version, use, override, definition } = node.children;
  const span = spanOfNode(source, node);
  if (version) {
    const number = buildExpression(source, version[0].children.number[0]);
    return { kind: "version", number, span };
  }
  if (use) {
    return { kind: "use", path: quotedIdentifier(source, use[0].children.path[0]), span };
  }
  if (override) {
    const { word: [word], definition: [item] } = override[0].children;
    return {
      kind: "override",
      word: bareIdentifier(source, word),
      item: buildDefinition(source, item),
      span,
    };
  }
  if (definition) return buildDefinition(source, definition[0]);
  throw new InternalError("An item without alternatives");
}

function buildDefinition(source: Source, { children }: DefinitionCstNode): Definition {
  const { statement, namedBlock, variant } = children;
  if (statement) return buildStatement(source, statement[0]);
  if (namedBlock) return buildNamedBlock(source, namedBlock[0]);
  if (variant) return buildVariant(source, variant[0]);
  throw new InternalError("A definition without alternatives");
}

function buildVariant(source: Source, node: VariantCstNode): Variant {
  const { name, statement } = node.children;
  return {
    kind: "variant",
    name: bareIdentifier(source, name[0]),
    items: (statement ?? []).map((each) => buildStatement(source, each)),
    span: spanOfNode(source, node),
  };
}

function buildNamedBlock(source: Source, node: NamedBlockCstNode): Block {
  const { name, parameter, block } = node.children;
  return {
    kind: "block",
    name: bareIdentifier(source, name[0]),
    parameters: (parameter ?? []).map((each) => buildParameter(source, each)),
    layers: buildBlock(source, block[0]),
    span: spanOfNode(source, node),
  };
}

function buildParameter(source: Source, { children }: ParameterCstNode): BlockParameter {
  const { name, default: value } = children;
  return {
    name: bareIdentifier(source, name[0]),
    ...value && { default: buildExpression(source, value[0]) },
  };
}

function buildStatement(source: Source, node: StatementCstNode): VariantItem {
  const { seed, param, expectation, stage } = node.children;
  const span = spanOfNode(source, node);
  if (seed) {
    return { kind: "seed", value: buildExpression(source, seed[0].children.value[0]), span };
  }
  if (param) return buildParam(source, param[0]);
  if (expectation) return buildExpectation(source, expectation[0]);
  if (stage) return buildStage(source, stage[0]);
  throw new InternalError("A statement without alternatives");
}

function buildParam(source: Source, node: ParamCstNode): Param {
  const { name, type, range, default: value, doc } = node.children;
  return {
    kind: "param",
    name: bareIdentifier(source, name[0]),
    type: buildType(source, type[0]),
    ...range && { range: buildRange(source, range[0]) },
    default: buildExpression(source, value[0]),
    ...doc && { doc: unescape(doc[0].image) },
    span: spanOfNode(source, node),
  };
}

function buildType(source: Source, node: TypeCstNode): Param["type"] {
  const words = node.children.word.map((each) => bareIdentifier(source, each));
  return words.length === 1 ? words[0] : { kind: "choice", words, span: spanOfNode(source, node) };
}

function buildExpectation(source: Source, node: ExpectationCstNode): Expectation {
  const { metric, range, part, argumentList } = node.children;
  return {
    kind: "expect",
    metric: buildIdentifier(source, metric[0]),
    range: buildRange(source, range[0]),
    part: bareIdentifier(source, part[0]),
    arguments: buildArguments(source, argumentList?.[0]),
    span: spanOfNode(source, node),
  };
}

function buildStage(source: Source, node: StageCstNode): Stage {
  const { keyword, argumentList, call, block } = node.children;
  return {
    kind: "stage",
    keyword: bareIdentifier(source, keyword[0]),
    arguments: buildArguments(source, argumentList?.[0]),
    calls: (call ?? []).map((each) => buildCall(source, each)),
    ...block && { block: buildBlock(source, block[0]) },
    span: spanOfNode(source, node),
  };
}

function buildBlock(source: Source, { children }: BlockCstNode): WrittenLayer[] {
  return (children.layer ?? []).map((each) => buildLayer(source, each));
}

function buildLayer(source: Source, node: LayerCstNode): WrittenLayer {
  const { repeat, call, block } = node.children;
  if (repeat) return buildRepeat(source, repeat[0]);
  if (!call) throw new InternalError("A layer without alternatives");
  return {
    ...buildCall(source, call[0]),
    ...block && { block: buildBlock(source, block[0]) },
    span: spanOfNode(source, node),
  };
}

function buildRepeat(source: Source, node: RepeatCstNode): Repeat {
  const { count: [count], block: [block] } = node.children;
  return {
    kind: "repeat",
    count: buildExpression(source, count),
    block: buildBlock(source, block),
    span: spanOfNode(source, node),
  };
}

function buildCall(source: Source, node: CallCstNode): Call {
  const { label, name, argumentList } = node.children;
  return {
    kind: "call",
    ...label && { label: buildIdentifier(source, label[0]) },
    name: buildIdentifier(source, name[0]),
    arguments: buildArguments(source, argumentList?.[0]),
    span: spanOfNode(source, node),
  };
}

function buildArguments(source: Source, node: ArgumentListCstNode | undefined): Argument[] {
  return (node?.children.argument ?? []).map((each) => buildArgument(source, each));
}

/** The AST of `name = value`, from a tree without mistakes. */
export function buildArgument(source: Source, node: ArgumentCstNode): Argument {
  const { name, value } = node.children;
  return {
    kind: "argument",
    ...name && { name: bareIdentifier(source, name[0]) },
    value: buildExpression(source, value[0]),
    span: spanOfNode(source, node),
  };
}

function buildIdentifier(
  source: Source,
  { children }: IdentifierCstNode | LabelCstNode,
): Identifier {
  const { bare, quoted } = children;
  if (bare) return bareIdentifier(source, bare[0]);
  if (!quoted) throw new InternalError("An identifier without alternatives");
  return quotedIdentifier(source, quoted[0]);
}

function quotedIdentifier(source: Source, token: IToken): Identifier {
  const text = unescape(token.image);
  return { kind: "identifier", text, quoted: true, span: spanOf(source, token) };
}

function bareIdentifier(source: Source, token: IToken): Identifier {
  return { kind: "identifier", text: token.image, quoted: false, span: spanOf(source, token) };
}

function buildExpression(source: Source, node: ExpressionCstNode): Expression {
  const { low: [low], high } = node.children;
  if (!high) return buildSum(source, low);
  return {
    kind: "range",
    low: buildSum(source, low),
    high: buildSum(source, high[0]),
    span: spanOfNode(source, node),
  };
}

function buildRange(source: Source, node: RangeCstNode): Expression {
  const { low: [low], high: [high] } = node.children;
  return {
    kind: "range",
    low: buildSum(source, low),
    high: buildSum(source, high),
    span: spanOfNode(source, node),
  };
}

function buildSum(source: Source, { children }: SumCstNode): Expression {
  return chain(source, children, (operand) => buildProduct(source, operand));
}

function buildProduct(source: Source, { children }: ProductCstNode): Expression {
  return chain(source, children, (operand) => buildFactor(source, operand));
}

/** Operands joined from left to right. */
function chain<Node extends CstNode>(
  source: Source,
  { operand, operator = [] }: { operand: Node[]; operator?: IToken[] },
  build: (operand: Node) => Expression,
): Expression {
  // Spans come from the nodes: an operand in parentheses has a narrower span than its node.
  const first = spanOfNode(source, operand[0]);
  return operator.reduce<Expression>((left, { image }, index) => {
    const right = operand[index + 1];
    return {
      kind: "binary",
      operator: image as "+" | "-" | "*" | "/", // the grammar admits no other
      left,
      right: build(right),
      span: spanOver(first, spanOfNode(source, right)),
    };
  }, build(operand[0]));
}

function buildFactor(source: Source, node: FactorCstNode): Expression {
  const { Minus, primary: [primary] } = node.children;
  const operand = buildPrimary(source, primary);
  return Minus ? { kind: "negate", operand, span: spanOfNode(source, node) } : operand;
}

function buildPrimary(source: Source, node: PrimaryCstNode): Expression {
  const { number, percent, text, name, list, group } = node.children;
  const span = spanOfNode(source, node);
  if (number) {
    const [{ image }] = number;
    return { kind: "number", value: Number(image), isInt: /^\d+$/.test(image), span };
  }
  if (percent) return { kind: "percent", percent: Number(percent[0].image.slice(0, -1)), span };
  if (text) return { kind: "string", value: unescape(text[0].image), span };
  if (name) return buildName(source, node);
  if (group) return buildExpression(source, group[0].children.expression[0]);
  const items = list?.[0].children.items ?? [];
  return { kind: "list", items: items.map((each) => buildExpression(source, each)), span };
}

/** A name, or a call of it. */
function buildName(source: Source, node: PrimaryCstNode): Expression {
  const { name: [token] = [], argumentList } = node.children;
  if (!token) throw new InternalError("A name without its token");
  const span = spanOfNode(source, node);
  if (!argumentList) return { kind: "name", name: token.image, span };
  return {
    kind: "call",
    name: bareIdentifier(source, token),
    arguments: buildArguments(source, argumentList[0]),
    span,
  };
}

/**
 * The text between the quotes. Penstock's escapes are a subset of JSON's, but a tab may be bare; other
 * quotes than double ones have no escapes.
 */
function unescape(image: string): string {
  if (!image.startsWith('"')) return withoutQuotes(image);
  return JSON.parse(image.replaceAll("\t", "\\t"));
}

function spanOfNode(source: Source, { location }: CstNode): Span {
  if (location?.endOffset === undefined) throw new InternalError("A syntax node without a place");
  return { source, start: location.startOffset, end: location.endOffset + 1 };
}
