/**
 * The mistakes with columns of images, E0836 and E0837: one function per code.
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
