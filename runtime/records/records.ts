/** `records.json.gz`: `docs/records.md` says what is in it. */
import { gunzipSync, gzipSync } from "node:zlib";
import type { Records } from "../../report/input/records.ts";

/** The name of the file in the folder of a run. */
export const recordsName = "records.json.gz";

/** The bytes of `records.json.gz`; the same records give the same bytes. */
export function encodeRecords(records: Records): Uint8Array {
  return gzipSync(
    JSON.stringify(records, (_, value) => isFraction(value) ? shortened(value) : value),
  );
}

/** What is not finite becomes null. */
function isFraction(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && !Number.isInteger(value);
}

/** So many digits are enough for every picture and every comparison of rows. */
function shortened(value: number): number {
  return Number(value.toPrecision(7));
}

/** The most that such a file may hold, unpacked. */
const maxBytes = 2 ** 26;

/** @throws {RangeError} If the bytes are no `records.json.gz` that this Penstock reads. */
export function decodeRecords(bytes: Uint8Array): Records {
  const records = parsed(bytes);
  if (records?.records !== 1) throw new RangeError("these are no records, or of a later Penstock");
  return records;
}

function parsed(bytes: Uint8Array): Records | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(gunzipSync(bytes, { maxOutputLength: maxBytes })));
  } catch {
    return undefined;
  }
}
