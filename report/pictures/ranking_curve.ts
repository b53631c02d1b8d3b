// @ts-types="@types/d3-shape"
import { curveLinear, curveStepBefore, line as lineThrough } from "d3-shape";
import { xAxis, yAxis } from "../marks/axis.ts";
import { circle, label, line, picture, smallWidth, widthOf } from "../marks/picture.ts";
import { linear, type Scale } from "../marks/scales.ts";
import { type Content, type Markup, markup } from "../markup/markup.ts";
import type { RankingPoint } from "../statistics/ranking.ts";
import { percent } from "../words/numbers.ts";

/** A curve over all thresholds, both sides from 0 to 1. */
export interface RankingCurve {
  readonly id: string;
  readonly title: string;
  /** True against false positives, or precision against recall. */
  readonly kind: "roc" | "precision_recall";
  readonly points: readonly RankingPoint[];
  /** Where the threshold of the answers lies; nowhere where it takes no row. */
  readonly operating?: { readonly name: string; readonly point: RankingPoint };
  /** The share of positive rows: what precision is without a model. */
  readonly positiveShare: number;
  readonly along: Content;
  readonly unit: Content;
  /** Whether it is one of four abreast. */
  readonly isSmall?: boolean;
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
  readonly width: number;
}

const large: Frame = { left: 44, right: 336, top: 28, foot: 320, width: 352 };
const small: Frame = { left: 40, right: 152, top: 28, foot: 140, width: smallWidth };

/** A ROC or precision-recall curve with the place of its answers and what no model is needed for. */
export function rankingCurve(shown: RankingCurve): Markup {
  const { id, title, kind, points, operating, along, unit, isSmall = false } = shown;
  const frame = isSmall ? small : large;
  const { left, right, top, foot, width } = frame;
  const ticks = isSmall ? 2 : 5;
  const x = linear([0, 1], { range: [left, right], isNice: false, ticks });
  const y = linear([0, 1], { range: [foot, top], isNice: false, ticks });
  const format = (tick: number) => `${Math.round(tick * 100)}%`;
  const path = lineThrough<RankingPoint>()
    .curve(kind === "roc" ? curveLinear : curveStepBefore)(
      thinned(points.map(([along, up]) => [x(along), y(up)])),
    );
  return picture({
    ...{ id, title, width, height: foot + 40 },
    description: operating
      ? `${operating.name}: ${percent(operating.point[0], 20)} along, ${
        percent(operating.point[1], 20)
      } up`
      : `${points.length} thresholds`,
    marks: [
      ...yAxis(y, { x: left, to: right, format, title: unit }),
      ...xAxis(x, { y: foot, format, title: along }),
      ...baseline(shown, { x, y }),
      markup`<path d="${path ?? ""}" class="line main"/>`,
      ...operating
        ? operatingMarks(operating, {
          kind,
          frame,
          place: [x(operating.point[0]), y(operating.point[1])],
        })
        : [],
    ],
  });
}

/** What no model is needed for. */
function baseline(
  { kind, positiveShare }: RankingCurve,
  { x, y }: { readonly x: Scale; readonly y: Scale },
): readonly Content[] {
  return [
    kind === "roc"
      ? line([x(0), y(0)], [x(1), y(1)], "baseline")
      : line([x(0), y(positiveShare)], [x(1), y(positiveShare)], "baseline"),
  ];
}

/** The curve runs above and left of the dot of a ROC, above and right of that of precision and recall. */
function operatingMarks(
  { name }: NonNullable<RankingCurve["operating"]>,
  { kind, frame: { left, width, foot }, place: [x, y] }: {
    readonly kind: RankingCurve["kind"];
    readonly frame: Frame;
    readonly place: RankingPoint;
  },
): readonly Content[] {
  const taken = widthOf(name) + 8;
  const isRight = kind === "roc" ? x + taken <= width : x - taken < left;
  return [
    circle([x, y], 4.5, "dot ink"),
    label(name, {
      x: x + (isRight ? 8 : -8),
      y: y + (y + 18 <= foot ? 16 : -8),
      anchor: isRight ? "start" : "end",
      classes: "halo",
    }),
  ];
}

/** A curve of a hundred thousand points is no longer than its picture is wide: steps below half a pixel are left out. */
function thinned(points: readonly RankingPoint[]): RankingPoint[] {
  const kept: RankingPoint[] = [];
  points.forEach(([x, y], at) => {
    const [lastX, lastY] = kept.at(-1) ?? [-Infinity, -Infinity];
    const isFar = Math.abs(x - lastX) >= 0.5 || Math.abs(y - lastY) >= 0.5;
    if (isFar || at === points.length - 1) kept.push([rounded(x), rounded(y)]);
  });
  return kept;
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
