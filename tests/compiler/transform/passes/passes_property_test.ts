import fc from "fast-check";
import type { Outputs } from "../../../../compiler/ir/value.ts";
import { verifyGraph } from "../../../../compiler/transform/verify.ts";
import { optimize, passes } from "../../../../compiler/transform/passes/optimize.ts";
import { assertClose, evaluateOutputs } from "../../helpers.ts";
import { graphInputs, randomGraph } from "./random_graph.ts";

const feeds = new Map(graphInputs.map(({ value, tensor }) => [value, tensor]));

// float64 in both: only the order of operations may differ.
const tolerance = 1e-12;

for (const pass of [...Object.values(passes), optimize]) {
  Deno.test(`${pass.name} changes no value of a random graph`, () => {
    fc.assert(
      fc.property(randomGraph, (outputs) => {
        const after = pass(outputs);
        verifyGraph(after);
        assertSameValues(outputs, after);
      }),
      { numRuns: 300 },
    );
  });
}

Deno.test("passes keep a random graph sound in any order", () => {
  fc.assert(
    fc.property(
      randomGraph,
      fc.array(fc.constantFrom(...Object.values(passes)), { minLength: 1, maxLength: 6 }),
      (outputs, order) => {
        const after = order.reduce((graph, pass) => {
          const next = pass(graph);
          verifyGraph(next);
          return next;
        }, outputs);
        assertSameValues(outputs, after);
      },
    ),
    { numRuns: 200 },
  );
});

function assertSameValues(before: Outputs, after: Outputs): void {
  const expected = evaluateOutputs(before, feeds);
  const actual = evaluateOutputs(after, feeds);
  for (const [name, { data }] of Object.entries(expected)) {
    assertClose(actual[name].data, data, { tolerance, what: name });
  }
}
