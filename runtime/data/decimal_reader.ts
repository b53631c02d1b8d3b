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
/** Every whole number up to here is a double. */
const maxExactInteger = 2 ** 53;

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
  /** How many groups of digits are full, without leading zeros. */
  #full = 0;
  /** The first of them. */
  #high = 0;
  /** The group that is being filled, and how many digits it still takes. */
  #low = 0;
  #room = groupDigits;

  /**
   * Reads the number that starts at a place.
   * @param bytes Something that belongs to no number must stand behind it.
   * @returns The place behind it; -1 where no number starts.
   */
  read(bytes: Uint8Array, start: number): number {
    const isNegative = bytes[start] === minus;
    const first = isNegative || bytes[start] === plus ? start + 1 : start;
    this.#full = 0;
    this.#low = 0;
    this.#room = groupDigits;
    const whole = this.#readDigits(bytes, first);
    const isShort = whole > first && this.#full === 0 && mayFollow[bytes[whole]!] === 0;
    const end = isShort ? whole : this.#readRest(bytes, first, whole);
    if (isShort) [this.value, this.decimals] = [this.#low, 0];
    if (isNegative) this.value = -this.value;
    return end;
  }

  /** Reads on behind the digits before the point. */
  #readRest(bytes: Uint8Array, first: number, whole: number): number {
    const last = bytes[whole] === point ? this.#readDigits(bytes, whole + 1) : whole;
    const decimals = last > whole ? last - whole - 1 : 0;
    if (whole - first + decimals === 0) return -1;
    const end = (bytes[last]! | 0x20) === letterE ? exponentEnd(bytes, last + 1) : last;
    if (end < 0) return -1;
    const exponent = (end === last ? 0 : numberIn(bytes, last + 1, end)) - decimals;
    if (!this.#scale(exponent)) this.value = numberIn(bytes, first, end);
    return end;
  }

  /** Reads a text that is a number from end to end; whether it is. */
  readText(text: string): boolean {
    const bytes = encoder.encode(`${text}\n`);
    return this.read(bytes, 0) === bytes.length - 1;
  }

  #readDigits(bytes: Uint8Array, start: number): number {
    let at = start;
    let low = this.#low;
    let room = this.#room;
    let digit = bytes[at]! - zero;
    if (room === groupDigits) { while (digit === 0) digit = bytes[++at]! - zero; }
    for (; digit >= 0 && digit <= 9; digit = bytes[++at]! - zero) {
      if (room === 0) {
        if (this.#full === 0) this.#high = low;
        this.#full += 1;
        low = 0;
        room = groupDigits;
      }
      low = Math.imul(low, 10) + digit | 0;
      room -= 1;
    }
    this.#low = low;
    this.#room = room;
    return at;
  }

  /** The value of the digits times a power of ten; `false` where that takes all of them as a text. */
  #scale(exponent: number): boolean {
    this.decimals = maxExactDecimals + 1;
    if (this.#full > 1 || Math.abs(exponent) > maxExactDecimals) return false;
    const shift = powersOfTen[groupDigits - this.#room]!;
    const mantissa = this.#full === 0 ? this.#low : this.#high * shift + this.#low;
    if (mantissa <= maxExactInteger) {
      // Of two exact doubles; it is rounded once, as `Number` rounds.
      this.value = exponent < 0
        ? mantissa / powersOfTen[-exponent]!
        : mantissa * powersOfTen[exponent]!;
      this.decimals = Math.max(0, -exponent);
      return true;
    }
    return exponent <= 0 && this.#divideLong(shift, powersOfTen[-exponent]!);
  }

  /**
   * (high · shift + low) / unit for more digits than a double holds: a quotient of pairs of doubles,
   * whose error is far below the last bit. `false` where the number is so near the middle of two doubles
   * that its last digit decides.
   */
  #divideLong(shift: number, unit: number): boolean {
    const scaled = this.#high * shift;
    const head = scaled + this.#low;
    // What rounding took off, without error: whole numbers below 2^53.
    const tail = productError(this.#high, shift) + (this.#low - (head - scaled));
    const quotient = head / unit;
    const remainder = (head - quotient * unit) - productError(quotient, unit) + tail;
    const correction = remainder / unit;
    // Three roundings on the way here: its error is below 2^-51 of it.
    const slack = Math.abs(correction) * 2 ** -40;
    this.value = quotient + (correction - slack);
    return this.value === quotient + (correction + slack);
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

/** The place behind the sign and the digits of an exponent; -1 where there are no digits. */
function exponentEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start] === plus || bytes[start] === minus ? start + 1 : start;
  let at = first;
  while (bytes[at]! >= zero && bytes[at]! <= zero + 9) at++;
  return at === first ? -1 : at;
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
