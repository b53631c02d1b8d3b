import type { RecordedEpoch } from "../../mod.ts";
import { formatNumber } from "./table.ts";
import type { Screen } from "./wrap.ts";

/** A letter shows dots in two columns of four: the bits of U+2800 and up, from the top down. */
const dots = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]] as const;
const [dotsAcross, dotsDown] = [2, 4];
const blank = 0x2800;

const height = 5;
const mostWidth = 50;
/** Less than this shows no course. */
const fewestEpochs = 5;
const fewestWidth = 60;
/** Losses that are farther apart need a logarithmic scale. */
const farApart = 10;

/**
 * How the loss went: that of the validation rows, where there are some, else of the training rows. Nothing for few
 * epochs, and where a screen is narrow or there is none.
 */
export function describeCurve(
  history: readonly RecordedEpoch[],
  { width = 0 }: Screen,
): string {
  const part = history.some(({ valid }) => valid.loss !== undefined) ? "valid" : "train";
  const points = history.flatMap((epoch) => {
    const { loss } = epoch[part];
    return typeof loss === "number" ? [{ epoch: epoch.epoch, loss }] : [];
  });
  if (points.length < fewestEpochs || width < fewestWidth) return "";
  const losses = points.map(({ loss }) => loss);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  if (low === high) return "";
  const isLog = low > 0 && high > farApart * low;
  const scaled = isLog ? Math.log : (loss: number) => loss;
  const shareOf = (loss: number) => (scaled(loss) - scaled(low)) / (scaled(high) - scaled(low));
  const labels = [formatNumber(high), formatNumber(low)];
  const margin = Math.max(...labels.map(({ length }) => length));
  const across = Math.min(mostWidth, width - margin - 4);
  const rows = plot(losses.map(shareOf), across);
  const last = String(points[points.length - 1].epoch);
  return [
    `${part} loss by epoch${isLog ? ", log scale" : ""}`,
    ...rows.map((row, at) => {
      const label = at === 0 ? labels[0] : at === height - 1 ? labels[1] : "";
      return `${label.padStart(margin)} ${at === 0 || at === height - 1 ? "┤" : "│"}${row}`;
    }),
    `${" ".repeat(margin + 2)}${String(points[0].epoch).padEnd(across - last.length)}${last}`,
  ].map((line) => line.trimEnd()).join("\n");
}

/** Numbers in 0..1 as a line of dots, from left to right. */
function plot(values: readonly number[], across: number): readonly string[] {
  const cells = Array.from({ length: height }, () => new Array<number>(across).fill(blank));
  const [columns, levels] = [across * dotsAcross, height * dotsDown];
  const levelAt = (column: number) => {
    const at = column / (columns - 1) * (values.length - 1);
    const [from, to] = [Math.floor(at), Math.ceil(at)];
    const value = values[from] + (values[to] - values[from]) * (at - from);
    return Math.round((1 - value) * (levels - 1));
  };
  let before = levelAt(0);
  for (let column = 0; column < columns; column++) {
    const level = levelAt(column);
    // A steep line has no gaps.
    for (let at = Math.min(level, before); at <= Math.max(level, before); at++) {
      const cell = Math.floor(column / dotsAcross);
      cells[Math.floor(at / dotsDown)][cell] |= dots[column % dotsAcross][at % dotsDown];
    }
    before = level;
  }
  return cells.map((row) => String.fromCharCode(...row));
}
