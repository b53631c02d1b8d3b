import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import {
  missingKey,
  repeatedKey,
  unknownKey,
  unknownValue,
  wrongValue,
} from "./yaml_field_diagnostics.ts";
import { quoted } from "../data/quoting.ts";
import type { YamlMapping, YamlNode, YamlScalar } from "./yaml_tree.ts";

/** A value and where it stands. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** A key of a mapping: how its value is read, and what is said where it is wrong or missing. */
export interface Field<T> {
  /** `undefined` where a mistake was reported. */
  read(node: YamlNode, place: { readonly key: string; readonly report: Report }): T | undefined;
  /** What messages say that it must be. */
  readonly expected: string;
  /** A value that would do. */
  readonly example: string;
  readonly isRequired?: boolean;
}

/** The keys that a mapping may have. */
export type FieldTable = Readonly<Record<string, Field<unknown>>>;

/** What was read: keys that are absent or wrong have no value. */
export type FieldsOf<T extends FieldTable> = {
  readonly [Name in keyof T]?: T[Name] extends Field<infer V> ? Located<V> : never;
};

/** Reads the keys of a mapping; all mistakes are reported. */
export function readFields<T extends FieldTable>(
  mapping: YamlMapping,
  fields: T,
  report: Report,
): FieldsOf<T> {
  const values: Record<string, Located<unknown>> = {};
  for (const { key, value } of uniqueEntries(mapping, report)) {
    const field = Object.hasOwn(fields, key.text) ? fields[key.text] : undefined;
    if (!field) report.add(unknownKey(key.text, Object.keys(fields), key.span));
    else if (isBlank(value)) {
      report.add(wrongNode(key.text, field, { node: value, span: key.span }));
    } else {
      const read = field.read(value, { key: key.text, report });
      if (read !== undefined) values[key.text] = { value: read, span: value.span };
    }
  }
  const written = new Set(mapping.entries.map(({ key }) => key.kind === "scalar" && key.text));
  for (const [name, { isRequired, example }] of Object.entries(fields)) {
    if (!isRequired || written.has(name)) continue;
    report.add(missingKey(name, `${name}: ${example}`, startOf(mapping.span)));
  }
  // Each value was read by the field of its name just above.
  return values as FieldsOf<T>;
}

/** Keys that are texts, each once. */
function uniqueEntries(
  { entries }: YamlMapping,
  report: Report,
): { readonly key: YamlScalar; readonly value: YamlNode }[] {
  const first = new Map<string, Span>();
  return entries.flatMap(({ key, value }) => {
    if (key.kind !== "scalar") {
      const mistake = { expected: "a name", shown: describe(key), help: "Write it in quotes" };
      report.add(wrongValue("key", mistake, key.span));
      return [];
    }
    const earlier = first.get(key.text);
    if (earlier) report.add(repeatedKey(key.text, key.span, earlier));
    else first.set(key.text, key.span);
    return earlier ? [] : [{ key, value }];
  });
}

/** The empty place before a span. */
export function startOf(span: Span): Span {
  return { ...span, end: span.start };
}

/** A key without a value. */
function isBlank(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === null && node.span.start === node.span.end;
}

function describe(node: YamlNode): string {
  if (node.kind === "sequence") return "a list";
  if (node.kind === "mapping") return "keys and values";
  return isBlank(node) ? "empty" : quoted(node.text);
}

/** What to write instead. */
export function exampleOfField(key: string, example: string): string {
  return `Write, for example, ${key}: ${example}`;
}

function wrongNode(
  key: string,
  { expected, example }: Pick<Field<unknown>, "expected" | "example">,
  { node, span = node.span }: { readonly node: YamlNode; readonly span?: Span },
): Diagnostic {
  return wrongValue(
    key,
    { expected, shown: describe(node), help: exampleOfField(key, example) },
    span,
  );
}

/** A field whose value is one scalar that passes `parse`. */
function scalarField<T>(
  expected: string,
  example: string,
  parse: (node: YamlScalar) => T | undefined,
): Field<T> {
  return {
    expected,
    example,
    read(node, { key, report }) {
      const value = node.kind === "scalar" ? parse(node) : undefined;
      if (value === undefined) report.add(wrongNode(key, this, { node }));
      return value;
    },
  };
}

/** Any text; numbers are taken as they are written. */
export function text(example: string): Field<string> {
  return scalarField("a text", example, (node) => node.text.trim().normalize("NFC") || undefined);
}

/** `true` or `false`. */
export const booleanField: Field<boolean> = scalarField(
  "true or false",
  "false",
  ({ value }) => typeof value === "boolean" ? value : undefined,
);

/** A text of this form, such as one character. */
export function pattern(form: RegExp, expected: string, example: string): Field<string> {
  return scalarField(expected, example, (node) => form.test(node.text) ? node.text : undefined);
}

