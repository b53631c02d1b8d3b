import { deepStrictEqual as assertEquals, throws as assertThrows } from "node:assert/strict";
import { createToken, Lexer } from "chevrotain";
import { lexerOptions } from "../../../dsl/syntax/lex.ts";
import { PipeParser } from "../../../dsl/syntax/parser.ts";
import { allTokens } from "../../../dsl/syntax/tokens.ts";
import { cstTypes } from "./generate_cst.ts";

Deno.test("the grammar passes chevrotain's validations", () => {
  assertEquals(new PipeParser({ skipValidations: false }).errors, []);
});

Deno.test("the tokens pass chevrotain's validations", () => {
  assertEquals(new Lexer(allTokens, lexerOptions).lexerDefinitionErrors, []);
  const unreachable = createToken({ name: "Unreachable", pattern: /model/ });
  assertThrows(() => new Lexer([...allTokens, unreachable], lexerOptions));
});

Deno.test("the types of the syntax tree agree with the grammar", () => {
  const current = Deno.readTextFileSync(new URL("../../../dsl/syntax/cst.ts", import.meta.url));
  assertEquals(current, cstTypes(), "run tests/dsl/syntax/generate_cst.ts");
});
