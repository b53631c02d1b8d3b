import type { Copies } from "../language/draft.ts";
import type { Call, Identifier } from "../syntax/ast.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { repeatedLabel } from "./check_diagnostics.ts";

/** A layer as it was written, or layers that are repeated as often as the data says. */
export type LayerOrCopies = Call | WrittenCopies;

/** As `Copies`, before the layers are checked. */
export interface WrittenCopies extends Omit<Copies, "layers"> {
  readonly calls: readonly LayerOrCopies[];
}

/** A label and where it was written. */
export type LabelPlace = Pick<Identifier, "text" | "span">;

/** What stands in one copy of a repetition: its labels get `_1`, `_2`, ... */
export function suffixed(written: LayerOrCopies, copy: number): LayerOrCopies {
  if ("calls" in written) return { ...written, suffix: `${written.suffix}_${copy}` };
  const { label } = written;
  return label ? { ...written, label: { ...label, text: `${label.text}_${copy}` } } : written;
}

/** Whether a name is something, and on one line. */
export function isPlainText(name: string): boolean {
  return name.trim() !== "" && !/\p{Cc}/u.test(name);
}

/** Whether parameters can be called by a name: those of `first` are called `first.weight`. */
export function isLayerName(name: string): boolean {
  return isPlainText(name) && !/[./\\]/.test(name);
}

/** The labels of what is written; those of the first copy where their number is not known. */
export function labelsIn(written: LayerOrCopies): LabelPlace[] {
  if (!("calls" in written)) return written.label ? [written.label] : [];
  return written.calls.flatMap(labelsIn)
    .map(({ text, span }) => ({ text: `${text}_1${written.suffix}`, span }));
}

/** Tells of each label that stands before two layers. */
export function reportRepeatedLabels(
  labels: readonly LabelPlace[],
  report: (diagnostic: Diagnostic) => void,
): void {
  const firsts = new Map<string, LabelPlace>();
  const reported = new Set<number>();
  for (const label of labels) {
    const first = firsts.get(label.text);
    if (!first) firsts.set(label.text, label);
    // The copies of a repetition all stand in one place: one of them is enough.
    else if (!reported.has(label.span.start)) {
      reported.add(label.span.start);
      report(repeatedLabel(label, first.span));
    }
  }
}
