import { strictEqual as assertEquals } from "node:assert/strict";
import { nearest } from "../../../dsl/text/nearest.ts";

const layers = ["linear", "relu", "tanh", "sigmoid", "gelu", "elu"];

Deno.test("nearest finds swapped, missing, added and changed letters", () => {
  assertEquals(nearest("tahn", layers), "tanh");
  assertEquals(nearest("sigmod", layers), "sigmoid");
  assertEquals(nearest("linearr", layers), "linear");
  assertEquals(nearest("lode", ["split", "load"]), "load");
});

Deno.test("nearest prefers the candidate that differs in case only", () => {
  assertEquals(nearest("ELU", ["gelu", "elu"]), "elu");
});

Deno.test("nearest prefers the smaller distance, then the first", () => {
  assertEquals(nearest("gelo", ["relu", "gelu"]), "gelu");
  assertEquals(nearest("ab", ["ac", "ad"]), "ac");
});

Deno.test("nearest finds nothing far away, short or empty", () => {
  assertEquals(nearest("convolution", layers), undefined);
  assertEquals(nearest("x", ["y"]), undefined);
  assertEquals(nearest("", ["a"]), undefined);
  assertEquals(nearest("a".repeat(1_000_000), layers), undefined);
  assertEquals(nearest("linear", []), undefined);
});
