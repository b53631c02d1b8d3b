import { targetNames } from "../../compiler/schema/schema.ts";
import { Report } from "../../dsl/text/report.ts";
import type { Access } from "../files/access.ts";
import { streamedBytes } from "../files/byte_source.ts";
import { parseYamlTree, YamlError } from "../formats/yaml_tree.ts";
import type { BlockFrame, BlockRequest, FileFormat, NamedPath } from "../readers/file_format.ts";
import type { FileLayout } from "../readers/file_layout.ts";
import { formats } from "../readers/formats.ts";
import { formatOfPath } from "../readers/format_of_path.ts";
import { requestOf } from "../readers/manifest_frame.ts";
import { openManifest } from "../readers/read_dataset.ts";
import type { ReaderContext } from "../readers/reader.ts";
import { readerContext } from "../readers/reader_context.ts";
import { argumentsInYaml } from "../readers/yaml_arguments.ts";
import type { ModelCard } from "../results/model_card.ts";

/** Where rows come from, and what is asked of them. */
export interface RowFile {
  /** A file, a folder of pictures, or `-` for stdin. */
  readonly path: string;
  /** Of the model that is to answer. */
  readonly card: ModelCard;
  readonly access: Access;
  readonly report: Report;
  /** Whether the targets are read as well. */
  readonly isLabelled?: boolean;
}

/**
 * The rows of a file, some at a time: as the files were that the model was trained on, where nothing in the
 * name says otherwise. A manifest is read with what it says itself.
 * @throws {Stopped} If they cannot be read.
 */
export async function* rowBlocks(asked: RowFile): AsyncIterable<BlockFrame> {
  const { path, card } = asked;
  const context = contextOf(asked);
  if (/\.ya?ml$/i.test(path)) return yield* manifestBlocks(asked, context);
  const format = await formatOf(path, { layout: card.layout, context });
  const options = optionsFor(format, card.layout);
  yield* blocksOf({ format, options }, { path }, { asked, context });
}

function contextOf({ path, access, report }: RowFile): ReaderContext {
  const context = readerContext({ access, report });
  if (path !== "-") return context;
  const bytes = streamedBytes((into) => Deno.stdin.readSync(into));
  return { ...context, open: () => Promise.resolve({ name: "stdin", bytes }) };
}

async function* manifestBlocks(asked: RowFile, context: ReaderContext): AsyncIterable<BlockFrame> {
  const { manifest, files } = await openManifest(asked.path, context);
  const format = manifest.format.definition;
  const { options } = requestOf(manifest, {});
  for (const { file, rowLabels: labels } of files) {
    yield* blocksOf({ format, options }, file, { asked, context, labels });
  }
}

/** A kind of file and how its rows are found. */
interface Layout {
  readonly format: FileFormat;
  readonly options: Readonly<Record<string, unknown>>;
}

async function* blocksOf(
  { format, options }: Layout,
  file: NamedPath,
  { asked, context, labels }: {
    readonly asked: RowFile;
    readonly context: ReaderContext;
    /** A file with the labels of the rows. */
    readonly labels?: NamedPath | undefined;
  },
): AsyncIterable<BlockFrame> {
  const request = { ...requestFor(asked), options };
  if (format.blocks) return yield* format.blocks(file, request, context);
  const { lacking: target, words } = request;
  const { schema } = asked.card;
  const frame = await format.read(file, {
    ...{ options, words, target, ignored: [] },
    ...asked.isLabelled && labels && { labels },
    ...schema.target?.kind === "classes" && { classes: schema.target.classes },
  }, context);
  yield { ...withImagesOf(asked.card, frame), isOrdered: false, unread: [] };
}

function requestFor(
  { card: { schema: { columns, target } }, isLabelled = false }: RowFile,
): Omit<BlockRequest<unknown>, "options"> {
  const image = columns.find((each) => each.kind === "image");
  const targets = targetNames(target);
  const words = columns.filter(({ kind }) => ["category", "ordinal", "boolean"].includes(kind))
    .map(({ name }) => name);
  return {
    wanted: [...columns.map(({ name }) => name), ...isLabelled ? targets : []],
    words: isLabelled && target?.kind === "classes" ? [...words, target.name] : words,
    lacking: targets,
    ...image?.kind === "image" && { imageShape: image.shape },
  };
}

/** The frame, with its images under the name that the model has for images: where there are no others, they are meant. */
function withImagesOf<F extends Pick<BlockFrame, "columns" | "header">>(
  { schema }: ModelCard,
  frame: F,
): F {
  const wanted = schema.columns.find(({ kind }) => kind === "image");
  const own = frame.columns.find(({ kind }) => kind === "image");
  if (!wanted || !own) return frame;
  const { name } = wanted;
  return {
    ...frame,
    columns: frame.columns.map((each) => each === own ? { ...each, name } : each),
    header: frame.header.map((each) => each === own.name ? name : each),
  };
}

/** The kind of a file: by its name, else as those of the training. */
async function formatOf(
  path: string,
  { layout, context }: {
    readonly layout: FileLayout | undefined;
    readonly context: ReaderContext;
  },
): Promise<FileFormat> {
  const called = (name: string) => formats.find((each) => each.name === name);
  const trained = layout && called(layout.format);
  const csv = formats[0];
  // Pixels and arrays do not come through a pipe.
  if (path === "-") return trained?.blocks && trained.name !== "images" ? trained : csv;
  if (await context.isFolder(path)) return called("images") ?? csv;
  const format = called(formatOfPath(path) ?? "");
  // A table of tabs may well be called .csv, if those of the training were.
  if (format === csv && trained && areTables(format, trained)) return trained;
  return format ?? trained ?? csv;
}

function areTables(one: FileFormat, other: FileFormat): boolean {
  return [one, other].every(({ name }) => name === "csv" || name === "tsv");
}

/** How rows are found in a file of this kind, by what the model says of those of its training. */
function optionsFor(
  format: FileFormat,
  layout: FileLayout | undefined,
): Readonly<Record<string, unknown>> {
  const trained = formats.find(({ name }) => name === layout?.format);
  const isAlike = layout && trained && (trained === format || areTables(format, trained));
  const said = Object.entries(isAlike ? layout.options : {})
    .filter(([name]) => name in format.options);
  const { options: table } = format;
  const source = { name: "model.onnx", text: JSON.stringify(Object.fromEntries(said)) };
  const signature = { name: "options", doc: format.doc, arguments: table };
  const span = { source, start: 0, end: 0 };
  const node = treeOf(source);
  const call = argumentsInYaml(signature, { node, span }, new Report());
  // What a stranger's model says may be anything: then rows are found as by themselves.
  return (call ?? argumentsInYaml(signature, { node: undefined, span }, new Report()))
    ?.arguments ?? {};
}

/** JSON is YAML. */
function treeOf(source: { readonly name: string; readonly text: string }) {
  try {
    const root = parseYamlTree(source);
    return root?.kind === "mapping" ? root : undefined;
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}
