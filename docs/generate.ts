/**
 * Writes `docs/language.md` and `docs/grammar.html` from the vocabulary and the grammar,
 * `docs/from-keras-pytorch-sklearn.md` from the table of foreign names, and `docs/diagnostics.md` from
 * the sources and golden files, and `docs/training-graph.md` from the graph of `pipelines/iris.pipe`.
 * @module
 */
import { diagnosticsPage } from "./diagnostics.ts";
import { foreignPage } from "../dsl/print/foreign_page.ts";
import { languageReference } from "../dsl/print/reference.ts";
import { vocabulary } from "../runtime/vocabulary.ts";
import { grammarPage } from "./railroad.ts";
import { trainingGraphPage } from "./training_graph.ts";

/** The generated files and their contents, by their names in this folder. */
export async function generatedDocs(): Promise<Readonly<Record<string, string>>> {
  return {
    "language.md": languageReference(vocabulary),
    "grammar.html": grammarPage(),
    "diagnostics.md": diagnosticsPage(),
    "from-keras-pytorch-sklearn.md": foreignPage(),
    "training-graph.md": await trainingGraphPage(),
  };
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(await generatedDocs())) {
    Deno.writeTextFileSync(new URL(name, import.meta.url), text);
  }
}
