import type { File, Use } from "../../dsl/syntax/ast.ts";
import { type ChosenVariant, compose, type FileTree } from "../../dsl/compose/compose.ts";
import { chainNotes, tooManyFiles, useCycle } from "../../dsl/compose/compose_diagnostics.ts";
import { type Diagnostic, PenstockError, unwrap } from "../../dsl/text/diagnostic.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import type { Source } from "../../dsl/text/span.ts";
import type { Access } from "../files/access.ts";

/** The most files that one pipeline may use. */
const maxFiles = 100;

/** The variant that `--variant` asks for. */
export function chosenVariant(name: string): ChosenVariant {
  const source = { name: "--variant", text: name };
  return { name, span: { source, start: 0, end: name.length } };
}

/**
 * A pipeline as one file: with what it uses, and with a variant's stages if one is chosen.
 * @throws {PenstockError} With the mistakes of the first file that has some, or of their composition.
 */
export async function readComposed(
  source: Source,
  { access, variant, warn }: {
    readonly access: Access;
    readonly variant?: string;
    readonly warn?: (warning: Diagnostic) => void;
  },
): Promise<File> {
  const tree = await readTree(source, access);
  return unwrap(compose(tree, variant === undefined ? undefined : chosenVariant(variant)), warn);
}

/** A pipeline and the files that it uses, each read once. */
export function readTree(source: Source, access: Access): Promise<FileTree> {
  return new TreeReader(access).read(source, []);
}

class TreeReader {
  private readonly trees = new Map<string, FileTree>();

  constructor(private readonly access: Access) {}

  /** @param uses The way to the file, the last `use` first. */
  async read(source: Source, uses: readonly Use[]): Promise<FileTree> {
    const file = unwrap(parse(source));
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
    const { access } = this;
    const full = /^(?:[/\\]|[A-Za-z]:)/.test(path) ? path : (span.source.folder ?? "") + path;
    const name = access.displayName(full);
    const known = this.trees.get(name);
    if (known) return known;
    if (around.includes(name)) {
      const start = around.indexOf(name);
      throw new PenstockError([useCycle(uses.slice(0, start + 1))]);
    }
    if (this.trees.size + uses.length > maxFiles) {
      throw new PenstockError([tooManyFiles(maxFiles, uses)]);
    }
    const text = await withChain(uses, () => access.readText(full, span));
    const folder = full.slice(0, Math.max(full.lastIndexOf("/"), full.lastIndexOf("\\")) + 1);
    return this.read({ name, text, ...folder && { folder } }, uses);
  }
}

/** Tells of the way to a file where it cannot be read. */
async function withChain<T>([, ...uses]: readonly Use[], read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof PenstockError)) throw error;
    const notes = chainNotes(uses);
    throw new PenstockError(
      error.diagnostics.map((each) => ({ ...each, notes: [...each.notes ?? [], ...notes] })),
    );
  }
}
