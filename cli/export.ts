import { type Command, Option } from "commander";
import { createTextFile, exportFile, type ExportKind, snippetPlaces } from "../mod.ts";
import { printOut } from "./print.ts";
import { context } from "./terminal.ts";

interface ExportFlags {
  readonly snippet?: ExportKind;
  readonly card?: boolean;
  readonly types?: boolean;
  readonly out?: string;
}

/** `penstock export`. */
export function addExport(program: Command): void {
  program.command("export")
    .description("write code, types or a model card for those who use a model without Penstock")
    .argument("<model>", "a model.onnx")
    .addOption(
      new Option("--snippet <where>", "a program of ten lines that asks the model")
        .choices(snippetPlaces).conflicts(["card", "types"]),
    )
    .addOption(
      new Option("--card", "a model card for Hugging Face, with metrics").conflicts("types"),
    )
    .option("--types", "a TypeScript module with the types of rows and answers, and load()")
    .option("--out <file>", "write it to a file (default: print it)")
    .action(exportModel);
}

async function exportModel(
  model: string,
  { snippet, card: isCard, types: isTypes, out }: ExportFlags,
  command: Command,
): Promise<void> {
  const kind = snippet ?? (isCard ? "card" : isTypes ? "types" : undefined);
  if (kind === undefined) {
    command.error("error: say what to write: --snippet, --card or --types");
  }
  const here = context();
  const { text, begin } = await exportFile(model, kind, here);
  if (out === undefined) return printOut(text.trimEnd());
  const file = await createTextFile(out, here, { begin, by: "export" });
  try {
    await file.write(text);
    await file.commit();
  } finally {
    await file.discard();
  }
  printOut(`wrote ${file.shown}`);
}
