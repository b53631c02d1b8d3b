// Generated from the grammar in parser.ts by tests/dsl/syntax/generate_cst.ts: do not edit.
// deno-fmt-ignore-file
import type { CstNode, IToken } from "chevrotain";

/** A node of the rule `file`. */
export interface FileCstNode extends CstNode {
  /** The rule. */
  name: "file";
  /** What it found, by label. */
  children: FileCstChildren;
}

/** The children of a node of the rule `file`. */
export type FileCstChildren = {
  item?: ItemCstNode[];
  Newline?: IToken[];
};

/** A node of the rule `item`. */
export interface ItemCstNode extends CstNode {
  /** The rule. */
  name: "item";
  /** What it found, by label. */
  children: ItemCstChildren;
}

/** The children of a node of the rule `item`. */
export type ItemCstChildren = {
  version?: VersionCstNode[];
  use?: UseCstNode[];
  override?: OverrideCstNode[];
  definition?: DefinitionCstNode[];
};

/** A node of the rule `definition`. */
export interface DefinitionCstNode extends CstNode {
  /** The rule. */
  name: "definition";
  /** What it found, by label. */
  children: DefinitionCstChildren;
}

/** The children of a node of the rule `definition`. */
export type DefinitionCstChildren = {
  statement?: StatementCstNode[];
  namedBlock?: NamedBlockCstNode[];
  variant?: VariantCstNode[];
};

/** A node of the rule `statement`. */
export interface StatementCstNode extends CstNode {
  /** The rule. */
  name: "statement";
  /** What it found, by label. */
  children: StatementCstChildren;
}

/** The children of a node of the rule `statement`. */
export type StatementCstChildren = {
  seed?: SeedCstNode[];
  param?: ParamCstNode[];
  expectation?: ExpectationCstNode[];
  stage?: StageCstNode[];
};

/** A node of the rule `use`. */
export interface UseCstNode extends CstNode {
  /** The rule. */
  name: "use";
  /** What it found, by label. */
  children: UseCstChildren;
}

/** The children of a node of the rule `use`. */
export type UseCstChildren = {
  Use: IToken[];
  path: IToken[];
};

/** A node of the rule `override`. */
export interface OverrideCstNode extends CstNode {
  /** The rule. */
  name: "override";
  /** What it found, by label. */
  children: OverrideCstChildren;
}

/** The children of a node of the rule `override`. */
export type OverrideCstChildren = {
  word: IToken[];
  definition: DefinitionCstNode[];
};

/** A node of the rule `variant`. */
export interface VariantCstNode extends CstNode {
  /** The rule. */
  name: "variant";
  /** What it found, by label. */
  children: VariantCstChildren;
}

/** The children of a node of the rule `variant`. */
export type VariantCstChildren = {
  Variant: IToken[];
  /** The rule. */
  name: IToken[];
  LeftBrace: IToken[];
  statement?: StatementCstNode[];
  Newline?: IToken[];
  RightBrace: IToken[];
};

/** A node of the rule `namedBlock`. */
export interface NamedBlockCstNode extends CstNode {
  /** The rule. */
  name: "namedBlock";
  /** What it found, by label. */
  children: NamedBlockCstChildren;
}

/** The children of a node of the rule `namedBlock`. */
export type NamedBlockCstChildren = {
  Block: IToken[];
  /** The rule. */
  name: IToken[];
  LeftParenthesis?: IToken[];
  parameter?: ParameterCstNode[];
  Comma?: IToken[];
  RightParenthesis?: IToken[];
  block: BlockCstNode[];
};

/** A node of the rule `parameter`. */
export interface ParameterCstNode extends CstNode {
  /** The rule. */
  name: "parameter";
  /** What it found, by label. */
  children: ParameterCstChildren;
}

/** The children of a node of the rule `parameter`. */
export type ParameterCstChildren = {
  /** The rule. */
  name: IToken[];
  Equals?: IToken[];
  default?: ExpressionCstNode[];
};

/** A node of the rule `version`. */
export interface VersionCstNode extends CstNode {
  /** The rule. */
  name: "version";
  /** What it found, by label. */
  children: VersionCstChildren;
}

/** The children of a node of the rule `version`. */
export type VersionCstChildren = {
  Pipe: IToken[];
  number: ExpressionCstNode[];
};

