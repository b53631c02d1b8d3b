import { Buffer } from "node:buffer";
import type { ImageSchema } from "../../compiler/schema/schema.ts";
import type { ImageColumn } from "../data/column.ts";
import type { CellValue } from "../data/value_column.ts";
import { ImageStack } from "../readers/image_stack.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { refusedRows } from "./refusal.ts";
import { noPicture } from "./serve_diagnostics.ts";

/**
 * Pictures as rows have them: the bytes of a PNG or JPEG file in base64, also as a `data:` address. They are
 * brought to the size of the model.
 * @throws {Refusal} If one is none (422).
 */
export async function pictureColumn(
  cells: readonly CellValue[],
  { name, shape: [height, width, channels] }: ImageSchema,
): Promise<ImageColumn> {
  const { decodeImage } = await import("../formats/image.ts");
  const stack = new ImageStack(cells.length, [height, width]);
  const mistakes: Diagnostic[] = [];
  for (const [row, cell] of cells.entries()) {
    const place = `rows[${row}], column ${JSON.stringify(name)}`;
    try {
      stack.add(place, await decodeImage(bytesOf(cell)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      mistakes.push(noPicture(place, error.message));
    }
  }
  if (mistakes.length > 0) throw refusedRows(mistakes);
  return stack.build(name, channels === 1 ? "grey" : "rgb");
}

/** @throws {RangeError} If the cell is no base64. */
function bytesOf(cell: CellValue): Uint8Array<ArrayBuffer> {
  const [, text] = typeof cell === "string"
    ? /^(?:data:[^,]*,)?([\w+/=\s-]+)$/.exec(cell) ?? []
    : [];
  if (text === undefined) throw new RangeError("a PNG or JPEG file in base64 is expected");
  return Uint8Array.from(Buffer.from(text, "base64"));
}