/** A whole number from `min` up. */
export function count(min: number, example: number): Field<number> {
  const isCount = (value: unknown): value is number =>
    Number.isSafeInteger(value) && Number(value) >= min;
  return scalarField(
    `a whole number from ${min} up`,
    String(example),
    ({ value }) => isCount(value) ? value : undefined,
  );
}

/** A column by its name, or by its place from 1. */
export const columnOrPlace: Field<string | number> = scalarField(
  "the name of a column or its place from 1",
  "1",
  ({ value, text }) => {
    if (typeof value !== "number") return text.trim() || undefined;
    return Number.isSafeInteger(value) && value >= 1 ? value : undefined;
  },
);

/** One of a few words; `what` is what they are called, the key unless given. */
export function wordField<const W extends string>(
  words: readonly W[],
  what?: string,
  helpFor: (word: string) => string | undefined = () => undefined,
): Field<W> {
  return {
    expected: words.length === 1 ? words[0] : `one of ${words.join(", ")}`,
    example: words[0],
    read(node, { key, report }) {
      const value = words.find((each) => node.kind === "scalar" && each === node.text);
      if (value !== undefined) return value;
      report.add(
        node.kind === "scalar"
          ? unknownValue(
            { what: what ?? key, word: node.text, words, help: helpFor(node.text) },
            node.span,
          )
          : wrongNode(key, this, { node }),
      );
      return undefined;
    },
  };
}

/** A list of texts, or a single one; each as it is written. */
export function texts(example: string): Field<readonly Located<string>[]> {
  return {
    expected: "a text or a list of them",
    example,
    read(node, { key, report }) {
      if (node.kind === "mapping") {
        report.add(wrongNode(key, this, { node }));
        return undefined;
      }
      const items = node.kind === "sequence" ? node.items : [node];
      return items.flatMap((item) => {
        if (item.kind === "scalar") {
          return [{ value: item.text.trim().normalize("NFC"), span: item.span }];
        }
        const mistake = {
          expected: "a list of texts",
          shown: `${describe(item)} in a list`,
          help: exampleOfField(key, example),
        };
        report.add(wrongValue(key, mistake, item.span));
        return [];
      });
    },
  };
}

/** Keys and values that are looked at elsewhere. */
export function mappingField(example: string): Field<YamlMapping> {
  return {
    expected: "keys and values",
    example,
    read(node, { key, report }) {
      if (node.kind === "mapping") return node;
      report.add(wrongNode(key, this, { node }));
      return undefined;
    },
  };
}

/** A list of what a field takes, or a single one. */
export function listOf<T>(of: Field<T>, example: string): Field<readonly T[]> {
  return {
    expected: `${of.expected}, or a list of them`,
    example,
    read(node, place) {
      const items = node.kind === "sequence" ? node.items : [node];
      return items.flatMap((item) => of.read(item, place) ?? []);
    },
  };
}

/** Further keys, known by name. */
export function fields<T extends FieldTable>(known: T): Field<FieldsOf<T>> {
  const [[name, { example }]] = Object.entries(known);
  return {
    expected: "keys and values",
    example: `{ ${name}: ${example} }`,
    read(node, { key, report }) {
      if (node.kind === "mapping") return readFields(node, known, report);
      report.add(wrongNode(key, this, { node }));
      return undefined;
    },
  };
}

/** An entry whose key is any name. */
export interface Entry<T> extends Located<T> {
  readonly key: Located<string>;
}

/** Values by names that are not known beforehand. */
export function entriesOf<T>(of: Field<T>, example: string): Field<readonly Entry<T>[]> {
  return {
    expected: "keys and values",
    example,
    read(node, { key, report }) {
      if (node.kind !== "mapping") {
        report.add(wrongNode(key, this, { node }));
        return undefined;
      }
      return uniqueEntries(node, report).flatMap((entry) => {
        const name = { value: entry.key.text.trim().normalize("NFC"), span: entry.key.span };
        if (isBlank(entry.value)) {
          report.add(wrongNode(name.value, of, { node: entry.value, span: name.span }));
          return [];
        }
        const value = of.read(entry.value, { key: name.value, report });
        return value === undefined ? [] : [{ key: name, value, span: entry.value.span }];
      });
    },
  };
}

/** One of two forms, told apart by whether keys and values stand there. */
export function eitherForm<A, B>(scalar: Field<A>, mapping: Field<B>): Field<A | B> {
  return {
    expected: scalar.expected,
    example: scalar.example,
    read: (node, place) => (node.kind === "mapping" ? mapping : scalar).read(node, place),
  };
}

/** The same field, which must be there. */
export function required<T>(field: Field<T>): Field<T> {
  return { ...field, isRequired: true };
}
