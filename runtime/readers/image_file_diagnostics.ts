/**
 * The mistakes in folders of pictures, E0841 to E0843, W0841 and W0842: one function per code.
 * @module
 */
import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";
import { counted, listed, quoted } from "../data/quoting.ts";

/** A folder as messages show it, and where it is named. */
export interface ImageFolderPlace {
  readonly name: string;
  readonly span?: Span;
}

/** A picture and what is wrong with it, or how large it is. */
export interface OddImage {
  readonly name: string;
  readonly reason: string;
}

/** How many are shown one by one. */
const shownImages = 5;

function at({ name, span }: ImageFolderPlace) {
  return span ? { span } : { place: name };
}

function others(images: readonly OddImage[]) {
  const rest = images.length - shownImages;
  return images.slice(1, shownImages).map(({ name, reason }, at, all) => ({
    message: reason + (rest > 0 && at === all.length - 1 ? `, and ${rest} more` : ""),
    place: name,
  }));
}

/** Files that are no pictures, whatever they are called. */
export function unreadableImages(images: readonly OddImage[]): Diagnostic {
  const [{ name, reason }] = images;
  const total = images.length > 1 ? ` (${images.length} such pictures)` : "";
  return error("E0841", { place: name }, {
    message: `The picture cannot be decoded: ${reason}${total}`,
    notes: others(images),
    help: "Save it again as PNG or JPEG, or take it out of the folder",
  });
}

/** Pictures that do not fit on each other. @param size Of the first. */
export function differentSizes(size: string, images: readonly OddImage[]): Diagnostic {
  const [{ name, reason }] = images;
  const total = images.length > 1 ? ` (${images.length} pictures of other sizes)` : "";
  return error("E0842", { place: name }, {
    message: `The picture is ${reason} pixels large, and the first one ${size}${total}`,
    notes: others(images),
    help: "Bring them to one size: load images(..., size = [64, 64])",
  });
}

/** A folder without folders of pictures. */
export function noImages(folder: ImageFolderPlace): Diagnostic {
  return error("E0843", at(folder), {
    message: `There are no pictures in the folders of "${folder.name}"`,
    help: "Give each class a folder with its .png or .jpg files: faces/happy/1.jpg",
  });
}

/** Files that nobody asked for. */
export function strayFiles(names: readonly string[], folder: ImageFolderPlace): Diagnostic {
  return warning("W0841", at(folder), {
    message: `${counted(names.length, "file")} of "${folder.name}" ${
      names.length === 1 ? "is no picture" : "are no pictures"
    } of a class, such as ${quoted(names[0])}`,
    help: "Take them out, or put them into the folder of their class, as .png or .jpg",
  });
}

/** Classes without pictures. */
export function emptyClasses(labels: readonly string[], folder: ImageFolderPlace): Diagnostic {
  return warning("W0842", at(folder), {
    message: `Folders of "${folder.name}" have no pictures, and are no classes: ${listed(labels)}`,
    help: "Take them out, or put pictures in",
  });
}
