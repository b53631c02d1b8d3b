import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { alikeKey } from "../data/alike.ts";
import type { CategoryColumn } from "../data/column.ts";
import { isMissingWord } from "../data/missing_words.ts";
import { written } from "../data/quoting.ts";
import { clothingOf } from "../data/clothing.ts";
import type { LookedAt } from "./looked_at.ts";
import {
  alikeWords,
  manyWords,
  missingWords,
  otherClothing,
  wordPerRow,
} from "./profile_diagnostics.ts";

/** So few words are no reason to ask, whatever the number of rows. */
const fewWords = 20;
/** So many features of one column are worth a word. */
const muchOfFeatures = 100;

/** What is odd about a column of words. @param isFeature Else it is the target. */
export function wordFindings(
  column: CategoryColumn,
  { frame, said, featuresOf, isFeature }: LookedAt & { readonly isFeature: boolean },
): Diagnostic[] {
  const { name, words } = column;
  const { name: place, rows } = frame;
  if (said.has(name)) return [];
  const clothing = isFeature ? clothingOf(words) : undefined;
  if (clothing) {
    const help = clothing.help.replace("NAME", written(name));
    return [otherClothing(name, { ...clothing, help, sample: words[0], place })];
  }
  if (isFeature && words.length > fewWords && 2 * words.length > rows) {
    return [wordPerRow(name, { words: words.length, rows, sample: words[0], place })];
  }
  const features = isFeature ? featuresOf(name) : 0;
  return [
    ...features > muchOfFeatures ? [manyWords(name, features, place)] : [],
    ...missingFindings(column, place),
    ...alikeFindings(column, { place, isFeature }),
  ];
}

function missingFindings({ name, words, codes }: CategoryColumn, place: string): Diagnostic[] {
  const isOdd = words.map(isMissingWord);
  // A column of nothing else holds answers such as "none".
  if (!isOdd.includes(true) || !isOdd.includes(false)) return [];
  const rows = codes.reduce((sum, code) => isOdd[code] ? sum + 1 : sum, 0);
  const odd = words.filter((_, code) => isOdd[code]);
  // "none" and "unknown" are answers in many tables: a guess would be a nuisance.
  const clear = odd.filter((word) => /^(?:[?.-]+|#?n\/?a|nan|null|nil)$/i.test(word));
  return clear.length > 0 ? [missingWords(name, { words: clear, rows, place })] : [];
}

function alikeFindings(
  { name, words }: CategoryColumn,
  { place, isFeature }: { readonly place: string; readonly isFeature: boolean },
): Diagnostic[] {
  const firsts = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (const word of words) {
    const key = alikeKey(word);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, word);
    else pairs.push([first, word]);
  }
  const classes = isFeature ? undefined : [...firsts.values()];
  return pairs.length > 0 ? [alikeWords(name, { pairs, classes, place })] : [];
}
