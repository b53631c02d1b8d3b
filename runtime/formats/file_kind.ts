// The first bytes of binary files are often control characters.
// deno-lint-ignore-file no-control-regex

/** Kinds of files that are taken for tables, by how they begin. */
export interface FileKind {
  /** As in "this is a zip archive". */
  readonly what: string;
  /** What to do about it. */
  readonly help: string;
}

interface Signature extends FileKind {
  readonly begins: RegExp;
}

const kinds: readonly Signature[] = [
  {
    begins: /^PK\x03\x04/,
    what: "a zip archive, as Excel's .xlsx is",
    help: "Save the sheet as CSV, or unpack the archive",
  },
  {
    begins: /^\xd0\xcf\x11\xe0/,
    what: "an old Excel or Word file",
    help: "Save the sheet as CSV",
  },
  {
    begins: /^version https:\/\/git-lfs/,
    what: "a pointer of Git LFS",
    help: "Get the file that it stands for: git lfs pull",
  },
  {
    begins: /^\s*<(?:!doctype html|html|head|\?xml)/i,
    what: "a web page",
    help: "Download the file itself; its page was saved instead",
  },
  {
    begins: /^(?:\xff\xfe|\xfe\xff)/,
    what: "UTF-16 text",
    help: 'Say so: encoding = "utf-16"',
  },
  {
    begins: /^\x1f\x8b/,
    what: "a gzip file",
    help: "Let its name end in .gz: then it is decompressed",
  },
  { begins: /^%PDF-/, what: "a PDF file", help: "Save its table as CSV" },
  { begins: /^PAR1/, what: "a Parquet file", help: "Save it as CSV: to_csv in pandas" },
  { begins: /^SQLite format 3\0/, what: "an SQLite database", help: "Export the table as CSV" },
  { begins: /^\x93NUMPY/, what: "an array of NumPy", help: "Save it as CSV: numpy.savetxt" },
  { begins: /^\x89PNG|^\xff\xd8\xff/, what: "a picture", help: "Name the table itself" },
  { begins: /^\s*pipe 1\s/, what: "a pipeline", help: "Name the data that it is to load" },
  { begins: /^\s*[[{]\s*(?:"|$)/, what: "JSON", help: "Save it as CSV" },
];

/** What a file is that is no table, by its first bytes; nothing where it may be one. */
export function kindOfFile(bytes: Uint8Array): FileKind | undefined {
  const text = String.fromCharCode(...bytes);
  return kinds.find(({ begins }) => begins.test(text));
}
