import assert from "node:assert/strict";
import fc from "fast-check";
import { type Random, randomFor } from "../../../compiler/initializers/random.ts";
import {
  DecimalReader,
  maxExactDecimals,
  parseNumber,
} from "../../../runtime/data/decimal_reader.ts";
import { referenceNumber } from "../formats/csv_reference.ts";

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join("");
}

/** So many of anything, from none up. */
function upTo(random: Random, most: number): number {
  return Math.floor(random() * (most + 1));
}

/** Ways in which programs and people write numbers. */
const forms: readonly ((random: Random) => string)[] = [
  (random) => digits(random, 1 + upTo(random, 20)),
  (random) => `${digits(random, 1 + upTo(random, 9))}.${digits(random, upTo(random, 20))}`,
  (random) => `.${digits(random, 1 + upTo(random, 20))}`,
  (random) => `0.${"0".repeat(upTo(random, 6))}${digits(random, 1 + upTo(random, 20))}`,
  (random) => `${digits(random, 1)}.${digits(random, upTo(random, 18))}e${upTo(random, 60) - 30}`,
  (random) => String((random() - 0.5) * 10 ** (upTo(random, 40) - 20)).replace(/^-/, ""),
  (random) => (random() * 1000).toFixed(upTo(random, 19)),
  (random) => (random() * 10 ** upTo(random, 15)).toPrecision(1 + upTo(random, 20)),
];

Deno.test("a million decimals are read bit for bit as Number reads them", () => {
  const random = randomFor(1, "decimals", 1);
  const reader = new DecimalReader();
  const bytes = new Uint8Array(80);
  const encoder = new TextEncoder();
  for (let at = 0; at < 1_000_000; at++) {
    const text = "-+".charAt(upTo(random, 5)) + forms[at % forms.length](random);
    const { written } = encoder.encodeInto(`${text},`, bytes);
    const end = reader.read(bytes, 0);
    if (end === written - 1 && Object.is(reader.value, Number(text))) continue;
    assert.fail(`${text} was read as ${reader.value}, up to ${end}`);
  }
});

Deno.test("decimals in the middle of two doubles, and next to it, are read as Number reads them", () => {
  const reader = new DecimalReader();
  // 2^53 + 1 and its like; then what is a unit of the last digit away from it.
  for (let power = 53; power < 59; power++) {
    for (let step = -2n; step <= 2n; step++) {
      const middle = 2n ** BigInt(power) + 2n ** BigInt(power - 53) + step;
      const text = `${middle}`;
      for (
        const each of [
          text,
          `${text}.0`,
          text.replace(/(\d)$/, ".$1"),
          text.replace(/(\d{12})$/, ".$1"),
        ]
      ) {
        assert(reader.readText(each));
        assert.equal(reader.value, Number(each), each);
      }
    }
  }
});

Deno.test("the decimals of a number are counted where they can be exact", () => {
  const decimalsOf = (text: string) => {
    const reader = new DecimalReader();
    assert(reader.readText(text));
    return reader.decimals;
  };
  assert.deepEqual(["7", "7.", "1e3", "1.5e1"].map(decimalsOf), [0, 0, 0, 0]);
  assert.deepEqual(["0.5", "1.50", "1.5e-2", "1e-22"].map(decimalsOf), [1, 2, 3, 22]);
  const unknown = ["1e-23", "1e23", "0.1234567890123456789"].map(decimalsOf);
  assert(unknown.every((decimals) => decimals > maxExactDecimals));
});

Deno.test("parseNumber takes decimal and scientific notation and nothing else", () => {
  for (const text of ["", " ", ".", "e5", "1e", "1,5", "0x10", "1_000", "1 2", "inf", "NaN", "١"]) {
    assert.equal(parseNumber(text), undefined, text);
  }
  const pieces = fc.constantFrom(..."0123456789+-.eE x_,", "00", "e-", "\u00a0");
  const texts = fc.array(pieces, { maxLength: 8 }).map((each) => each.join(""));
  fc.assert(
    fc.property(texts, (text) => assert.equal(parseNumber(text), referenceNumber(text))),
    { numRuns: 5000 },
  );
});
