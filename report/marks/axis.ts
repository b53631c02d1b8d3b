import type { Content, Markup } from "../markup/markup.ts";
import { label, line, width, widthOf } from "./picture.ts";
import type { Scale } from "./scales.ts";

/** What an axis shows beside its scale. */
export interface AxisOptions {
  /** How a tick is written. */
  readonly format: (tick: number) => string;
  /** What the numbers are, with their unit. */
  readonly title?: Content;
}

/** An axis at the foot of a picture. @param y Where it is. @param from Where its grid lines begin; without, there are none. */
export function xAxis(
  scale: Scale,
  { y, from, format, title }: AxisOptions & { readonly y: number; readonly from?: number },
): readonly Markup[] {
  const [low, high] = scale.domain.map(scale);
  return [
    ...from === undefined
      ? []
      : scale.ticks.map((tick) => line([scale(tick), from], [scale(tick), y], "grid-line")),
    line([low, y], [high, y], "axis"),
    ...scale.ticks.flatMap((tick) => [
      line([scale(tick), y], [scale(tick), y + 4], "axis"),
      label(format(tick), {
        ...{ x: inPicture(scale(tick), format(tick)), y: y + 17 },
        ...{ anchor: "middle", classes: "soft" },
      }),
    ]),
    ...title === undefined ? [] : [
      label(title, { x: Math.max(low, high), y: y + 34, anchor: "end", classes: "soft" }),
    ],
  ];
}

/** Where the middle of a text stands, so that it does not stand out of the picture at either end. */
function inPicture(x: number, text: string): number {
  const half = widthOf(text) / 2;
  return Math.max(half, Math.min(width - half, x));
}

/** Grid lines with their numbers at the left side of a picture. @param to Where the lines end. */
export function yAxis(
  scale: Scale,
  { x, to, format, title }: AxisOptions & { readonly x: number; readonly to: number },
): readonly Markup[] {
  const top = Math.min(...scale.domain.map(scale));
  return [
    ...scale.ticks.map((tick) => line([x, scale(tick)], [to, scale(tick)], "grid-line")),
    ...scale.ticks.map((tick) =>
      label(format(tick), { x: x - 8, y: scale(tick) + 4, anchor: "end", classes: "soft" })
    ),
    ...title === undefined ? [] : [label(title, { x: 0, y: top - 12, classes: "soft" })],
  ];
}
