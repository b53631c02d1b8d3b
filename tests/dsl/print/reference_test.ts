/** The examples of the language reference are pieces of real pipelines. */
import assert from "node:assert/strict";
import { parse } from "../../../dsl/syntax/parse.ts";
import { languageReference } from "../../../dsl/print/reference.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { vocabulary } from "../../../runtime/vocabulary.ts";

const reference = languageReference(vocabulary);
const examples = [...reference.matchAll(/^```\n(.*?)^```$/gms)].map(([, text]) => text);

Deno.test("every example of the reference parses", () => {
  assert(examples.length >= 5);
  for (const example of examples) {
    const result = parse({ name: "example.pipe", text: `pipe 1\n${example}` });
    assert(result.ok, result.ok ? "" : renderAll(result.diagnostics));
  }
});

Deno.test("the reference names every call and every argument of the vocabulary", () => {
  const { modelStage, train, ...stages } = vocabulary;
  for (const call of [...Object.values(stages).flat(), modelStage, train]) {
    assert(reference.includes(call.doc), call.name);
    for (const [name, { doc }] of Object.entries(call.arguments)) {
      assert(
        reference.includes(`| \`${name}\` |`) && reference.includes(doc.replaceAll("|", "\\|")),
        `${call.name} ${name}`,
      );
    }
  }
});
