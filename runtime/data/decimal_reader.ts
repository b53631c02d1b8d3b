/**
 * Decimal numbers in texts and in bytes, such as `12.5` or `1.25e1`: digits with a point, a sign and an
 * exponent. No "nan", "inf", hexadecimal or digit separators.
 * @module
 */

/** 10^22 is the largest power of ten that is a double. */
export const maxExactDecimals = 22;
/** The powers of ten that are doubles, by exponent. */
export const powersOfTen: Float64Array = Float64Array.from(
  { length: maxExactDecimals + 1 },
  (_, exponent) => Number(`1e${exponent}`),
);
/** No whole number beyond it is rounded to it, or to one below. */
const maxExactInteger = Number.MAX_SAFE_INTEGER;

const zero = 0x30;
const [plus, minus, point, letterE] = [0x2b, 0x2d, 0x2e, 0x65];

/** So many digits fit an integer of 32 bits, whose arithmetic is the fastest. */
const groupDigits = 9;

/** By byte: whether a number goes on with it behind a digit. */
const mayFollow = new Uint8Array(256);
for (const sign of "0123456789.eE") mayFollow[sign.charCodeAt(0)] = 1;

const encoder = new TextEncoder();

/** Reads numbers from bytes: each is the double that `Number` gives for the same text. */
export class DecimalReader {
  /** The number that was read last. */
  value = 0;
  /** With how many decimals it is written; more than `maxExactDecimals` where that is not known. */
  decimals = 0;
  /** Up to 18 digits as a whole number. A field, since a call with it would make an object of it. */
  #high = 0;

  /**
   * Reads the number that starts at a place.
   * @param bytes Something that belongs to no number must stand behind it.
   * @returns The place behind it; -1 where no number starts.
   */
  read(bytes: Uint8Array, start: number): number {
    // Most of the time of reading a table is spent here: in local variables, without a call.
    const isNegative = bytes[start] === minus;
    const first = isNegative || bytes[start] === plus ? start + 1 : start;
    let at = first;
    let digit = bytes[at] - zero;
    let whole = 0;
    while (digit >= 0 && digit <= 9 && at - first < groupDigits) {
      whole = Math.imul(whole, 10) + digit | 0;
      digit = bytes[++at] - zero;
    }
    if (at > first && mayFollow[bytes[at]] === 0) {
      this.value = isNegative ? -whole : whole;
      this.decimals = 0;
      return at;
    }
    const end = bytes[at] === point ? this.#readDecimals(bytes, at + 1, whole) : -1;
    at = end < 0 ? this.#readOther(bytes, first) : end;
    if (isNegative) this.value = -this.value;
    return at;
  }

