import type { LeafLayer, OuterLayer } from "../input/network.ts";
import { at, cut, label, picture, rect, width, widthOf } from "../marks/picture.ts";
import { type Content, type Markup, markup } from "../markup/markup.ts";
import { count, counted } from "../words/numbers.ts";
import { rowShape } from "../words/shape.ts";

const rowHeight = 20;
const indent = 12;
/** So many layers are drawn. */
const mostRows = 40;
/** Where the shapes end, and the bar of the largest layer begins. */
const [shapeEnd, barStart] = [228, 240];

/**
 * Layers below each other in the order in which they compute, those of a layer set in; each with the shape that it
 * gives and a bar for its parameters. An arrow goes around what `residual` adds to its input.
 */
export function layerColumn(
  { id, layers }: { readonly id: string; readonly layers: readonly (LeafLayer | OuterLayer)[] },
): Markup {
  const shown = layers.slice(0, mostRows);
  const rest = layers.length - shown.length;
  const most = Math.max(1, ...layers.map(({ layer }) => layer.parameters));
  const numbers = Math.max(...shown.map(({ layer }) => widthOf(count(layer.parameters))));
  const room = width - barStart - numbers - 6;
  return picture({
    id,
    height: rowHeight * (shown.length + (rest > 0 ? 1 : 0)) + 8,
    title: "The layers in their order",
    description: shown.map(({ layer }) => `${layer.kind} gives ${rowShape(layer)}`).join("; "),
    marks: [
      ...shown.flatMap(({ layer, depth, ...more }, nth): Content[] => {
        const y = rowHeight * nth + 4;
        const x = indent * (depth + 1);
        const long = room * layer.parameters / most;
        const taken = x + widthOf(rowShape(layer)) + 12;
        return [
          "inside" in more && bracket(x - 6, {
            from: y + rowHeight,
            to: y + rowHeight * Math.min(shown.length - nth, more.inside + 1),
            isBypass: layer.kind === "residual" && nth + more.inside < shown.length,
          }),
          label(cut(layer.kind, Math.max(6, Math.floor((shapeEnd - taken) / 7.2))), {
            ...{ x, y: y + 14, ..."inside" in more && { classes: "strong" } },
          }),
          label(rowShape(layer), { x: shapeEnd, y: y + 14, anchor: "end", classes: "soft" }),
          ...layer.parameters > 0
            ? [
              rect({ x: barStart, y: y + 4, width: Math.max(1, long), height: 12 }, "bar"),
              label(count(layer.parameters), {
                ...{ x: barStart + Math.max(1, long) + 6, y: y + 14, classes: "soft" },
              }),
            ]
            : [],
        ];
      }),
      rest > 0 &&
      label(`and ${counted(rest, "more layer")}`, {
        ...{ x: indent, y: rowHeight * shown.length + 18, classes: "soft" },
      }),
    ],
  });
}

/** A line beside what is in a layer; with an arrow where that is added to what came in. */
function bracket(
  x: number,
  { from, to, isBypass }: {
    readonly from: number;
    readonly to: number;
    readonly isBypass: boolean;
  },
): Markup {
  const arrow = isBypass ? `M${at(x + 1)} ${at(to - 7)}l4 3l-4 3` : "";
  return markup`<path d="M${at(x)} ${at(from)}V${at(to - 4)}${
    isBypass && `h5${arrow}`
  }" class="lead"/>`;
}
