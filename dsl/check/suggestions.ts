/**
 * What someone who wrote a name that is not known may have meant: the next thing to do, never a guess that
 * would change the meaning.
 * @module
 */
import type { Argument } from "../syntax/ast.ts";
import { type KeywordName, keywords } from "../syntax/tokens.ts";
import { exampleOf } from "../language/examples.ts";
import { inWords, type Meaning } from "../language/foreign/meaning.ts";
import {
  type CallPlace,
  foreignArguments,
  foreignCall,
  foreignHelp,
} from "../language/foreign_names.ts";
import type { Vocabulary } from "../language/pipeline.ts";
import type { Signature } from "../language/signature.ts";
import { didYouMean } from "../text/nearest.ts";
import { textOf } from "../text/span.ts";

/** `Did you mean "tanh"?`, or what there is to choose from. */
export function suggest(name: string, candidates: readonly string[]): string {
  const guess = didYouMean(name, candidates);
  if (guess !== undefined) return guess;
  return candidates.length > 0
    ? `Use one of ${candidates.join(", ")}`
    : "There is nothing to choose from";
}

/** What a name is looked for among. */
export interface CallChoice {
  /** What it is called in messages, such as "layer". */
  readonly what: string;
  readonly known: readonly Pick<Signature, "name">[];
  /** All that there is, also elsewhere. */
  readonly vocabulary?: Vocabulary;
}

/** What to write for a call that is not known. */
export function callHelp(name: string, { what, known, vocabulary }: CallChoice): string {
  const names = known.map((each) => each.name);
  const same = names.find((each) => lettersOf(each) === lettersOf(name));
  if (same !== undefined) return `Did you mean "${same}"?`;
  return foreignHelp(placeOf(what), name, names) ??
    (vocabulary && callElsewhere(name, vocabulary)) ??
    foreignElsewhere(name, names) ??
    suggest(name, names);
}

/** `ReLU` and `cross_Entropy` differ from ours in how they are written, not in what they mean. */
function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

/** What to write for a metric that something is expected of, and that the pipeline does not have. */
export function expectedHelp(
  name: string,
  { metrics, vocabulary }: {
    readonly metrics: readonly string[];
    readonly vocabulary?: Vocabulary;
  },
): string {
  const [, part, metric] = /^(train|valid|test)_(.+)$/.exec(name) ?? [];
  if (metric && metrics.includes(metric)) return `Write it as: expect ${metric} in ... on ${part}`;
  const here = foreignHelp("metric", name, metrics) ?? didYouMean(name, metrics);
  const known = vocabulary?.metric ?? [];
  return here ??
    (known.length === 0 || known.some((each) => each.name === name)
      ? `Add it: metric ${name}`
      : callHelp(name, { what: "metric", known, vocabulary }));
}

/** What calls are called in messages, by where they stand. */
const whatAt: Readonly<Record<Exclude<CallPlace, "initializer">, string>> = {
  layer: "layer",
  loss: "loss",
  optimizer: "optimizer",
  schedule: "schedule",
  metric: "metric",
  load: "reader",
  split: "split",
  column: "column type",
  impute: "imputation",
  encode: "encoding",
  scale: "scaling",
  scale_target: "scaling of targets",
  device: "device",
};

function placeOf(what: string): CallPlace {
  const found = Object.entries(whatAt).find(([, each]) => each === what);
  return found ? found[0] as CallPlace : "initializer"; // `Object.entries` forgets the keys
}

/** A name that is right, but of another stage. */
function callElsewhere(name: string, vocabulary: Vocabulary): string | undefined {
  const lists = { ...vocabulary, layer: vocabulary.model };
  for (const place of Object.keys(whatAt) as (keyof typeof whatAt)[]) { // its own keys
    const found = lists[place].find((each) => each.name === name);
    if (found) return standsElsewhere(name, place, found);
  }
}

function standsElsewhere(name: string, place: keyof typeof whatAt, call: Signature): string {
  const what = whatAt[place];
  const article = /^[aeo]/.test(what) ? "an" : "a";
  const rest = Object.values(call.arguments).some(isRequired) ? "(...)" : "";
  return place === "layer"
    ? `"${name}" is a layer: write it inside model { ... }`
    : `"${name}" is ${article} ${what}: write it on a line of its own, ${place} ${name}${rest}`;
}

function isRequired(spec: Signature["arguments"][string]): boolean {
  return spec.default === undefined && !spec.optional;
}

/** A foreign name of something else, which would be misread as a slip of the fingers. */
function foreignElsewhere(name: string, candidates: readonly string[]): string | undefined {
  const call = foreignCall(name);
  if (call === undefined || typeof call === "string") return call;
  const here = call.names.find((each) => candidates.includes(each));
  if (here !== undefined) {
    return here === name.toLowerCase() ? undefined : `Here it is written "${here}"`;
  }
  if (call.place === "initializer") return undefined;
  return call.place === "layer"
    ? `It is a layer, here written "${call.names[0]}", inside model { ... }`
    : `Write it on a line of its own: ${call.place} ${call.names[0]}`;
}

/** Whether a word is the name of something, here or in another tool: then it is no slip of the fingers. */
export function isCall(word: string, vocabulary: Vocabulary | undefined): boolean {
  if (foreignCall(word) !== undefined) return true;
  if (!vocabulary) return false;
  const { train: _, modelStage: __, ...lists } = vocabulary;
  const calls = Object.values<readonly Signature[]>(lists).flat();
  return calls.some(({ name }) => name === word);
}

