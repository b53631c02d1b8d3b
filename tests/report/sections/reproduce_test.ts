import assert from "node:assert/strict";
import { reproduceSection } from "../../../report/sections/reproduce.ts";
import { hostile, textOfSection, tinyRun } from "../parts_runs.ts";

Deno.test("command, versions, device, seed and hashes are told", () => {
  const text = textOfSection(reproduceSection(tinyRun()));
  for (
    const each of [
      "penstock run tiny.pipe --seed 3",
      "Penstock 9.8.7, onnxruntime 1.2.3, deno 9 on linux, language version 1",
      "<dt>Seed</dt>",
      ...["aa11", "bb22", "cc33", "dd44", "ee55", "1,234 bytes", "penstock verify-run"],
    ]
  ) assert(text.includes(each), each);
});

Deno.test("paths are escaped, a command that is not known is left out", () => {
  const { made_of } = tinyRun().metrics;
  const files = [{ path: hostile, bytes: 1, sha256: "ff", files: 3 }];
  const text = textOfSection(reproduceSection(tinyRun({
    metrics: { made_of: { ...made_of, files } },
    run: { command: "" },
  })));
  assert(!text.includes("<script"));
  assert(!text.includes("<dt>Command"));
  assert(text.includes("3 files"));
});
