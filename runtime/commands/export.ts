import { resolve } from "node:path";
import { hubCard } from "../export/hub_card.ts";
import { sharedModel } from "../export/shared_model.ts";
import type { SnippetPlace } from "../export/places.ts";
import { snippetOf } from "../export/snippets.ts";
import { typesModule } from "../export/types_module.ts";
import { type CommandContext, displayPath, readFile } from "../files/access.ts";
import { cardOf } from "../inference/predict.ts";
import { phase } from "./phase.ts";

/** What can be made of a finished model for those who use it without Penstock. */
export type ExportKind = SnippetPlace | "card" | "types";

/** A text for those who use a model. */
export interface ExportedText {
  /** All of it. */
  readonly text: string;
  /** How every text of its kind begins. */
  readonly begin: string;
}

/** How the texts of a kind begin, whatever the model. */
const beginnings: Readonly<Record<ExportKind, string>> = {
  python: "import numpy as np\nimport onnxruntime",
  node: "import * as ort from",
  browser: '<!doctype html>\n<pre id="answer">',
  card: "---\nlibrary_name: onnx\n",
  types: "/**\n * Rows and answers of the model ",
};

/**
 * A program that asks a finished model, its model card, or its types.
 * @param path Of a `model.onnx`, relative to the working directory.
 * @throws {PenstockError} If it cannot be read or is no model of Penstock.
 */
export async function exportFile(
  path: string,
  kind: ExportKind,
  { workingDirectory }: Pick<CommandContext, "workingDirectory">,
): Promise<ExportedText> {
  return await phase(async (report) => {
    const full = resolve(workingDirectory, path);
    const shown = displayPath(full, workingDirectory);
    const bytes = await readFile(full, { path: shown, report });
    const model = sharedModel(bytes, cardOf({ model: bytes, modelName: shown }, report));
    return { text: textOf(kind, model, shown), begin: beginnings[kind] };
  });
}

function textOf(kind: ExportKind, model: ReturnType<typeof sharedModel>, file: string): string {
  if (kind === "card") return hubCard(model);
  if (kind === "types") return typesModule(model);
  return snippetOf(kind, model, file);
}
