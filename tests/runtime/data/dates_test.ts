import assert from "node:assert/strict";
import { secondsOf } from "../../../runtime/data/dates.ts";

Deno.test("dates as ISO 8601 writes them are seconds from 1970 on", () => {
  for (
    const text of [
      "1970-01-01",
      "2024-02-29",
      "1899-12-31",
      "2000-03-01",
      "0001-01-01",
      "9999-12-31",
    ]
  ) {
    assert.equal(secondsOf(text), Date.parse(`${text}T00:00:00Z`) / 1000, text);
  }
  for (
    const text of ["2024-05-31T13:45:10.5Z", "2024-05-31T13:45+02:00", "2024-05-31T23:59:59-0330"]
  ) {
    assert.equal(secondsOf(text), Date.parse(text) / 1000, text);
  }
  assert.equal(secondsOf("2024-05-31 13:45"), Date.parse("2024-05-31T13:45Z") / 1000);
});

Deno.test("every day of four hundred years is the day after the one before", () => {
  for (let day = 0; day < 146_097; day++) {
    const text = new Date(86_400_000 * day).toISOString().slice(0, 10);
    assert.equal(secondsOf(text), 86_400 * day, text);
  }
});

Deno.test("what is no day is no date", () => {
  for (
    const text of [
      "2023-02-29",
      "2024-06-31",
      "2024-13-01",
      "2024-00-10",
      "2024-01-00",
      "24-01-01",
      "2024-1-1",
      "today",
      "2024-01-01 25:00",
      "",
    ]
  ) {
    assert.equal(secondsOf(text), undefined, text);
  }
});

Deno.test("a format says how dates are written", () => {
  const seconds = Date.parse("2024-05-31T13:45:00Z") / 1000;
  const day = Date.parse("2024-05-31T00:00:00Z") / 1000;
  assert.equal(secondsOf("31.05.2024", "%d.%m.%Y"), day);
  assert.equal(secondsOf("5/31/24 1:45 PM", "%m/%d/%y %I:%M %p"), seconds);
  assert.equal(secondsOf("31 May 2024", "%d %b %Y"), day);
  assert.equal(secondsOf("31 may 2024", "%d %B %Y"), day);
  assert.equal(secondsOf("(2024) 05+31", "(%Y) %m+%d"), day);
  assert.equal(secondsOf("2024-05-31", "%d.%m.%Y"), undefined);
});
