import { strictEqual as assertEquals } from "node:assert/strict";
import { didYouMean, nearest } from "../../../dsl/text/nearest.ts";

const layers = ["linear", "relu", "tanh", "sigmoid", "gelu", "elu"];

Deno.test("nearest finds swapped, missing, added and changed letters", () => {
  assertEquals(nearest("tahn", layers), "tanh");
  assertEquals(nearest("sigmod", layers), "sigmoid");
  assertEquals(nearest("linearr", layers), "linear");
  assertEquals(nearest("laod", ["split", "load"]), "load");
});

Deno.test("nearest prefers the candidate that differs in case only", () => {
  assertEquals(nearest("ELU", ["gelu", "elu"]), "elu");
});

Deno.test("nearest prefers the smaller distance, then the first", () => {
  assertEquals(nearest("gelo", ["relu", "gelu"]), "gelu");
  assertEquals(nearest("abc", ["abd", "abe"]), "abd");
});

Deno.test("nearest finds nothing far away, short or empty", () => {
  assertEquals(nearest("convolution", layers), undefined);
  assertEquals(nearest("x", ["y"]), undefined);
  assertEquals(nearest("", ["a"]), undefined);
  assertEquals(nearest("a".repeat(1_000_000), layers), undefined);
  assertEquals(nearest("linear", []), undefined);
});

Deno.test("short names allow one slip, longer ones two, and the longest three", () => {
  assertEquals(nearest("lode", ["load"]), undefined);
  assertEquals(nearest("tahhn", ["tanh"]), "tanh");
  assertEquals(nearest("sgimodi", ["sigmoid"]), "sigmoid");
  assertEquals(nearest("crosentopy", ["cross_entropy"]), "cross_entropy");
  assertEquals(nearest("crosentop", ["cross_entropy"]), undefined);
});

Deno.test("a name of two letters is guessed only where they are swapped", () => {
  assertEquals(nearest("lr", ["l1", "l2"]), undefined);
  assertEquals(nearest("l", ["l1"]), undefined);
  assertEquals(nearest("rl", ["l1", "lr"]), "lr");
});

Deno.test("more than one slip and another first letter is another word", () => {
  assertEquals(nearest("depth", ["width"]), undefined);
  assertEquals(nearest("celu", ["relu"]), "relu");
  assertEquals(nearest("patched", ["batches"]), undefined);
});

Deno.test("equally near names are all told, unless they are many", () => {
  assertEquals(didYouMean("mxe", ["mae", "mse"]), 'Did you mean "mae" or "mse"?');
  assertEquals(didYouMean("x11", ["x12", "x13", "x14", "x15"]), undefined);
  assertEquals(didYouMean("tahn", layers), 'Did you mean "tanh"?');
});