/** What to write for a word that is none of those which may stand there. */
export function wordHelp(
  word: string,
  words: readonly string[],
  vocabulary: Vocabulary | undefined,
): string {
  const foreign = foreignCall(word);
  const here = typeof foreign === "object" && foreign.names.find((each) => words.includes(each));
  if (here) return `Here it is written "${here}"`;
  return isCall(word, vocabulary) ? `Use one of ${words.join(", ")}` : suggest(word, words);
}

/** An argument that is not known, and the call that it stands in. */
export interface ArgumentChoice {
  readonly callee: Pick<Signature, "name" | "arguments">;
  readonly argument: Argument;
  /** All arguments of the call. */
  readonly given: readonly Argument[];
  /** All that there is, also elsewhere. */
  readonly vocabulary?: Vocabulary;
}

/** What to write for an argument that is not known. */
export function argumentHelp(name: string, choice: ArgumentChoice): string {
  const { callee, vocabulary } = choice;
  const names = Object.keys(callee.arguments);
  const meanings = foreignArguments(name);
  const here = meanings.find((each) => isHere(each, names));
  if (here) return helpOf(here, name, choice);
  const elsewhere = [name, ...meanings.flatMap((each) => each.kind === "ours" ? each.names : [])];
  const isOneOfMany = names.includes(`${name}s`);
  return (isOneOfMany ? didYouMean(name, names) : keywordHelp(name)) ??
    (vocabulary && argumentElsewhere(elsewhere, choice, vocabulary)) ??
    (names.length === 0 ? `Write ${callee.name} without it` : undefined) ??
    didYouMean(name, names) ??
    (vocabulary && argumentOfSiblings(name, callee, vocabulary)) ??
    suggest(name, names);
}

function isHere(meaning: Meaning, names: readonly string[]): boolean {
  if (meaning.kind === "ours") return meaning.names.some((each) => names.includes(each));
  return meaning.kind !== "argument" || names.includes(meaning.name);
}

function helpOf(meaning: Meaning, name: string, { callee, given }: ArgumentChoice): string {
  const names = Object.keys(callee.arguments);
  const meant = meaning.kind === "argument"
    ? meaning.name
    : meaning.kind === "ours"
    ? meaning.names.find((each) => names.includes(each))
    : undefined;
  const first = given.find((each) => each.name?.text === meant && meant !== undefined);
  if (first) return `Remove it: ${textOf(first.span)} already does that`;
  if (meaning.kind === "ours" && meant !== name) return `Here it is written "${meant}"`;
  return inWords(meaning);
}

function keywordHelp(name: string): string | undefined {
  const isKeyword = Object.hasOwn(keywords, name) && keywords[name as KeywordName].role !== "layer";
  const example = isKeyword ? exampleOf(name) : undefined;
  return example && `Write it as a line of its own, as in: ${example}`;
}

/** Stages whose arguments people write elsewhere. */
const ownerStages = ["train", "optimizer", "split", "load"] as const;

/** An argument that is right, but of another stage. */
function argumentElsewhere(
  names: readonly string[],
  { callee, argument }: ArgumentChoice,
  vocabulary: Vocabulary,
): string | undefined {
  for (const stage of ownerStages) {
    const calls = stage === "train" ? [vocabulary.train] : vocabulary[stage];
    // A sibling says nothing of another stage.
    if (calls.some((each) => each.arguments === callee.arguments)) continue;
    for (const name of names) {
      const owners = calls.filter((each) => Object.hasOwn(each.arguments, name));
      const usual = owners.find((each) => exampleOf(stage)?.includes(`${each.name}(`)) ?? owners[0];
      if (!usual) continue;
      const call = `${usual.name}(${name} = ${shownValue(argument, usual.arguments[name])})`;
      const line = stage === "train" ? call : `${stage} ${call}`;
      return `"${name}" belongs to the ${stage} stage: ${line}`;
    }
  }
}

/** The value as it was written, where it is short and of the kind that the argument takes. */
function shownValue({ value }: Argument, { type }: Signature["arguments"][string]): string {
  const text = textOf(value.span);
  const isNumber = value.kind === "number" && (type.kind === "int" || type.kind === "float");
  const isFlag = type.kind === "boolean" && (text === "true" || text === "false");
  return (isNumber || isFlag || value.kind === "percent") && text.length < 20 ? text : "...";
}

/** An argument that other calls of the same stage take. */
function argumentOfSiblings(
  name: string,
  callee: ArgumentChoice["callee"],
  { train: _, modelStage: __, ...lists }: Vocabulary,
): string | undefined {
  const siblings = Object.values<readonly Signature[]>(lists)
    .find((list) => list.some((each) => each.arguments === callee.arguments)) ?? [];
  const owners = siblings.filter((each) => Object.hasOwn(each.arguments, name))
    .map((each) => each.name);
  if (owners.length === 0 || owners.length > 4) return undefined;
  const verb = owners.length === 1 ? "takes" : "take";
  const own = Object.keys(callee.arguments).join(", ");
  return `${owners.join(" and ")} ${verb} it; ${callee.name} takes ${own}`;
}
