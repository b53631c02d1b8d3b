/** An activation that goes by a name is the layer of that name. */
import assert from "node:assert/strict";
import { activation } from "../../../compiler/layers/activation.ts";
import { layers } from "../../../compiler/layers/registry.ts";
import { evaluateOutputs, sample } from "../helpers.ts";
import { build, call } from "./harness.ts";

const { type } = activation.arguments.name;
const names = type.kind === "word" ? type.words : [];
const x = sample([3, 4], "x");

function answersOf(name: string, args: Readonly<Record<string, unknown>> = {}): readonly number[] {
  const built = build(call(name, args), [3, 4]);
  return [...evaluateOutputs({ y: built.y }, new Map([[built.x, x]])).y.data];
}

Deno.test("activation(name) gives what the layer of that name gives with its defaults", () => {
  assert(names.includes("relu") && names.includes("gelu") && names.length > 8);
  for (const name of names.filter((each) => each !== "none")) {
    const args = layers.find((each) => each.name === name)!.arguments;
    const defaults = Object.fromEntries(
      Object.entries(args).map(([key, spec]) => [key, spec.default]),
    );
    assert.deepEqual(answersOf("activation", { name }), answersOf(name, defaults), name);
    assert.equal(activation.standsFor?.({ name })?.name, name);
  }
});

Deno.test("activation(none) leaves the values as they are", () => {
  assert.deepEqual(answersOf("activation", { name: "none" }), [...x.data]);
  assert.equal(activation.standsFor?.({ name: "none" }), undefined);
});
