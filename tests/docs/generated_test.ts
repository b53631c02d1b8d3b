import { equal } from "node:assert/strict";
import { generatedDocs } from "../../docs/generate.ts";

const folder = new URL("../../docs/", import.meta.url);

for (const [name, text] of Object.entries(await generatedDocs())) {
  Deno.test(`docs/${name} is fresh: deno task docs`, () => {
    equal(Deno.readTextFileSync(new URL(name, folder)), text);
  });
}