/** A node of the rule `seed`. */
export interface SeedCstNode extends CstNode {
  /** The rule. */
  name: "seed";
  /** What it found, by label. */
  children: SeedCstChildren;
}

/** The children of a node of the rule `seed`. */
export type SeedCstChildren = {
  Seed: IToken[];
  value: ExpressionCstNode[];
};

/** A node of the rule `param`. */
export interface ParamCstNode extends CstNode {
  /** The rule. */
  name: "param";
  /** What it found, by label. */
  children: ParamCstChildren;
}

/** The children of a node of the rule `param`. */
export type ParamCstChildren = {
  Param: IToken[];
  /** The rule. */
  name: IToken[];
  Colon: IToken[];
  type: TypeCstNode[];
  In?: IToken[];
  range?: RangeCstNode[];
  Equals: IToken[];
  default: ExpressionCstNode[];
  doc?: IToken[];
};

/** A node of the rule `type`. */
export interface TypeCstNode extends CstNode {
  /** The rule. */
  name: "type";
  /** What it found, by label. */
  children: TypeCstChildren;
}

/** The children of a node of the rule `type`. */
export type TypeCstChildren = {
  word: IToken[];
  Bar?: IToken[];
};

/** A node of the rule `expectation`. */
export interface ExpectationCstNode extends CstNode {
  /** The rule. */
  name: "expectation";
  /** What it found, by label. */
  children: ExpectationCstChildren;
}

/** The children of a node of the rule `expectation`. */
export type ExpectationCstChildren = {
  Expect: IToken[];
  metric: LabelCstNode[];
  In: IToken[];
  range: RangeCstNode[];
  On: IToken[];
  part: IToken[];
  argumentList?: ArgumentListCstNode[];
};

/** A node of the rule `stage`. */
export interface StageCstNode extends CstNode {
  /** The rule. */
  name: "stage";
  /** What it found, by label. */
  children: StageCstChildren;
}

/** The children of a node of the rule `stage`. */
export type StageCstChildren = {
  keyword: IToken[];
  argumentList?: ArgumentListCstNode[];
  call?: CallCstNode[];
  Comma?: IToken[];
  block?: BlockCstNode[];
};

/** A node of the rule `block`. */
export interface BlockCstNode extends CstNode {
  /** The rule. */
  name: "block";
  /** What it found, by label. */
  children: BlockCstChildren;
}

/** The children of a node of the rule `block`. */
export type BlockCstChildren = {
  LeftBrace: IToken[];
  layer?: LayerCstNode[];
  Newline?: IToken[];
  RightBrace: IToken[];
};

/** A node of the rule `layer`. */
export interface LayerCstNode extends CstNode {
  /** The rule. */
  name: "layer";
  /** What it found, by label. */
  children: LayerCstChildren;
}

/** The children of a node of the rule `layer`. */
export type LayerCstChildren = {
  repeat?: RepeatCstNode[];
  call?: CallCstNode[];
  block?: BlockCstNode[];
};

/** A node of the rule `repeat`. */
export interface RepeatCstNode extends CstNode {
  /** The rule. */
  name: "repeat";
  /** What it found, by label. */
  children: RepeatCstChildren;
}

/** The children of a node of the rule `repeat`. */
export type RepeatCstChildren = {
  Repeat: IToken[];
  LeftParenthesis: IToken[];
  count: ExpressionCstNode[];
  RightParenthesis: IToken[];
  block: BlockCstNode[];
};

/** A node of the rule `call`. */
export interface CallCstNode extends CstNode {
  /** The rule. */
  name: "call";
  /** What it found, by label. */
  children: CallCstChildren;
}

/** The children of a node of the rule `call`. */
export type CallCstChildren = {
  label?: LabelCstNode[];
  Colon?: IToken[];
  /** The rule. */
  name: IdentifierCstNode[];
  argumentList?: ArgumentListCstNode[];
};

/** A node of the rule `label`. */
export interface LabelCstNode extends CstNode {
  /** The rule. */
  name: "label";
  /** What it found, by label. */
  children: LabelCstChildren;
}

/** The children of a node of the rule `label`. */
export type LabelCstChildren = {
  bare?: IToken[];
  quoted?: IToken[];
};

