import type { File, Use } from "../../dsl/syntax/ast.ts";
import { type ChosenVariant, compose, type FileTree } from "../../dsl/compose/compose.ts";
import { chainNotes, tooManyFiles, useCycle } from "../../dsl/compose/compose_diagnostics.ts";
import type { Checked, Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import { parseFile } from "../../dsl/syntax/parse.ts";
import type { Source } from "../../dsl/text/span.ts";
import type { Access } from "../files/access.ts";

/** The most files that one pipeline may use. */
const maxFiles = 100;

/** The variant that `--variant` asks for. */
function chosenVariant(name: string): ChosenVariant {
  const source = { name: "--variant", text: name };
  return { name, span: { source, start: 0, end: name.length } };
}

/** What reading the files of a pipeline needs. */
export interface TreeOptions {
  readonly access: Access;
  readonly report: Report;
}

/** A pipeline and the files that it uses, each read once. Fails with the mistakes of the first that has some. */
export function readTree(source: Source, options: TreeOptions): Promise<FileTree> {
  return new TreeReader(options).read(source, []);
}

/** A pipeline as one file: with what it uses, and with a variant's stages if one is chosen. */
export function composed(tree: FileTree, variant: string | undefined): Checked<File> {
  return compose(tree, variant === undefined ? undefined : chosenVariant(variant));
}

class TreeReader {
  private readonly trees = new Map<string, FileTree>();

  constructor(private readonly options: TreeOptions) {}

  /** @param uses The way to the file, the last `use` first. */
  async read(source: Source, uses: readonly Use[]): Promise<FileTree> {
    const file = parseFile(source, this.options.report);
    const used: { use: Use; tree: FileTree }[] = [];
    // Files that are being read, by the names that people see: each stands for one path.
    const around = [source.name, ...uses.map(({ span }) => span.source.name)];
    for (const use of file.items.filter((item) => item.kind === "use")) {
      used.push({ use, tree: await this.readUsed(use, { uses: [use, ...uses], around }) });
    }
    const tree = { file, used };
    this.trees.set(source.name, tree);
    return tree;
  }

  private async readUsed(
    { path: { text: path, span } }: Use,
    { uses, around }: { readonly uses: readonly Use[]; readonly around: readonly string[] },
  ): Promise<FileTree> {
    const { access, report } = this.options;
    const full = /^(?:[/\\]|[A-Za-z]:)/.test(path) ? path : (span.source.folder ?? "") + path;
    const name = access.displayName(full);
    const known = this.trees.get(name);
    if (known) return known;
    if (around.includes(name)) report.fail(useCycle(uses.slice(0, around.indexOf(name) + 1)));
    if (this.trees.size + uses.length > maxFiles) report.fail(tooManyFiles(maxFiles, uses));
    const text = await access.readText(full, { span, report: report.with(onTheWay(uses)) });
    const folder = full.slice(0, Math.max(full.lastIndexOf("/"), full.lastIndexOf("\\")) + 1);
    return this.read({ name, text, ...folder && { folder } }, uses);
  }
}

/** Tells of the way to a file that cannot be read. */
function onTheWay([, ...uses]: readonly Use[]): (diagnostic: Diagnostic) => Diagnostic {
  return (each) => ({ ...each, notes: [...each.notes ?? [], ...chainNotes(uses)] });
}
