// The first bytes of binary files are often control characters.
// deno-lint-ignore-file no-control-regex

/** Kinds of files that are taken for tables, by how they begin. */
export interface FileKind {
  /** As in "this is a zip archive". */
  readonly what: string;
  /** What to do about it. */
  readonly help: string;
  /** What reads such files, if something does. */
  readonly reader?: string;
}

interface Signature extends FileKind {
  readonly begins: RegExp;
}

const kinds: readonly Signature[] = [
  {
    begins: /^PK\x03\x04[^]{26}[^]*?\.npy/,
    what: "an archive of NumPy arrays",
    help: "Name the reader of such: load npz(...)",
    reader: "npz",
  },
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
  {
    begins: /^PAR1/,
    what: "a Parquet file",
    help: "Name the reader of such: load parquet(...)",
    reader: "parquet",
  },
  { begins: /^SQLite format 3\0/, what: "an SQLite database", help: "Export the table as CSV" },
  {
    begins: /^\x93NUMPY/,
    what: "an array of NumPy",
    help: "Name the reader of such: load npy(...)",
    reader: "npy",
  },
  {
    begins: /^\0\0[\x08-\x0e][\x01-\x06]/,
    what: "an array in the IDX format, as MNIST is",
    help: "Name the reader of such: load idx(...)",
    reader: "idx",
  },
  {
    begins: /^\x89PNG|^\xff\xd8\xff/,
    what: "a picture",
    help: "Name a folder of pictures: load images(...)",
  },
  { begins: /^\s*pipe 1\s/, what: "a pipeline", help: "Name the data that it is to load" },
  {
    begins: /^\s*\{\s*"/,
    what: "JSON",
    help: "Where it is an object a line, name the reader of such: load jsonl(...)",
    reader: "jsonl",
  },
  {
    begins: /^\s*[[{]\s*(?:"|[[{]|$)/,
    what: "JSON",
    help: "Save it as JSON lines, an object a row, and name load jsonl(...)",
  },
];

/** How many of the first bytes tell what a file is. */
const kindBytes = 512;

/** What a file is that is no table, by its first bytes; nothing where it may be one. */
export function kindOfFile(bytes: Uint8Array): FileKind | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, kindBytes));
  return kinds.find(({ begins }) => begins.test(text));
}
