/** The list of `deno task mutate`: a line that is no longer there would be tried in vain. */
import assert from "node:assert/strict";
import { mutations } from "../../tools/mutations.ts";
import { root } from "../module_graph.ts";

for (const { promise, file, find, replace, tests } of mutations) {
  Deno.test(`mutation: ${promise}`, async () => {
    const text = await Deno.readTextFile(new URL(file, root));
    assert.equal(text.split(find).length - 1, 1, `${file} has the line once`);
    assert.notEqual(find, replace);
    assert(tests.length > 0);
    for (const path of tests) assert((await Deno.stat(new URL(path, root))).isFile, path);
  });
}

Deno.test("no promise is listed twice", () => {
  const promises = mutations.map(({ promise }) => promise);
  assert.equal(new Set(promises).size, promises.length);
});
