import { parseNumber } from "../data/decimal_reader.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const lineFeed = "\n";

/** How numbers are written: with which decimal point, and what between thousands. */
export class NumberForm {
  /** Whether they are written as in most programs: 1234.5. */
  readonly isPlain: boolean;
  readonly #decimal: string;
  readonly #grouped: RegExp | undefined;

  /** The form of a text. */
  constructor({ decimal = ".", thousands }: {
    readonly decimal?: string;
    readonly thousands?: string;
  }) {
    this.isPlain = decimal === "." && thousands === undefined;
    this.#decimal = decimal;
    const group = thousands === undefined ? undefined : RegExp.escape(thousands);
    // Groups of three, as pandas does not ask for: 1,23 is no number of thousands.
    if (group) this.#grouped = new RegExp(`^[-+]?\\d{1,3}(?:${group}\\d{3})+(?!\\d|${group})`);
  }

  /** The text of a number as `DecimalReader` takes it, with a line feed behind it; `undefined` where it is none. */
  plain(cell: Uint8Array): Uint8Array | undefined {
    const text = this.#plainText(decoder.decode(cell));
    return text === undefined ? undefined : encoder.encode(text + lineFeed);
  }

  /** The number that a text is. */
  parse(text: string): number | undefined {
    if (this.isPlain) return parseNumber(text);
    const plain = this.#plainText(text.trim());
    return plain === undefined ? undefined : parseNumber(plain);
  }

  #plainText(text: string): string | undefined {
    const [grouped] = this.#grouped?.exec(text) ?? [];
    const ungrouped = grouped === undefined
      ? text
      : grouped.replaceAll(/[^-+\d]/g, "") + text.slice(grouped.length);
    if (this.#decimal === ".") return ungrouped;
    return ungrouped.includes(".") ? undefined : ungrouped.replace(this.#decimal, ".");
  }
}