  /**
   * Reads up to 18 decimals.
   * @param whole The digits before the point.
   * @returns -1 where the number is of another kind.
   */
  #readDecimals(bytes: Uint8Array, start: number, whole: number): number {
    let at = start;
    let digit = bytes[at] - zero;
    let group = 0;
    while (digit >= 0 && digit <= 9 && at - start < groupDigits) {
      group = Math.imul(group, 10) + digit | 0;
      digit = bytes[++at] - zero;
    }
    const decimals = at - start;
    const unit = powersOfTen[decimals];
    const mantissa = whole * unit + group;
    if (mantissa > maxExactInteger || decimals === 0) return -1;
    if (mayFollow[bytes[at]] === 1) {
      this.#high = mantissa;
      return decimals === groupDigits ? this.#readLong(bytes, at) : -1;
    }
    // Of two exact doubles, it is rounded once, as `Number` rounds.
    this.value = mantissa / unit;
    this.decimals = decimals;
    return at;
  }

  /** Reads a text that is a number from end to end; whether it is. */
  readText(text: string): boolean {
    const bytes = encoder.encode(`${text}\n`);
    return this.read(bytes, 0) === bytes.length - 1;
  }

  /**
   * Reads up to nine more decimals behind nine of them, which stand in `#high` with what is before.
   * @returns -1 where the number is of another kind.
   */
  #readLong(bytes: Uint8Array, start: number): number {
    let at = start;
    let low = 0;
    let digit = bytes[at] - zero;
    while (digit >= 0 && digit <= 9 && at - start < groupDigits) {
      low = Math.imul(low, 10) + digit | 0;
      digit = bytes[++at] - zero;
    }
    if (mayFollow[bytes[at]] === 1) return -1;
    const decimals = groupDigits + at - start;
    const mantissa = this.#high * powersOfTen[at - start] + low;
    if (mantissa > maxExactInteger) return this.#divideLong(low, decimals) ? at : -1;
    this.value = mantissa / powersOfTen[decimals];
    this.decimals = decimals;
    return at;
  }

  /**
   * (high · shift + low) / unit for more digits than a double holds, where `low` are the decimals beyond
   * nine: a quotient of pairs of doubles, whose error is far below the last bit. `false` where the
   * number is so near the middle of two doubles that its last digit decides.
   */
  #divideLong(low: number, decimals: number): boolean {
    const high = this.#high;
    const shift = powersOfTen[decimals - groupDigits];
    const unit = powersOfTen[decimals];
    const scaled = high * shift;
    const head = scaled + low;
    // What rounding took off, without error: whole numbers below 2^53.
    const tail = productError(high, shift) + (low - (head - scaled));
    const quotient = head / unit;
    const remainder = (head - quotient * unit) - productError(quotient, unit) + tail;
    const correction = remainder / unit;
    // Three roundings on the way here: its error is below 2^-51 of it.
    const slack = Math.abs(correction) * 2 ** -40;
    this.value = quotient + (correction - slack);
    this.decimals = maxExactDecimals + 1;
    return this.value === quotient + (correction + slack);
  }

  /** Reads a number of any kind: with an exponent, or more digits than are usual. */
  #readOther(bytes: Uint8Array, first: number): number {
    const whole = digitsEnd(bytes, first);
    const last = bytes[whole] === point ? digitsEnd(bytes, whole + 1) : whole;
    const decimals = Math.max(0, last - whole - 1);
    if (whole - first + decimals === 0) return -1;
    const end = exponentEnd(bytes, last);
    if (end < 0) return -1;
    const exponent = (end === last ? 0 : numberIn(bytes, last + 1, end)) - decimals;
    const mantissa = mantissaIn(bytes, first, last);
    const isExact = mantissa <= maxExactInteger && Math.abs(exponent) <= maxExactDecimals;
    this.decimals = isExact ? Math.max(0, -exponent) : maxExactDecimals + 1;
    if (!isExact) this.value = numberIn(bytes, first, end);
    else if (exponent < 0) this.value = mantissa / powersOfTen[-exponent];
    else this.value = mantissa * powersOfTen[exponent];
    return end;
  }
}

const reader = new DecimalReader();

/**
 * The number that a cell holds, or `undefined`; blanks around it are allowed. May overflow to
 * infinity.
 */
export function parseNumber(cell: string): number | undefined {
  return reader.readText(cell.trim()) ? reader.value : undefined;
}

function digitsEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] >= zero && bytes[at] <= zero + 9) at++;
  return at;
}

/** The place behind an exponent, or the same place where there is none; -1 where it has no digits. */
function exponentEnd(bytes: Uint8Array, start: number): number {
  if ((bytes[start] | 0x20) !== letterE) return start;
  const isSigned = bytes[start + 1] === plus || bytes[start + 1] === minus;
  const first = isSigned ? start + 2 : start + 1;
  const end = digitsEnd(bytes, first);
  return end === first ? -1 : end;
}

/** All digits as one whole number; beyond 2^53 it is rounded, and never comes back below. */
function mantissaIn(bytes: Uint8Array, start: number, end: number): number {
  let mantissa = 0;
  for (let at = start; at < end; at++) {
    if (bytes[at] !== point) mantissa = mantissa * 10 + (bytes[at] - zero);
  }
  return mantissa;
}

function numberIn(bytes: Uint8Array, start: number, end: number): number {
  return Number(String.fromCharCode(...bytes.subarray(start, end)));
}

const splitter = 2 ** 27 + 1;

/**
 * What the product of two doubles is larger than the double next to it, without error.
 * @see "A floating-point technique for extending the available precision", Dekker 1971, mul12.
 */
function productError(a: number, b: number): number {
  const highA = a * splitter - (a * splitter - a);
  const highB = b * splitter - (b * splitter - b);
  const lowA = a - highA;
  const lowB = b - highB;
  return ((highA * highB - a * b) + highA * lowB + lowA * highB) + lowA * lowB;
}
