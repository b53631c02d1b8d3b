import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import { sortedNames } from "../data/classes.ts";
import type { CategoryColumn, ImageColumn } from "../data/column.ts";
import { memoryFrame } from "../data/memory_frame.ts";
import type { Parts } from "../data/parts.ts";
import { defineFormat, type FileFormat, withoutIgnored } from "./file_format.ts";
import { classFiles, type ImageFile } from "./image_folder.ts";
import * as problem from "./image_file_diagnostics.ts";
import { ImageStack } from "./image_stack.ts";
import type { ReaderContext } from "./reader.ts";
import { imagesSignature as signature } from "./signatures.ts";

/** Pictures in a folder for each class, or in such folders for each part: `load images("faces")`. */
export const images: FileFormat = defineFormat({
  ...signature,
  async read(path, { options, ignored }, context) {
    const folder = await classFiles(path, context);
    const { files } = folder;
    const { mode, size } = options;
    const [height, width = height] = [size ?? []].flat();
    const stack = await readImages(files, {
      ...{ mode, place: folder, context },
      ...height !== undefined && { size: [height, width] },
    });
    const classes = sortedNames([...new Set(files.map((file) => file.label))]);
    const frame = memoryFrame(folder.name, [stack, labelsOf(files, classes)], {
      rows: files.length,
      placeOfRow: (row) => files[row].name,
    });
    const parts = partsOf(files);
    return { ...withoutIgnored(frame, ignored), ...parts && { parts } };
  },
  async *blocks(path, request, context) {
    // What is trained on is read as a whole.
    const { pictureBlocks } = await import("./picture_blocks.ts");
    yield* pictureBlocks(path, request, context);
  },
});

interface Reading {
  readonly mode: "auto" | "grey" | "rgb";
  readonly size?: readonly [height: number, width: number];
  readonly place: problem.ImageFolderPlace;
  readonly context: ReaderContext;
}

/** All pictures, of one size. Fails with those that cannot be decoded or have another size, the first few. */
async function readImages(
  files: readonly ImageFile[],
  { mode, size, place, context: { open, report } }: Reading,
): Promise<ImageColumn> {
  // Few pipelines name pictures: the others are checked without what decodes them.
  const { decodeImage } = await import("../formats/image.ts");
  const { joinBytes } = await import("../files/join_bytes.ts");
  const stack = new ImageStack(files.length, size);
  const broken: problem.OddImage[] = [];
  for (const [at, { path, name }] of files.entries()) {
    const among = { path: place.name, read: at + 1, size: files.length };
    const { bytes } = await open(path, place.span, among);
    try {
      stack.add(name, await decodeImage(Uint8Array.from(joinBytes(bytes))));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      broken.push({ name, reason: error.message });
    }
  }
  if (broken.length > 0) report.add(problem.unreadableImages(broken));
  if (stack.odd.length > 0) report.add(problem.differentSizes(stack.sizes, stack.odd));
  report.stopOnErrors();
  return stack.build("image", mode);
}

function labelsOf(files: readonly ImageFile[], classes: readonly string[]): CategoryColumn {
  const codeOf = new Map(classes.map((name, code) => [name, code]));
  // Every label is a class.
  const codes = Int32Array.from(files, ({ label }) => codeOf.get(label)!);
  return { kind: "category", name: "label", codes, words: classes };
}

/** The rows of each part, where the folder has parts. */
function partsOf(files: readonly ImageFile[]): Parts | undefined {
  if (files.every(({ part }) => part === undefined)) return undefined;
  const rowsOf = (name: PartName) =>
    Int32Array.from([...files.keys()].filter((row) => files[row].part === name));
  const [train, valid, test] = partNames.map(rowsOf);
  return { train, valid, test };
}
