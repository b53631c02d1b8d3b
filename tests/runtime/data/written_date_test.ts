import assert from "node:assert/strict";
import { writtenDate } from "../../../runtime/data/written_date.ts";
import { secondsOf } from "../../../runtime/data/dates.ts";

Deno.test("a written date is read as the same time, in every format that keeps all of it", () => {
  const formats = [
    "%Y-%m-%d %H:%M:%S",
    "%d.%m.%y %H:%M:%S",
    "%d %b %Y %I:%M:%S %p",
    "%B %d, %Y %H%M%S%z 100%%",
  ];
  for (let seconds = 0; seconds < 1.7e9; seconds += 86_400 * 29 + 12_345) {
    for (const format of formats) {
      assert.equal(secondsOf(writtenDate(seconds, format), format), seconds, format);
    }
  }
  assert.equal(writtenDate(Date.UTC(2024, 4, 31) / 1000), "2024-05-31");
});
