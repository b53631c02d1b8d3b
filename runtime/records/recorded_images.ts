import { Buffer } from "node:buffer";
import type { RecordedImages } from "../../report/input/records.ts";
import type { ImageColumn } from "../data/column.ts";
import type { Dataset } from "../data/dataset.ts";
import type { AnsweredPart } from "./answered_part.ts";
import { worstRows } from "./errors.ts";
import { evenly } from "./evenly.ts";

/** So many at equal distances, and so many with the largest errors. */
const most = 24;
/** Larger images are drawn smaller: nobody looks at more in a sheet of them. */
const largestSide = 64;

/** Some images of a part; nothing where the data are none. */
export function recordedImages(
  { columns }: Dataset,
  part: AnsweredPart,
): RecordedImages | undefined {
  const cells = columns[0]?.cells;
  if (cells?.kind !== "image") return undefined;
  const { name, indices } = part;
  const places = [...new Set([...evenly(indices.length, most), ...worstRows(part, most)])];
  const rows = places.map((at) => indices[at]);
  const { shape, bytes } = smaller(cells, Int32Array.from(rows));
  return { part: name, rows, shape, bytes: Buffer.from(bytes).toString("base64") };
}

/** Some images, of which every so manieth pixel is taken where they are large. */
function smaller(
  column: ImageColumn,
  rows: Int32Array,
): { readonly shape: ImageColumn["shape"]; readonly bytes: Uint8Array } {
  const [height, width, channels] = column.shape;
  const step = Math.ceil(Math.max(height, width) / largestSide);
  const shape = [Math.ceil(height / step), Math.ceil(width / step), channels] as const;
  const bytes = new Uint8Array(rows.length * shape[0] * shape[1] * channels);
  let to = 0;
  for (const row of rows) {
    const start = row * height * width * channels;
    for (let y = 0; y < height; y += step) {
      for (let x = 0; x < width; x += step) {
        const from = start + (y * width + x) * channels;
        bytes.set(column.bytes.subarray(from, from + channels), to);
        to += channels;
      }
    }
  }
  return { shape, bytes };
}
