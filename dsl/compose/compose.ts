import { groupBy } from "../text/group_by.ts";
import { match } from "ts-pattern";
import type { Definition, File, Item, Use, Variant } from "../syntax/ast.ts";
import * as problem from "./compose_diagnostics.ts";
import { type Checked, checked, type Diagnostic } from "../text/diagnostic.ts";
import { type Span, textOf } from "../text/span.ts";

/**
 * A file, and the files that it uses in the order of its lines.
 *
 * @internal
 */
export interface FileTree {
  readonly file: File;
  /** A file that is used twice is the same object both times. */
  readonly used: readonly { readonly use: Use; readonly tree: FileTree }[];
}

/** The name of a variant, and where it was asked for. */
export interface ChosenVariant {
  /** As it was asked for. */
  readonly name: string;
  /** Where it was asked for. */
  readonly span: Span;
}

/**
 * Makes one file of a file and those it uses: what is overridden is replaced where it stood, then
 * comes what is new. A chosen variant replaces in the same way; the others are left out.
 */
export function compose(tree: FileTree, chosen?: ChosenVariant): Checked<File> {
  const diagnostics: Diagnostic[] = [];
  const definitions = new Composer((each) => diagnostics.push(each)).definitionsOf(tree, []);
  const variants = variantsIn(definitions);
  const variant = chosen && variants.find(({ name }) => name.text === chosen.name);
  if (chosen && !variant) {
    const known = variants.map(({ name }) => name.text);
    diagnostics.push(problem.unknownVariant(chosen.span, chosen.name, known));
  }
  const items = [...definitions.values()].map((each) => each.items);
  const kept = (variant ? withVariant(definitions, variant) : items).flat()
    .filter(({ kind }) => kind !== "variant");
  const file: File = {
    ...tree.file,
    items: [...versionsOf(tree), ...kept],
    ...variant && { chosen: variant },
    ...!chosen && variants.length > 0 && { unchosen: variants.map(({ name }) => name) },
  };
  return checked(file, diagnostics);
}

/** The variants of a file and of those it uses, as they hold after overrides. */
export function variantsOf(tree: FileTree): readonly Variant[] {
  return variantsIn(new Composer(() => {}).definitionsOf(tree, []));
}

/** What is said under one key, in one file. */
interface Entry {
  readonly items: readonly Definition[];
  readonly file: File;
  /** Each `use` that leads to the file, the one nearest to it first. */
  readonly uses: readonly Use[];
}

type Definitions = ReadonlyMap<string, Entry>;

class Composer {
  private readonly known = new Map<File, Definitions>();

  constructor(private readonly report: (diagnostic: Diagnostic) => void) {}

  definitionsOf({ file, used }: FileTree, uses: readonly Use[]): Definitions {
    const known = this.known.get(file);
    if (known) return known;
    const inherited = this.inherit(used, { file, uses });
    const all = new Map(inherited);
    const own = groupBy(definitionsIn(file), ({ item }) => keyOf(item));
    for (const [key, written] of own) {
      const items = written.map(({ item }) => item);
      this.checkRepeats(items);
      const before = inherited.get(key);
      for (const { item, override } of written) {
        if (before && !override) {
          this.report(problem.unmarkedOverride(described(item), firstOf(before)));
        }
        if (!before && override) this.reportNothing(item, override, inherited);
      }
      all.set(key, { items, file, uses });
    }
    this.known.set(file, all);
    return all;
  }

  /** What the used files say; two of them may say the same only if this file overrides it. */
  private inherit(
    used: FileTree["used"],
    { file, uses }: { readonly file: File; readonly uses: readonly Use[] },
  ): Definitions {
    const all = new Map<string, Entry>();
    const own = new Set(definitionsIn(file).map(({ item }) => keyOf(item)));
    for (const { use, tree } of used) {
      for (const [key, entry] of this.definitionsOf(tree, [use, ...uses])) {
        const first = all.get(key);
        if (!first) all.set(key, entry);
        else if (first.file !== entry.file && !own.has(key)) {
          const what = { ...described(entry.items[0]), span: use.path.span };
          this.report(problem.usedTwice(what, [firstOf(first), firstOf(entry)]));
        }
      }
    }
    return all;
  }

