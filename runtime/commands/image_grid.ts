import { resolve } from "node:path";
import { error } from "../../dsl/text/diagnostic.ts";
import { type CommandContext, displayPath } from "../files/access.ts";
import { outNotWritable } from "../files/file_diagnostics.ts";
import { encodePng } from "../formats/png.ts";
import type { DataPreview } from "../profile/preview.ts";
import { phase } from "./phase.ts";

/** So many images stand beside each other; without classes, as many rows of them below each other. */
const perRow = 12;
/** Small images are drawn this large. */
const leastSide = 56;
const [gap, paper] = [2, 255];

/**
 * Writes some images as a grid, a row for each class where there are classes.
 * @param out A PNG file, relative to the working directory.
 * @returns The file as shown to people.
 * @throws {PenstockError} If the data are no images (E0850), or the file cannot be written.
 */
export async function imageGrid(
  { name, images, classes }: Pick<DataPreview, "name" | "images" | "classes">,
  out: string,
  { workingDirectory }: Pick<CommandContext, "workingDirectory">,
): Promise<string> {
  const path = resolve(workingDirectory, out);
  const shown = displayPath(path, workingDirectory);
  return await phase(async (report) => {
    if (!images) {
      return report.fail(error("E0850", { place: name }, {
        message: "There are no images in these data, and --out draws images",
        help: "Leave --out away: a table is shown in the terminal",
      }));
    }
    const { codes, column: { bytes, shape: [height, width, channels] } } = images;
    const rows = bytes.length / (height * width * channels);
    const lines = codes ? linesByClass(codes, classes?.names.length ?? 1) : plainLines(rows);
    const scale = Math.max(1, Math.round(leastSide / Math.max(height, width)));
    const cell = [scale * height + gap, scale * width + gap] as const;
    const grid = {
      height: lines.length * cell[0] + gap,
      width: perRow * cell[1] + gap,
    };
    const rgb = new Uint8Array(3 * grid.height * grid.width).fill(paper);
    for (const [line, some] of lines.entries()) {
      for (const [at, row] of some.entries()) {
        for (let y = 0; y < scale * height; y++) {
          for (let x = 0; x < scale * width; x++) {
            const from = ((row * height + Math.floor(y / scale)) * width + Math.floor(x / scale)) *
              channels;
            const to = 3 * ((gap + line * cell[0] + y) * grid.width + gap + at * cell[1] + x);
            for (let c = 0; c < 3; c++) rgb[to + c] = bytes[from + (channels === 1 ? 0 : c)];
          }
        }
      }
    }
    try {
      await Deno.writeFile(path, await encodePng({ ...grid, bytes: rgb }));
    } catch (error) {
      return report.fail(outNotWritable(shown, error));
    }
    return shown;
  });
}

/** The first rows of each class. */
function linesByClass(codes: Int32Array, count: number): readonly (readonly number[])[] {
  const lines = Array.from({ length: count }, (): number[] => []);
  codes.forEach((code, row) => {
    if (lines[code].length < perRow) lines[code].push(row);
  });
  return lines;
}

function plainLines(rows: number): readonly (readonly number[])[] {
  const count = Math.min(perRow, Math.ceil(rows / perRow));
  return Array.from(
    { length: count },
    (_, line) =>
      Array.from({ length: Math.min(perRow, rows - line * perRow) }, (_, at) => line * perRow + at),
  );
}
