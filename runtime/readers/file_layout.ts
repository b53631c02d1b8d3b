import type { FormatSignature } from "./signatures.ts";

/** How rows are found in the files that a model was trained on, as far as that holds for others of the kind. */
export interface FileLayout {
  /** What they are, such as `csv`. */
  readonly format: string;
  /** The options that are not left as they are by themselves. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The names of all columns, in their order. */
  readonly columns: readonly string[];
}

/** What is said of the rows of one file alone. */
const ofOneFile = ["nrows", "missing_rows", "bad_rows", "usecols"];

/** The layout of a file that was read. */
export function layoutOfFile(
  { name, options: specs }: Pick<FormatSignature, "name" | "options">,
  options: Readonly<Record<string, unknown>>,
  { header }: { readonly header: readonly string[] },
): FileLayout {
  const said = Object.entries(options).filter(([option, value]) =>
    value !== undefined && value !== specs[option]?.default && !isEmpty(value) &&
    !ofOneFile.includes(option)
  );
  const { skiprows, names, index_col } = options;
  const isNamed = options.header !== false || names !== undefined;
  const count = header.length + (index_col === undefined ? 0 : 1);
  return {
    format: name,
    columns: header,
    options: {
      ...Object.fromEntries(said),
      ...Array.isArray(skiprows) && { skiprows: linesAbove(skiprows) },
      // Another file may lack the target: its columns are then counted otherwise.
      ...!isNamed && { names: Array.from({ length: count }, (_, at) => `x${at + 1}`) },
    },
  };
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Of lines that are skipped, those above the rows: a line further down is one of that file alone. */
function linesAbove(lines: readonly number[]): readonly number[] {
  const skipped = new Set(lines);
  // The first line that is not skipped is the header.
  const header = Array.from({ length: skipped.size + 1 }, (_, line) => line)
    .find((line) => !skipped.has(line)) ?? 0;
  return lines.filter((line) =>
    Array.from({ length: line }, (_, above) => above).every((above) =>
      above === header || skipped.has(above)
    )
  );
}
