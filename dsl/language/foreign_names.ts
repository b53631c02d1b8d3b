import { groupBy } from "../text/group_by.ts";
import { foreignNames } from "./foreign/table.ts";
import { type ForeignName, inWords, type Meaning, type Place } from "./foreign/meaning.ts";
import { nearest } from "../text/nearest.ts";

/** Where calls stand, in the order in which a name is looked up that stands for nothing where it is. */
export const callPlaces = [
  "layer",
  "loss",
  "optimizer",
  "schedule",
  "metric",
  "initializer",
  "load",
  "split",
  "column",
  "impute",
  "encode",
  "scale",
  "scale_target",
  "device",
] as const satisfies readonly Place[];
/** One of them. */
export type CallPlace = typeof callPlaces[number];

/** `BatchNorm1d` and `batch_norm_1d` are the same. */
function normalized(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** A line such as `optimizer.step()` means something as a whole, `nn.Linear` by its last part. */
function keyOf({ place, name }: Pick<ForeignName, "place" | "name">): string {
  return normalized(place === "line" ? name : lastPart(name));
}

const byKey: ReadonlyMap<string, readonly ForeignName[]> = groupBy(
  foreignNames,
  (each) => `${each.place} ${keyOf(each)}`,
);

/** What a name from elsewhere means at a place, the likeliest first. */
function meaningsOf(place: Place, name: string): readonly Meaning[] {
  const found = byKey.get(`${place} ${keyOf({ place, name })}`) ?? [];
  return found.map(({ meaning }) => meaning);
}

/** The name here for a foreign one, if a candidate is; the same in another case is no other name. */
function oursAmong(meaning: Meaning, candidates: readonly string[]): string | undefined {
  return meaning.kind === "ours"
    ? meaning.names.find((each) => candidates.includes(each))
    : undefined;
}

/** What someone who knows this name from another tool should write; nothing where it is unknown. */
export function foreignHelp(
  place: Exclude<Place, "argument">,
  name: string,
  candidates: readonly string[],
): string | undefined {
  for (const meaning of meaningsOf(place, name)) {
    const here = oursAmong(meaning, candidates);
    if (here === name || (here === name.toLowerCase() && place !== "value")) return undefined;
    if (here) return `Here it is written "${here}"`;
    if (meaning.kind !== "ours") return inWords(meaning);
  }
}

/** What a call by a foreign name is here, wherever it may stand; advice where it is nothing. */
export function foreignCall(
  name: string,
): { readonly place: CallPlace; readonly names: readonly string[] } | string | undefined {
  for (const place of callPlaces) {
    const [meaning] = meaningsOf(place, name);
    if (meaning?.kind === "ours") return { place, names: meaning.names };
    if (meaning) return inWords(meaning);
  }
}

/** Each argument that a foreign one may stand for, or what else to do. */
export function foreignArguments(name: string): readonly Meaning[] {
  return meaningsOf("argument", name);
}

/** The call that a foreign name, or one in another case, stands for. */
export function meantCall(
  name: string,
  known: readonly { readonly name: string }[],
): string | undefined {
  const candidates = known.map((each) => each.name);
  const meant = callPlaces.flatMap((place) => meaningsOf(place, name))
    .map((meaning) => oursAmong(meaning, candidates));
  return [...meant, name.toLowerCase()].find((each) => each && candidates.includes(each));
}

/** The argument that a foreign or misspelt name stands for: it is not missing as well. */
export function meantArgument(name: string, candidates: readonly string[]): string | undefined {
  const meant = meaningsOf("argument", name).map((meaning) => oursAmong(meaning, candidates));
  return meant.find((each) => each !== undefined) ?? nearest(name, candidates);
}

/** What to write for a dotted name such as `nn.CrossEntropyLoss` or `model.fit`. */
export function dottedHelp(name: string): string {
  const [line] = meaningsOf("line", name);
  const call = callPlaces.map((place) => meaningsOf(place, name)[0]).find((each) => each);
  const meaning = line ?? call;
  if (meaning && meaning.kind !== "ours") return inWords(meaning);
  return `Names have no dots: write ${meaning?.names[0] ?? lastPart(name).toLowerCase()}`;
}

/** A second number where another tool wants inputs and outputs, as in `linear(4, 8)`. */
export function secondNumberHelp(callee: string): string | undefined {
  return callee === "linear"
    ? "Write the number of outputs alone: the number of inputs follows from the layer before"
    : undefined;
}