  private checkRepeats(items: readonly Definition[]): void {
    // `check` finds the other repeats: there, too, files without `use` are looked at.
    const [first, ...others] = items.filter((item) => item.kind === "variant");
    others.forEach((each) => this.report(problem.repeatedVariant(each, first.name.span)));
  }

  private reportNothing(item: Definition, span: Span, inherited: Definitions): void {
    const { kind, name, what } = described(item);
    const known = [...inherited.values()].map(({ items }) => described(items[0]))
      .filter((each) => each.kind === kind);
    this.report(
      problem.overrideOfNothing({ what, name, span }, known.map((each) => each.name)),
    );
  }
}

function firstOf({ items, uses }: Entry) {
  return { span: described(items[0]).span, uses };
}

interface Written {
  readonly item: Definition;
  /** Where the word stands. */
  readonly override?: Span;
}

function definitionsIn({ items }: File): Written[] {
  return items.flatMap((item) =>
    match<Item, Written[]>(item)
      .with({ kind: "version" }, { kind: "use" }, () => [])
      .with({ kind: "override" }, ({ item, word }) => [{ item, override: word.span }])
      .otherwise((item) => [{ item }])
  );
}

/** What makes two definitions the same thing said twice. */
function keyOf(item: Definition): string {
  const { kind, name } = described(item);
  return `${kind} ${name}`;
}

/** How messages call a definition, and the smallest text that stands for it. */
function described(item: Definition) {
  const { kind } = item;
  const [name, what, word, span] = match(item)
    .returnType<readonly [string, string, string, Span]>()
    .with({ kind: "seed" }, ({ span }) => ["seed", "a seed", "seed", wordOf(span, "seed")])
    .with({ kind: "stage" }, ({ keyword: { text, span }, calls }) => {
      // Each `column` line says something of another column.
      const column = text === "column" ? calls[0]?.label : undefined;
      if (column) {
        const { text: name, span } = column;
        return [`column ${name}`, `column "${name}"`, `column ${textOf(span)}`, span];
      }
      const article = /^[aeiou]/.test(text) ? "an" : "a";
      return [text, `${article} "${text}" stage`, text, span];
    })
    .with({ kind: "expect" }, ({ metric, part, arguments: { length } }) => {
      // Of one training and of several, two things can be expected.
      const name = `${metric.text} on ${part.text}${length > 0 ? " over seeds" : ""}`;
      return [name, `an expectation of ${name}`, `expect ${metric.text}`, metric.span];
    })
    .with(
      { kind: "param" },
      ({ name: { text, span } }) => [text, `a parameter "${text}"`, `param ${text}`, span],
    )
    .with(
      { kind: "block" },
      ({ name: { text, span } }) => [text, `a block "${text}"`, `block ${text}`, span],
    )
    .with(
      { kind: "variant" },
      ({ name: { text, span } }) => [text, `a variant "${text}"`, `variant ${text}`, span],
    )
    .exhaustive();
  return { kind, name, what, word, span };
}

function wordOf(span: Span, word: string): Span {
  return { ...span, end: span.start + word.length };
}

function variantsIn(definitions: Definitions): readonly Variant[] {
  return [...definitions.values()]
    .flatMap(({ items }) => items.slice(0, 1))
    .filter((item) => item.kind === "variant");
}

function withVariant(definitions: Definitions, { items }: Variant): (readonly Definition[])[] {
  const all = new Map([...definitions].map(([key, entry]) => [key, entry.items]));
  for (const [key, own] of groupBy(items, keyOf)) all.set(key, own);
  return [...all.values()];
}

/** The first line of each file, the pipeline's own before the others. */
function versionsOf(tree: FileTree, seen: Set<File> = new Set()): Item[] {
  if (seen.has(tree.file)) return [];
  seen.add(tree.file);
  return [
    ...tree.file.items.filter((item) => item.kind === "version"),
    ...tree.used.flatMap((each) => versionsOf(each.tree, seen)),
  ];
}
