/** Every picture of docs/report.md is what its command makes. */
import { reportPictures } from "../../docs/report_pictures.ts";
import { assertFresh } from "../docs/report_pictures.ts";

for (const each of reportPictures) {
  Deno.test(`the pictures of ${each.command} are fresh`, () => assertFresh(each));
}
