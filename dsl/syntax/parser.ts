import { type CstNode, CstParser, type IParserConfig, type ParserMethod } from "chevrotain";
import {
  allTokens,
  In,
  KeywordToken,
  keywordTokens,
  Name,
  Newline,
  NumberToken,
  On,
  Percent,
  signs,
  StageKeyword,
  Text,
  Word,
} from "./tokens.ts";
import { ErrorMessages } from "./error_messages.ts";

type Rule = ParserMethod<[], CstNode>;

/**
 * The grammar of a `.pipe` file, syntax only. Its input went through `balanceBrackets`,
 * `settleNewlines` and `checkLines`: every bracket has its partner, a newline always separates, and
 * every line starts with a keyword.
 */
export class PipeParser extends CstParser {
  private readonly messages: ErrorMessages;

  /** A parser of its own; `options` override the usual ones, for tests. */
  constructor(options: IParserConfig = {}) {
    const messages = new ErrorMessages();
    super(allTokens, {
      recoveryEnabled: true,
      maxLookahead: 2,
      nodeLocationTracking: "onlyOffset",
      skipValidations: true,
      errorMessageProvider: messages,
      ...options,
    });
    this.messages = messages;
    this.performSelfAnalysis();
  }

  /** `[item {NEWLINE item}]` */
  readonly file: Rule = this.RULE("file", () => {
    this.MANY_SEP({ SEP: Newline, DEF: () => this.SUBRULE(this.item) });
  });

