import { imageRows } from "../input/image_rows.ts";
import { type ReportedRun, rowsOf } from "../input/run.ts";
import { type Content, name } from "../markup/markup.ts";
import { type Panel, renderPanels } from "../page/panel.ts";
import type { Table } from "../page/table.ts";
import { imageList, imagePixels } from "../pictures/image_list.ts";
import { counted } from "../words/numbers.ts";

/** So many images are shown. */
const most = 12;

/** Some images of the data, at equal distances. @param table All columns. */
export function renderSamples(run: ReportedRun, table: Table): Content {
  const { images } = run.records;
  const shown = imageRows(run.records).even.filter((_, at) => at % 2 === 0).slice(0, most);
  const panel: Panel = {
    title: "Some of the images",
    picture: imageList(shown.map((image) => ({
      pixels: imagePixels(image),
      description: `row ${image.row} of the data, counted from 0`,
      lines: image.truth === undefined ? [] : [name(image.truth)],
    }))),
    caption: images &&
      `${counted(shown.length, "image")} of the ${rowsOf(images.part)}, at equal ` +
        `distances, each with what it is.`,
    numbers: { summary: "The columns as a table", table },
    isWide: true,
  };
  return renderPanels([panel]);
}
