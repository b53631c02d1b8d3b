import { CellBlock, cellNotes } from "./cell_block.ts";
import type { CategoryColumn, NumberColumn, TableColumn } from "./column.ts";
import { DecimalReader } from "./decimal_reader.ts";
import { NumberBuilder } from "./number_builder.ts";

/** A column of cells that are at hand as texts: numbers where all of them are, else words. */
export function columnOfTexts(name: string, texts: readonly string[]): TableColumn {
  const words = wordsIn(name, texts);
  const numbers = numbersOf(words);
  const missing = words.codes.reduce((count, code) => code < 0 ? count + 1 : count, 0);
  return (numbers.missing?.count ?? 0) === missing ? numbers : words;
}

/** The same as words, whatever they look like. */
export function wordsIn(name: string, texts: readonly string[]): CategoryColumn {
  const codeOf = new Map<string, number>();
  const codes = Int32Array.from(texts, (text) => {
    const word = text.trim();
    if (word === "") return -1;
    if (!codeOf.has(word)) codeOf.set(word, codeOf.size);
    return codeOf.get(word)!; // set above
  });
  return { kind: "category", name, codes, words: [...codeOf.keys()] };
}

/**
 * The numbers that words stand for; a word that is none is missing.
 * @param parse Reads those that are not written as usual.
 */
export function numbersOf(
  { name, codes, words }: CategoryColumn,
  parse?: (text: string) => number | undefined,
): NumberColumn {
  const reader = new DecimalReader();
  const values = new Float64Array(words.length);
  const notes = Uint8Array.from(words, (word, code) => {
    const text = parse ? String(parse(word) ?? "") : word;
    if (!reader.readText(text)) return cellNotes.missing;
    values[code] = reader.value;
    return reader.decimals;
  });
  const builder = new NumberBuilder(name);
  const block = new CellBlock(1);
  for (let start = 0; start < codes.length; start += block.rows) {
    const some = codes.subarray(start, start + block.rows);
    some.forEach((code, at) => {
      block.values[at] = values[code] ?? NaN;
      block.notes[at] = notes[code] ?? cellNotes.missing;
    });
    builder.add(block, 0, some.length);
  }
  return builder.build();
}
