// @ts-types="@types/d3-format"
import { format } from "d3-format";

/** How many digits a number deserves that so many rows stand behind. */
interface Digits {
  /** Decimals of a percentage. */
  readonly percent: number;
  /** Digits of another number. */
  readonly significant: number;
}

/** The more rows, the more digits: a second decimal of 30 rows means nothing. */
function digitsOf(rows: number): Digits {
  if (rows < 20) return { percent: 0, significant: 1 };
  if (rows < 400) return { percent: 0, significant: 2 };
  if (rows < 40_000) return { percent: 1, significant: 3 };
  return { percent: 2, significant: 4 };
}

/** `1,234`. */
export function count(value: number): string {
  return signed(format(",d")(value));
}

/** `1 row`, `1,234 rows`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A share as so many percent as the rows behind it deserve: `90%`. */
export function percent(share: number, rows: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(digitsOf(rows).percent)}%` : notANumber;
}

/** A difference of shares in points, that is, percents of the whole: `22 points`. */
export function points(difference: number, rows: number): string {
  const text = signed((difference * 100).toFixed(digitsOf(rows).percent));
  return `${text} ${text === "1" ? "point" : "points"}`;
}

/** A number with so many digits as the rows behind it deserve. */
export function amount(value: number, rows: number): string {
  return significant(value, digitsOf(rows).significant);
}

/** A number with so many digits that count: `0.47`, `1,230`, `2.4e-7`. */
export function significant(value: number, digits: number): string {
  if (!Number.isFinite(value)) return notANumber;
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size >= 1e6 || size < 1e-4) {
    const [mantissa, exponent] = rounded.toExponential(Math.max(0, digits - 1)).split("e");
    return signed(`${mantissa}e${Number(exponent)}`);
  }
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return signed(format(`,.${decimals}f`)(rounded));
}

/** A probability to two decimals; none is certain. */
export function probability(value: number): string {
  if (!Number.isFinite(value)) return notANumber;
  if (value > 0.99) return value < 0.995 ? "0.99" : ">0.99";
  return value < 0.005 ? "<0.01" : value.toFixed(2);
}

/**
 * Numbers of one picture with the same decimals: enough for the finest step between them. From 100,000 on they are
 * short: `250k`, `1.5M`.
 */
export function alike(ticks: readonly number[]): (value: number) => string {
  const size = Math.max(...ticks.map(Math.abs));
  const steps = ticks.slice(1).map((tick, at) => Math.abs(tick - ticks[at]));
  const step = Math.min(...steps.filter((each) => each > 0), size || 1);
  if (size >= 1e5 && size < 1e15) return (value) => signed(format("~s")(value));
  if (size >= 1e6 || size > 0 && size < 1e-3) return (value) => significant(value, 2);
  const decimals = Math.min(6, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  return (value) => signed(format(`,.${decimals}f`)(value));
}

/** Numbers with the decimals that one of them deserves of so many rows. */
export function withDecimalsOf(one: number, rows: number): (value: number) => string {
  const size = Math.abs(one);
  if (!Number.isFinite(size) || size === 0 || size >= 1e6 || size < 1e-4) {
    return (value) => amount(value, rows);
  }
  const { significant: digits } = digitsOf(rows);
  const decimals = Math.max(
    0,
    digits - 1 - Math.floor(Math.log10(Number(size.toPrecision(digits)))),
  );
  return (value) => Number.isFinite(value) ? signed(format(`,.${decimals}f`)(value)) : notANumber;
}

/** Numbers cut where one of them ends that has the digits it deserves of so many rows: `92,100` beside `400`. */
export function cutWith(one: number, rows: number): (value: number) => string {
  const { significant: digits } = digitsOf(rows);
  const size = Math.abs(one);
  const step = size > 0 && Number.isFinite(size)
    ? 10 ** (Math.floor(Math.log10(size)) - digits + 1)
    : 1;
  const write = withDecimalsOf(one, rows);
  return (value) => write(step > 1 ? Math.round(value / step) * step : value);
}

/** A number with so many decimals: `1,234.50`. */
export function fixed(value: number, decimals: number): string {
  return Number.isFinite(value) ? signed(format(`,.${decimals}f`)(value)) : notANumber;
}

/** With a plus above 0. */
export function withPlus(text: string): string {
  return /^[\u2212]|^0(?:\.0+)?$|^NaN$/.test(text) ? text : `+${text}`;
}

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 20 });

/** A number with the digits that it has, seven at most: `1,234,568`, `0.25`, `1.5e-7`. */
export function plain(value: number): string {
  if (!Number.isFinite(value)) return notANumber;
  const rounded = Number(value.toPrecision(mostDigits));
  const size = Math.abs(rounded);
  if (size === 0 || size < 1e15 && size >= 1e-4) {
    return signed(grouped.format(rounded));
  }
  const [mantissa, exponent] = rounded.toExponential().split("e");
  return signed(`${mantissa}e${Number(exponent)}`);
}

/** As records have them. */
const mostDigits = 7;

/** A tick of a logarithmic scale, which is short. */
export function logTick(value: number): string {
  const size = Math.abs(value);
  return size >= 1e6 || size < 1e-4 ? significant(value, 1) : plain(value);
}

/** What stands where there is no number. */
const notANumber = "NaN";

/** With a minus sign as long as a plus, and none before zero. */
function signed(text: string): string {
  return text.replace(/^[-\u2212]/, "\u2212").replace(/^\u2212(?=0(?:\.0+)?$)/, "");
}
