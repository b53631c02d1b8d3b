import { deepStrictEqual as assertEquals } from "node:assert/strict";
import { PipeParser } from "../../../dsl/syntax/parser.ts";
import { cstTypes } from "./generate_cst.ts";

Deno.test("the grammar passes chevrotain's validations", () => {
  assertEquals(new PipeParser({ skipValidations: false }).errors, []);
});

Deno.test("the types of the syntax tree agree with the grammar", () => {
  const current = Deno.readTextFileSync(new URL("../../../dsl/syntax/cst.ts", import.meta.url));
  assertEquals(current, cstTypes(), "run tests/dsl/syntax/generate_cst.ts");
});
