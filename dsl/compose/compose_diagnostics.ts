/**
 * The mistakes in how files, variants and blocks go together: one function per code.
 * @module
 */
import type { Use, Variant } from "../syntax/ast.ts";
import { type Diagnostic, error } from "../text/diagnostic.ts";
import { nearest } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import type { Span } from "../text/span.ts";

/** The way to a file: each `use` that leads there, the one nearest to it first. */
export function chainNotes(uses: readonly Use[]): NonNullable<Diagnostic["notes"]> {
  return uses.map(({ path }) => ({
    message: `${quote(path.text)} is used from here`,
    span: path.span,
  }));
}

/** A file that comes to use itself. @param uses The way there, the last `use` first. */
export function useCycle(uses: readonly Use[]): Diagnostic {
  const [last, ...others] = uses;
  return error("E0230", last.path.span, {
    message: `${quote(last.path.text)} uses itself`,
    notes: chainNotes(others),
    help: "Remove one of these lines",
  });
}

/** Something that a used file says too. */
export function unmarkedOverride(
  { what, word, span }: { what: string; word: string; span: Span },
  first: { readonly span: Span; readonly uses: readonly Use[] },
): Diagnostic {
  return error("E0231", span, {
    message: `A used file has ${what} already`,
    notes: [{ message: "first written here", span: first.span }, ...chainNotes(first.uses)],
    help: `To write it again, begin the line with: override ${word}`,
  });
}

/** `override` where there is nothing to write again. @param known What there is of its kind. */
export function overrideOfNothing(
  { what, name, span }: { what: string; name: string; span: Span },
  known: readonly string[],
): Diagnostic {
  const guess = nearest(name, known);
  return error("E0232", span, {
    message: `No used file has ${what}`,
    help: guess && guess !== name ? `Did you mean "${guess}"?` : 'Remove the word "override"',
  });
}

/** Two used files that say the same thing. */
export function usedTwice(
  { what, word, span }: { what: string; word: string; span: Span },
  definitions: readonly { readonly span: Span; readonly uses: readonly Use[] }[],
): Diagnostic {
  return error("E0233", span, {
    message: `Two used files have ${what}`,
    notes: definitions.flatMap((each) => [
      { message: "written here", span: each.span },
      ...chainNotes(each.uses),
    ]),
    help: `Say which one holds, in a line that begins with: override ${word}`,
  });
}

/** A variant written twice in a file. */
export function repeatedVariant({ name }: Variant, first: Span): Diagnostic {
  return error("E0234", name.span, {
    message: `Variant ${quote(name.text)} is written twice`,
    notes: [{ message: "first written here", span: first }],
    help: "Give one of the two another name",
  });
}

const variantNeededCode = "E0241";

/** A pipeline that is whole only with one of its variants. */
export function variantNeeded(
  keyword: string,
  { variants, span }: { readonly variants: readonly string[]; readonly span: Span },
): Diagnostic {
  return error(variantNeededCode, span, {
    message: `Without a variant the pipeline has no "${keyword}" stage`,
    help: `Choose one: ${variants.map((each) => `--variant ${each}`).join(", ")}`,
  });
}

/** Whether a mistake is gone once a variant is chosen. */
export function isVariantNeeded(diagnostic: Diagnostic): boolean {
  return diagnostic.code === variantNeededCode;
}

/** More files than a pipeline can need, or a chain without end. */
export function tooManyFiles(limit: number, uses: readonly Use[]): Diagnostic {
  const [last, ...others] = uses;
  return error("E0242", last.path.span, {
    message: `The pipeline uses more than ${limit} files`,
    notes: chainNotes(others.slice(0, 3)),
    help: "Put what belongs together into one file",
  });
}

/** `--variant` with a name that no variant has. */
export function unknownVariant(span: Span, name: string, known: readonly string[]): Diagnostic {
  const guess = nearest(name, known);
  return error("E0523", span, {
    message: `No variant is named ${quote(name)}`,
    help: known.length === 0
      ? `This pipeline has none; add one: variant ${name} { ... }`
      : guess
      ? `Did you mean "${guess}"?`
      : `Use one of ${known.join(", ")}`,
  });
}

/** What a mistake that only one variant has is told with. */
export function inVariant(diagnostic: Diagnostic, { name }: Variant): Diagnostic {
  const note = { message: "found with this variant", span: name.span };
  return { ...diagnostic, notes: [...diagnostic.notes ?? [], note] };
}
