/**
 * The mistakes with columns of images, E0836 to E0838: one function per code.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";
import { listed, quoted, written } from "./quoting.ts";

/** Images in the place of numbers or words. @param role As in `cannot be the target`. */
export function imagesAs(
  name: string,
  { role, span, place }: { readonly role: string; readonly span?: Span; readonly place: string },
): Diagnostic {
  return error("E0836", span ? { span } : { place }, {
    message: `Column ${quoted(name)} holds images, and cannot be ${role}`,
    help: "Name another column",
  });
}

/** Numbers or words in the place of images. */
export function notImages(
  name: string,
  { span, place }: { readonly span?: Span; readonly place: string },
): Diagnostic {
  return error("E0838", span ? { span } : { place }, {
    message: `Column ${quoted(name)} holds no images`,
    help: "Leave the line out, or say what the column is: number, category, ...",
  });
}

/** Images with other features beside them. */
export function imagesNotAlone(
  image: string,
  { others, place }: { readonly others: readonly string[]; readonly place: string },
): Diagnostic {
  return error("E0837", { place }, {
    message: `Images are a model's only features, and beside ${quoted(image)} there are ` +
      listed(others),
    help: `Leave those out: ignore = [${others.slice(0, 3).map(written).join(", ")}]; or one of ` +
      "them is the target",
  });
}