/** A node of the rule `identifier`. */
export interface IdentifierCstNode extends CstNode {
  /** The rule. */
  name: "identifier";
  /** What it found, by label. */
  children: IdentifierCstChildren;
}

/** The children of a node of the rule `identifier`. */
export type IdentifierCstChildren = {
  bare?: IToken[];
  quoted?: IToken[];
};

/** A node of the rule `argumentList`. */
export interface ArgumentListCstNode extends CstNode {
  /** The rule. */
  name: "argumentList";
  /** What it found, by label. */
  children: ArgumentListCstChildren;
}

/** The children of a node of the rule `argumentList`. */
export type ArgumentListCstChildren = {
  LeftParenthesis: IToken[];
  argument?: ArgumentCstNode[];
  Comma?: IToken[];
  RightParenthesis: IToken[];
};

/** A node of the rule `argument`. */
export interface ArgumentCstNode extends CstNode {
  /** The rule. */
  name: "argument";
  /** What it found, by label. */
  children: ArgumentCstChildren;
}

/** The children of a node of the rule `argument`. */
export type ArgumentCstChildren = {
  name?: IToken[];
  Equals?: IToken[];
  value: ExpressionCstNode[];
};

/** A node of the rule `range`. */
export interface RangeCstNode extends CstNode {
  /** The rule. */
  name: "range";
  /** What it found, by label. */
  children: RangeCstChildren;
}

/** The children of a node of the rule `range`. */
export type RangeCstChildren = {
  low: SumCstNode[];
  Dots: IToken[];
  high: SumCstNode[];
};

/** A node of the rule `expression`. */
export interface ExpressionCstNode extends CstNode {
  /** The rule. */
  name: "expression";
  /** What it found, by label. */
  children: ExpressionCstChildren;
}

/** The children of a node of the rule `expression`. */
export type ExpressionCstChildren = {
  low: SumCstNode[];
  Dots?: IToken[];
  high?: SumCstNode[];
};

/** A node of the rule `sum`. */
export interface SumCstNode extends CstNode {
  /** The rule. */
  name: "sum";
  /** What it found, by label. */
  children: SumCstChildren;
}

/** The children of a node of the rule `sum`. */
export type SumCstChildren = {
  operand: (ProductCstNode)[];
  operator?: (IToken)[];
};

/** A node of the rule `product`. */
export interface ProductCstNode extends CstNode {
  /** The rule. */
  name: "product";
  /** What it found, by label. */
  children: ProductCstChildren;
}

/** The children of a node of the rule `product`. */
export type ProductCstChildren = {
  operand: (FactorCstNode)[];
  operator?: (IToken)[];
};

/** A node of the rule `factor`. */
export interface FactorCstNode extends CstNode {
  /** The rule. */
  name: "factor";
  /** What it found, by label. */
  children: FactorCstChildren;
}

/** The children of a node of the rule `factor`. */
export type FactorCstChildren = {
  Minus?: IToken[];
  primary: PrimaryCstNode[];
};

/** A node of the rule `primary`. */
export interface PrimaryCstNode extends CstNode {
  /** The rule. */
  name: "primary";
  /** What it found, by label. */
  children: PrimaryCstChildren;
}

/** The children of a node of the rule `primary`. */
export type PrimaryCstChildren = {
  number?: IToken[];
  percent?: IToken[];
  text?: IToken[];
  name?: (IToken)[];
  argumentList?: ArgumentListCstNode[];
  list?: ListCstNode[];
  group?: GroupCstNode[];
};

/** A node of the rule `group`. */
export interface GroupCstNode extends CstNode {
  /** The rule. */
  name: "group";
  /** What it found, by label. */
  children: GroupCstChildren;
}

/** The children of a node of the rule `group`. */
export type GroupCstChildren = {
  LeftParenthesis: IToken[];
  expression: ExpressionCstNode[];
  RightParenthesis: IToken[];
};

/** A node of the rule `list`. */
export interface ListCstNode extends CstNode {
  /** The rule. */
  name: "list";
  /** What it found, by label. */
  children: ListCstChildren;
}

/** The children of a node of the rule `list`. */
export type ListCstChildren = {
  LeftSquare: IToken[];
  items?: ExpressionCstNode[];
  Comma?: IToken[];
  RightSquare: IToken[];
};
