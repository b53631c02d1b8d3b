import type { ImageColumn } from "../../mod.ts";
import type { Screen } from "./wrap.ts";

/** So many images are drawn, each so many letters wide and half as many high. */
const [drawn, side] = [8, 16];
const shades = " ░▒▓█";
const gap = "  ";

/** Some images as letters, one of each class where there are classes, with its name above. */
export function drawImages(
  { column, codes }: { readonly column: ImageColumn; readonly codes?: Int32Array },
  names: readonly string[],
  { width = 80 }: Screen,
): string {
  const perLine = Math.max(1, Math.floor((width + gap.length) / (side + gap.length)));
  const rows = chosenRows(column, codes);
  const blocks: string[] = [];
  for (let start = 0; start < rows.length; start += perLine) {
    const some = rows.slice(start, start + perLine);
    const titles = some.map((row) => (codes ? names[codes[row]] : `row ${row + 1}`));
    const pictures = some.map((row) => linesOf(column, row));
    const title = titles.map((each) => each.slice(0, side).padEnd(side)).join(gap).trimEnd();
    const lines = pictures[0].map((_, line) =>
      pictures.map((picture) => picture[line]).join(gap).trimEnd()
    );
    blocks.push([title, ...lines].join("\n"));
  }
  return blocks.join("\n\n");
}

/** The first of each class, or the first few. */
function chosenRows({ bytes, shape }: ImageColumn, codes: Int32Array | undefined): number[] {
  const count = bytes.length / shape.reduce((product, dim) => product * dim, 1);
  if (!codes) return Array.from({ length: Math.min(drawn, count) }, (_, row) => row);
  const firsts = new Map<number, number>();
  codes.forEach((code, row) => firsts.has(code) || firsts.set(code, row));
  return [...firsts].sort(([one], [other]) => one - other).slice(0, drawn).map(([, row]) => row);
}

/** A picture as letters, as bright as the pixels below each on average. A letter is as high as two are wide. */
function linesOf({ bytes, shape: [height, width, channels] }: ImageColumn, row: number): string[] {
  const start = row * height * width * channels;
  const brightness = (top: number, left: number, bottom: number, right: number) => {
    let sum = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        for (let c = 0; c < channels; c++) sum += bytes[start + (y * width + x) * channels + c];
      }
    }
    return sum / ((bottom - top) * (right - left) * channels);
  };
  const edge = (at: number, parts: number, size: number) => Math.floor(at * size / parts);
  return Array.from({ length: side / 2 }, (_, line) =>
    Array.from({ length: side }, (_, letter) => {
      const [top, left] = [edge(line, side / 2, height), edge(letter, side, width)];
      const bottom = Math.max(top + 1, edge(line + 1, side / 2, height));
      const right = Math.max(left + 1, edge(letter + 1, side, width));
      const shade = brightness(top, left, bottom, right) / 256 * shades.length;
      return shades[Math.floor(shade)];
    }).join(""));
}
