import type { CompilerPipeline } from "../../compiler/vocabulary/vocabulary.ts";
import { type Diagnostic, warning } from "../../dsl/text/diagnostic.ts";
import type { NumberColumn } from "../data/column.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Span } from "../../dsl/text/span.ts";

/** Features beyond this make steps of a usual learning rate overshoot. */
const largestUnscaled = 100;

/** A warning where large features go into a training as they are; `scale none` says that it is meant. */
export function unscaledFeatures(
  { scale, train, load }: CompilerPipeline,
  { columns }: Pick<Dataset, "columns">,
): Diagnostic[] {
  const numbers = columns.flatMap(({ schema, cells }) =>
    schema.kind === "number" && cells.kind === "number" ? [cells] : []
  );
  if (!train || scale.length > 0) return [];
  const image = columns.find(({ cells }) => cells.kind === "image")?.cells;
  if (image) return [unscaled(load.nameSpan, { name: image.name, size: 255, isPixels: true })];
  if (numbers.length === 0) return [];
  const sizes = numbers.map(({ name, range: { low, high } }) => ({
    name,
    size: Math.max(-low, high),
  }));
  const largest = sizes.reduce((a, b) => b.size > a.size ? b : a);
  if (!(largest.size > largestUnscaled)) return [];
  const isPixels = largest.size === 255 && numbers.every(isByte);
  return [unscaled(load.nameSpan, { ...largest, isPixels })];
}

/** Bytes are what every reader makes of whole numbers from 0 to 255. */
function isByte({ values }: NumberColumn): boolean {
  return values instanceof Uint8Array;
}

/** Large features that no stage scales. */
function unscaled(
  span: Span,
  { name, size, isPixels }: {
    readonly name: string;
    readonly size: number;
    readonly isPixels: boolean;
  },
): Diagnostic {
  const what = isPixels
    ? "The features look like pixels from 0 to 255"
    : `Column "${name}" reaches ${Number(size.toPrecision(4))}`;
  return warning("W0421", span, {
    message: `${what}, and nothing scales the features before training`,
    help: `Add a line: scale ${isPixels ? "divide(255)" : "standard"}; or write scale none if ` +
      "that is meant",
  });
}
