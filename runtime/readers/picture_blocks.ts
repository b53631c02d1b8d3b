import { wordsIn } from "../data/words.ts";
import { memoryFrame } from "../data/memory_frame.ts";
import { joinBytes } from "../files/join_bytes.ts";
import { decodeImage } from "../formats/image.ts";
import type { BlockFrame, BlockRequest, NamedPath, UnreadRow } from "./file_format.ts";
import { type ImageFile, pictureFiles } from "./image_folder.ts";
import { ImageStack } from "./image_stack.ts";
import type { ReaderContext } from "./reader.ts";

/** So many pictures are decoded before they are passed on. */
const blockPictures = 256;

type PictureRequest = Pick<BlockRequest<unknown>, "wanted" | "imageShape">;

/** Pictures to be answered, some at a time, brought to the size and the channels that a model takes. */
export async function* pictureBlocks(
  path: NamedPath,
  request: PictureRequest,
  context: ReaderContext,
): AsyncIterable<BlockFrame> {
  const all = await pictureFiles(path, context);
  for (let start = 0; start < all.length; start += blockPictures) {
    const files: readonly AskedPicture[] = all.slice(start, start + blockPictures);
    const name = context.displayName(path.path);
    const progress = { path: name, read: start, size: all.length };
    yield await readBlock(files, { ...request, path, name, progress, context });
  }
}

/** A picture, with its class where it lies in the folder of one. */
type AskedPicture = Pick<ImageFile, "path" | "name"> & Partial<Pick<ImageFile, "label">>;

interface Block extends PictureRequest {
  readonly path: NamedPath;
  /** Of the folder. */
  readonly name: string;
  /** What is read before. */
  readonly progress: Parameters<ReaderContext["open"]>[2] & object;
  readonly context: ReaderContext;
}

async function readBlock(
  files: readonly AskedPicture[],
  { imageShape, wanted: [column = "image", ...others], path, name, progress, context }: Block,
): Promise<BlockFrame> {
  const [height, width, channels] = imageShape ?? [];
  const size = height !== undefined && width !== undefined ? [height, width] as const : undefined;
  const stack = new ImageStack(files.length, size);
  const kept: string[] = [];
  const labels: string[] = [];
  const unread: (UnreadRow & { readonly file: string })[] = [];
  let resized = 0;
  for (const [at, { path: one, name: file, label }] of files.entries()) {
    const among = { ...progress, read: progress.read + at + 1 };
    const { bytes } = await context.open(one, path.span, among);
    try {
      const picture = await decodeImage(Uint8Array.from(joinBytes(bytes)));
      if (size && (picture.height !== size[0] || picture.width !== size[1])) resized += 1;
      stack.add(file, picture);
      kept.push(file);
      labels.push(label ?? "");
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const reason = `the picture cannot be decoded: ${error.message}`;
      unread.push({ before: kept.length, file, place: file, reason });
    }
  }
  const images = stack.build(column, channels === 1 ? "grey" : "rgb");
  // Where none could be decoded, none says how large they are.
  const shown = kept.length === 0 && imageShape ? { ...images, shape: imageShape } : images;
  const options = { rows: kept.length, placeOfRow: (row: number) => kept[row] };
  // Folders of classes call them so.
  const isLabelled = others.includes("label") && files.some(({ label }) => label !== undefined);
  const columns = [shown, ...isLabelled ? [wordsIn("label", labels)] : []];
  const frame = memoryFrame(name, columns, options);
  return {
    ...frame,
    header: columns.map((each) => each.name),
    isOrdered: false,
    unread,
    files: kept,
    resized,
  };
}
