import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import { missingKey, unknownKey, wrongValue } from "../formats/yaml_field_diagnostics.ts";
import {
  eitherForm,
  entriesOf,
  exampleOfField,
  fields,
  type FieldsOf,
  type Located,
  pattern,
  required,
  startOf,
  text,
  texts,
} from "../formats/yaml_fields.ts";
import * as problem from "./manifest_diagnostics.ts";

/** A file of a dataset. */
export interface ManifestFile {
  /** The part it holds; absent where the files hold all rows. */
  readonly part?: PartName;
  /** Relative to the manifest. */
  readonly path: Located<string>;
  /** The file with the labels of its rows, likewise. */
  readonly labels?: Located<string>;
}

/** The files of a dataset. */
export interface ManifestFiles {
  /** In the order of the parts. */
  readonly files: readonly ManifestFile[];
  /** Of files as they are stored, 64 hexadecimal digits, by the paths that name them. */
  readonly sums: ReadonlyMap<string, Located<string>>;
}

const sum = pattern(/^[0-9a-f]{64}$/, "64 digits 0-9 and a-f", "9cc1c345...");
const labelled = fields({
  file: required(text("train-images.gz")),
  labels: required(text("train-labels.gz")),
});
const part = eitherForm(texts("train.csv"), labelled);

/** The keys of a manifest that name files. */
export const fileFields = {
  file: texts("iris.csv"),
  labels: text("labels.npy"),
  parts: fields({ train: required(part), valid: part, test: part }),
  sha256: eitherForm(sum, entriesOf(sum, "{ train: 9cc1c345... }")),
};

type Keys = FieldsOf<typeof fileFields>;

/** What is known besides the values of those keys. */
interface Where {
  /** Whether a key was written, right or wrong. */
  readonly has: (name: string) => boolean;
  readonly report: Report;
  /** Of the manifest. */
  readonly span: Span;
}

/** One file with all rows, or one or more a part. @throws Nothing: what is wrong is reported. */
export function filesOf(keys: Keys, where: Where): ManifestFiles {
  const { file, parts, labels } = keys;
  const { has, report, span } = where;
  if (!has("file") && !has("parts")) {
    report.add(missingKey("file", "file: iris.csv", startOf(span)));
  }
  if (file && parts) report.add(problem.unfittingKey("file", "parts", file.span));
  if (labels && parts) report.add(problem.unfittingKey("labels", "parts", labels.span));
  const files = file
    ? whole(file.value, labels)
    : partNames.flatMap((name) => filesOfPart(name, parts?.value[name]?.value));
  return { files, sums: sumsOf(keys, files, report) };
}

function whole(
  paths: readonly Located<string>[],
  labels: Located<string> | undefined,
): readonly ManifestFile[] {
  return paths.map((path) => ({ path, ...labels && { labels } }));
}

function filesOfPart(
  part: PartName,
  named:
    | readonly Located<string>[]
    | FieldsOf<{ file: typeof fileFields.labels; labels: typeof fileFields.labels }>
    | undefined,
): readonly ManifestFile[] {
  if (named === undefined) return [];
  if (isList(named)) return named.map((path) => ({ part, path }));
  const { file, labels } = named;
  return file ? [{ part, path: file, ...labels && { labels } }] : [];
}

function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value);
}

/** A sum for the only file, or for parts that are one file, or for files by their paths. */
function sumsOf(
  { sha256, file, parts }: Keys,
  files: readonly ManifestFile[],
  report: Report,
): ReadonlyMap<string, Located<string>> {
  if (!sha256) return new Map();
  const { value, span } = sha256;
  const wrong = (expected: string, shown: string, help: string) =>
    report.add(wrongValue("sha256", { expected, shown, help }, span));
  const [only, ...others] = files;
  if (typeof value === "string") {
    if (parts || others.length > 0) {
      const example = exampleOfField("sha256", "{ train: 9cc1c345... }");
      wrong(parts ? "a sum for each part" : "a sum for each file", "one sum", example);
    }
    return new Map(only ? [[only.path.value, { value, span }]] : []);
  }
  const paths = new Set(
    files.flatMap(({ path, labels }) => labels ? [path.value, labels.value] : [path.value]),
  );
  const ofPart = (name: string) => {
    const own = files.filter(({ part }) => part === name);
    return own.length === 1 ? own[0].path.value : undefined;
  };
  if (file && paths.size === 1 && value.every(({ key }) => isPart(key.value))) {
    wrong("the sum of the file", "a sum for each part", "Write the sum itself");
  }
  return new Map(value.flatMap(({ key, value, span }) => {
    const path = ofPart(key.value) ?? key.value;
    const sum = { value, span };
    if (paths.has(path)) return [[path, sum]];
    if (!file) report.add(unknownKey(key.value, [...partNames, ...paths], key.span));
    return [];
  }));
}

function isPart(name: string): boolean {
  return partNames.some((part) => part === name);
}