  /** One line, with its block. */
  readonly item: Rule = this.RULE("item", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.version) },
      { ALT: () => this.SUBRULE(this.use) },
      { ALT: () => this.SUBRULE(this.override) },
      { ALT: () => this.SUBRULE(this.definition) },
    ]);
  });

  /** What `override` may stand before. */
  readonly definition: Rule = this.RULE("definition", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.statement) },
      { ALT: () => this.SUBRULE(this.namedBlock) },
      { ALT: () => this.SUBRULE(this.variant) },
    ]);
  });

  /** What may also stand in a variant. */
  readonly statement: Rule = this.RULE("statement", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.seed) },
      { ALT: () => this.SUBRULE(this.param) },
      { ALT: () => this.SUBRULE(this.expectation) },
      { ALT: () => this.SUBRULE(this.stage) },
    ]);
  });

  /** `"use" STRING` */
  readonly use: Rule = this.RULE("use", () => {
    this.CONSUME(keywordTokens.use);
    this.CONSUME(Text, { LABEL: "path" });
  });

  /** `"override" definition` */
  readonly override: Rule = this.RULE("override", () => {
    this.CONSUME(keywordTokens.override, { LABEL: "word" });
    this.SUBRULE(this.definition);
  });

  /** `"variant" NAME "{" [statement {NEWLINE statement}] "}"` */
  readonly variant: Rule = this.RULE("variant", () => {
    this.CONSUME(keywordTokens.variant);
    this.CONSUME(Name, { LABEL: "name" });
    this.CONSUME(signs.leftBrace);
    this.MANY_SEP({ SEP: Newline, DEF: () => this.SUBRULE(this.statement) });
    this.CONSUME(signs.rightBrace);
  });

  /** `"block" NAME ["(" [parameter {"," parameter}] ")"] block` */
  readonly namedBlock: Rule = this.RULE("namedBlock", () => {
    this.CONSUME(keywordTokens.block);
    this.CONSUME(Name, { LABEL: "name" });
    this.OPTION(() => {
      this.CONSUME(signs.leftParenthesis);
      this.MANY_SEP({ SEP: signs.comma, DEF: () => this.SUBRULE(this.parameter) });
      this.CONSUME(signs.rightParenthesis);
    });
    this.SUBRULE(this.block);
  });

  /** `NAME ["=" expression]` */
  readonly parameter: Rule = this.RULE("parameter", () => {
    this.CONSUME(Name, { LABEL: "name" });
    this.OPTION(() => {
      this.CONSUME(signs.equals);
      this.SUBRULE(this.expression, { LABEL: "default" });
    });
  });

  /** `"pipe" expression` */
  readonly version: Rule = this.RULE("version", () => {
    this.CONSUME(keywordTokens.pipe);
    this.SUBRULE(this.expression, { LABEL: "number" });
  });

  /** `"seed" expression` */
  readonly seed: Rule = this.RULE("seed", () => {
    this.CONSUME(keywordTokens.seed);
    this.SUBRULE(this.expression, { LABEL: "value" });
  });

  /** `"param" NAME ":" type ["in" range] "=" expression [STRING]` */
  readonly param: Rule = this.RULE("param", () => {
    this.CONSUME(keywordTokens.param);
    this.CONSUME(Name, { LABEL: "name" });
    this.CONSUME(signs.colon);
    this.SUBRULE(this.type);
    this.OPTION(() => {
      this.CONSUME(In);
      this.SUBRULE(this.range);
    });
    this.CONSUME(signs.equals);
    this.SUBRULE(this.expression, { LABEL: "default" });
    this.OPTION2(() => this.CONSUME(Text, { LABEL: "doc" }));
  });

  /** `WORD {"|" WORD}`: the name of a type, or the words to choose from. */
  readonly type: Rule = this.RULE("type", () => {
    this.AT_LEAST_ONE_SEP({ SEP: signs.bar, DEF: () => this.CONSUME(Word, { LABEL: "word" }) });
  });

  /** `"expect" label "in" range "on" WORD [argumentList]` */
  readonly expectation: Rule = this.RULE("expectation", () => {
    this.CONSUME(keywordTokens.expect);
    this.SUBRULE(this.label, { LABEL: "metric" });
    this.CONSUME(In);
    this.SUBRULE(this.range);
    this.CONSUME(On);
    this.CONSUME(Word, { LABEL: "part" });
    this.OPTION(() => this.SUBRULE(this.argumentList));
  });

  /** `KEYWORD [argumentList | call {"," call}] [block]` */
  readonly stage: Rule = this.RULE("stage", () => {
    this.CONSUME(StageKeyword, { LABEL: "keyword" });
    this.OPTION(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.argumentList) },
        {
          ALT: () =>
            this.AT_LEAST_ONE_SEP({ SEP: signs.comma, DEF: () => this.SUBRULE(this.call) }),
        },
      ]);
    });
    this.OPTION2(() => this.SUBRULE(this.block));
  });

  /** `"{" [layer {NEWLINE layer}] "}"` */
  readonly block: Rule = this.RULE("block", () => {
    this.CONSUME(signs.leftBrace);
    this.MANY_SEP({ SEP: Newline, DEF: () => this.SUBRULE(this.layer) });
    this.CONSUME(signs.rightBrace);
  });

  /** `repeat | call [block]`; on a stage's line the block is the stage's, not the call's. */
  readonly layer: Rule = this.RULE("layer", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.repeat) },
      {
        ALT: () => {
          this.SUBRULE(this.call);
          this.OPTION(() => this.SUBRULE(this.block));
        },
      },
    ]);
  });

  /** `"repeat" "(" expression ")" block` */
  readonly repeat: Rule = this.RULE("repeat", () => {
    this.CONSUME(keywordTokens.repeat);
    this.CONSUME(signs.leftParenthesis);
    this.SUBRULE(this.expression, { LABEL: "count" });
    this.CONSUME(signs.rightParenthesis);
    this.SUBRULE(this.block);
  });

  /** `[label ":"] identifier [argumentList]` */
  readonly call: Rule = this.RULE("call", () => {
    this.OPTION(() => {
      this.SUBRULE(this.label);
      this.CONSUME(signs.colon);
    });
    this.SUBRULE(this.identifier, { LABEL: "name" });
    this.OPTION2(() => this.SUBRULE(this.argumentList));
  });

  /** `WORD | STRING`; a keyword may be the word. */
  readonly label: Rule = this.RULE("label", () => {
    this.OR([
      { ALT: () => this.CONSUME(Word, { LABEL: "bare" }) },
      { ALT: () => this.CONSUME(Text, { LABEL: "quoted" }) },
    ]);
  });

  /** `NAME | STRING` */
  readonly identifier: Rule = this.RULE("identifier", () => {
    this.OR([
      { ALT: () => this.CONSUME(Name, { LABEL: "bare" }) },
      { ALT: () => this.CONSUME(Text, { LABEL: "quoted" }) },
    ]);
  });

  /** `"(" [argument {"," argument}] ")"` */
  readonly argumentList: Rule = this.RULE("argumentList", () => {
    this.CONSUME(signs.leftParenthesis);
    this.MANY_SEP({ SEP: signs.comma, DEF: () => this.SUBRULE(this.argument) });
    this.CONSUME(signs.rightParenthesis);
  });

  /** `[WORD "="] expression`; a keyword may be the word. */
  readonly argument: Rule = this.RULE("argument", () => {
    this.OPTION(() => {
      this.CONSUME(Word, { LABEL: "name" });
      this.CONSUME(signs.equals);
    });
    this.SUBRULE(this.expression, { LABEL: "value" });
  });

  /** `sum ".." sum` */
  readonly range: Rule = this.RULE("range", () => {
    this.SUBRULE(this.sum, { LABEL: "low" });
    this.CONSUME(signs.dots);
    this.SUBRULE2(this.sum, { LABEL: "high" });
  });

  /** `sum [".." sum]` */
  readonly expression: Rule = this.RULE("expression", () => {
    this.SUBRULE(this.sum, { LABEL: "low" });
    this.OPTION(() => {
      this.CONSUME(signs.dots);
      this.SUBRULE2(this.sum, { LABEL: "high" });
    });
  });

  /** `product {("+" | "-") product}` */
  readonly sum: Rule = this.RULE("sum", () => {
    this.SUBRULE(this.product, { LABEL: "operand" });
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(signs.plus, { LABEL: "operator" }) },
        { ALT: () => this.CONSUME(signs.minus, { LABEL: "operator" }) },
      ]);
      this.SUBRULE2(this.product, { LABEL: "operand" });
    });
  });

  /** `factor {("*" | "/") factor}` */
  readonly product: Rule = this.RULE("product", () => {
    this.SUBRULE(this.factor, { LABEL: "operand" });
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(signs.times, { LABEL: "operator" }) },
        { ALT: () => this.CONSUME(signs.divide, { LABEL: "operator" }) },
      ]);
      this.SUBRULE2(this.factor, { LABEL: "operand" });
    });
  });

  /** `["-"] primary` */
  readonly factor: Rule = this.RULE("factor", () => {
    this.OPTION(() => this.CONSUME(signs.minus));
    this.SUBRULE(this.primary);
  });

  /** `NUMBER | PERCENT | STRING | NAME [argumentList] | KEYWORD | list | group` */
  readonly primary: Rule = this.RULE("primary", () => {
    this.OR([
      { ALT: () => this.CONSUME(NumberToken, { LABEL: "number" }) },
      { ALT: () => this.CONSUME(Percent, { LABEL: "percent" }) },
      { ALT: () => this.CONSUME(Text, { LABEL: "text" }) },
      {
        ALT: () => {
          this.CONSUME(Name, { LABEL: "name" });
          this.OPTION(() => this.SUBRULE(this.argumentList));
        },
      },
      // Where a value can stand, a keyword is a word like any other.
      { ALT: () => this.CONSUME(KeywordToken, { LABEL: "name" }) },
      { ALT: () => this.SUBRULE(this.list) },
      { ALT: () => this.SUBRULE(this.group) },
    ]);
  });

  /** `"(" expression ")"` */
  readonly group: Rule = this.RULE("group", () => {
    this.CONSUME(signs.leftParenthesis);
    this.SUBRULE(this.expression);
    this.CONSUME(signs.rightParenthesis);
  });

  /** `"[" [expression {"," expression}] "]"` */
  readonly list: Rule = this.RULE("list", () => {
    this.CONSUME(signs.leftSquare);
    this.MANY_SEP({
      SEP: signs.comma,
      DEF: () => this.SUBRULE(this.expression, { LABEL: "items" }),
    });
    this.CONSUME(signs.rightSquare);
  });

  /** Called before each text. */
  override reset(): void {
    super.reset();
    this.messages.restart();
  }
}

/** The one parser: building it costs more than most parses. */
export const parser: PipeParser = new PipeParser();
