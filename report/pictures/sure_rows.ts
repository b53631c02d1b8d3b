import { xAxis } from "../marks/axis.ts";
import { classMark } from "../marks/class_mark.ts";
import { at, circle, cut, label, line, picture, widthOf } from "../marks/picture.ts";
import { linear, type Scale } from "../marks/scales.ts";
import { spread } from "../marks/spread.ts";
import { type Content, type Markup, markup } from "../markup/markup.ts";
import { counted } from "../words/numbers.ts";

/** A row, and what its true class got. */
export interface SureDot {
  /** The code of its class. */
  readonly truth: number;
  readonly probability: number;
  readonly isWrong: boolean;
  /** How it is called, where it is to be found in the data. */
  readonly label?: string;
}

/** Rows in a line a class, by the probability of their class. */
export interface SureRows {
  readonly id: string;
  readonly title: string;
  /** The classes, as they are called in a picture. */
  readonly names: readonly string[];
  /** The rows; those to be labelled first come first. */
  readonly rows: readonly SureDot[];
  /** What the numbers are. */
  readonly axis: Content;
}

const [left, right] = [8, 336];
const bins = 50;
/** Dots of a pile are so far apart, or less where the tallest pile is too tall. */
const widestPitch = 6.6;
const tallestPile = 88;
/** Dots closer than this are no longer counted by eye. */
const countedPitch = 4;
const radius = 3.3;
/** More rings than this pile up: an outline instead. */
const mostRings = 10;
const nameRow = 24;
const labelRow = 20;

/** Rows of one class at about the same probability; the wrong ones stand below. */
interface Pile {
  readonly x: number;
  readonly rows: readonly SureDot[];
}

/** A dot a row, a line a class, further right where the true class got more. */
export function sureRows({ id, title, names, rows, axis }: SureRows): Markup {
  const x = linear([0, 1], { range: [left, right], isNice: false });
  const wrong = rows.filter(({ isWrong }) => isWrong).length;
  const lanes = names.map((_, truth) => pilesOf(rows.filter((row) => row.truth === truth), x));
  const tallest = Math.max(1, ...lanes.flat().map((pile) => pile.rows.length));
  const pitch = Math.min(widestPitch, tallestPile / Math.max(1, tallest - 1));
  let top = 4;
  const marks = lanes.flatMap((piles, truth) => {
    const height = Math.max(2, ...piles.map((pile) => pile.rows.length)) * pitch;
    const base = top + nameRow + height + 2;
    const labels = labelMarks(piles, base);
    const drawn = laneMarks(piles, { base, pitch, isRinged: wrong <= mostRings });
    const head = [
      classMark(truth, { x: 9, y: top + 12 }),
      label(cut(names[truth], 30), { x: 20, y: top + 16 }),
      line([4, base], [344, base], "grid-line"),
    ];
    top = base + (labels.length > 0 ? labelRow : 0) + 4;
    return [...head, ...drawn, ...labels];
  });
  return picture({
    ...{ id, title, height: Math.ceil(top + 40) },
    description: `${counted(rows.length, "dot")}, one a row, in a line for each class; ` +
      `${counted(wrong, "wrong answer is", "wrong answers are")} ${
        wrong <= mostRings ? "ringed" : "outlined"
      }`,
    marks: [
      ...marks,
      ...xAxis(x, {
        y: Math.ceil(top + 4),
        format: (tick) => `${Math.round(tick * 100)}%`,
        title: axis,
      }),
    ],
  });
}

function pilesOf(rows: readonly SureDot[], x: Scale): readonly Pile[] {
  const piles = new Map<number, SureDot[]>();
  for (const row of rows) {
    if (!Number.isFinite(row.probability)) continue;
    const bin = Math.min(bins - 1, Math.floor(row.probability * bins));
    piles.set(bin, [...piles.get(bin) ?? [], row]);
  }
  return [...piles].sort(([one], [other]) => one - other).map(([bin, own]) => ({
    x: x((bin + 0.5) / bins),
    rows: [...own.filter(({ isWrong }) => isWrong), ...own.filter(({ isWrong }) => !isWrong)],
  }));
}

function laneMarks(
  piles: readonly Pile[],
  { base, pitch, isRinged }: {
    readonly base: number;
    readonly pitch: number;
    readonly isRinged: boolean;
  },
): readonly Content[] {
  const y = (nth: number) => base - 6 - nth * pitch;
  const dots = piles.flatMap(({ x, rows }) =>
    rows.map(({ truth, isWrong }, nth) =>
      classMark(truth, {
        ...{ x: at(x), y: at(y(nth)), size: "small" },
        classes: isWrong && !isRinged ? "wrong" : pitch < countedPitch ? "packed" : "",
      })
    )
  );
  const rings = piles.flatMap(({ x, rows }) =>
    rows.flatMap(({ isWrong }, nth) =>
      isWrong && isRinged ? [circle([x, y(nth)], 5.5, "ring")] : []
    )
  );
  return [...dots, ...rings, pitch < countedPitch && countMark(piles, y)];
}

/** How many rows the fullest pile of a line has. */
function countMark(piles: readonly Pile[], y: (nth: number) => number): Content {
  const [fullest] = piles.toSorted((one, other) => other.rows.length - one.rows.length);
  if (!fullest) return undefined;
  const isRight = fullest.x > (left + right) / 2;
  return label(counted(fullest.rows.length, "row"), {
    x: fullest.x + (isRight ? -radius - 5 : radius + 5),
    y: y(fullest.rows.length - 1) + 8,
    anchor: isRight ? "end" : "start",
    classes: "soft halo",
  });
}

/** Names of rows below their line, one a pile, as many as fit. */
function labelMarks(piles: readonly Pile[], base: number): readonly Content[] {
  const named = piles.flatMap(({ x, rows }) => {
    const text = rows.find((row) => row.label !== undefined)?.label;
    return text === undefined ? [] : [{ x, text }];
  });
  const widest = Math.max(0, ...named.map(({ text }) => widthOf(text)));
  const room = { low: widest / 2, high: 352 - widest / 2, distance: widest + 8 };
  const shown = named.slice(0, 1 + Math.floor((room.high - room.low) / room.distance));
  const places = spread(shown.map(({ x }) => x), room);
  return shown.flatMap(({ x, text }, nth) => {
    const half = widthOf(text) / 2;
    const near = Math.max(places[nth] - half, Math.min(places[nth] + half, x));
    return [
      near !== x &&
      markup`<path d="M${at(x)} ${at(base + 1)}L${at(near)} ${at(base + 6)}" class="lead"/>`,
      label(text, { x: places[nth], y: base + 16, anchor: "middle" }),
    ];
  });
}
