import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import type { FolderEntry } from "../files/access.ts";
import type { NamedPath } from "./file_format.ts";
import * as problem from "./image_file_diagnostics.ts";
import type { ReaderContext } from "./reader.ts";

/** A picture in a folder. */
export interface ImageFile {
  /** Relative to the `.pipe` file. */
  readonly path: string;
  /** As shown to people. */
  readonly name: string;
  /** The name of the folder that it is in. */
  readonly label: string;
  /** The part that this folder is in, if it is in one. */
  readonly part?: PartName;
}

/** The pictures of a folder, in the order of their names. */
export interface ClassFiles extends problem.ImageFolderPlace {
  readonly files: readonly ImageFile[];
}

/** What pictures are called. */
export const picture: RegExp = /\.(?:png|jpe?g)$/i;
/** What systems leave in folders, and nobody means. */
const unmeant = /^(?:\.|Thumbs\.db$|desktop\.ini$)/i;
/** What folders of parts are called. */
const partFolders: Readonly<Record<string, PartName>> = {
  ...Object.fromEntries(partNames.map((name) => [name, name])),
  val: "valid",
  validation: "valid",
};

/**
 * The pictures in the folders of a folder, one folder a class; or in those of its folders `train`, `valid` and
 * `test`. Fails where there are none; other files and empty folders are told of.
 */
export async function classFiles(
  { path, span }: NamedPath,
  context: ReaderContext,
): Promise<ClassFiles> {
  const { report, displayName } = context;
  const place = { name: displayName(path), ...span && { span } };
  const search = new Search(context, place);
  const folders = await search.foldersIn(path);
  const isParts = folders.length > 0 && folders.every(({ name }) => name in partFolders);
  for (const { name, path } of folders) {
    if (!isParts) await search.addClass(path, { label: name });
    else {
      for (const each of await search.foldersIn(path)) {
        await search.addClass(each.path, { label: each.name, part: partFolders[name] });
      }
    }
  }
  if (search.files.length === 0) report.fail(problem.noImages(place));
  if (search.strays.length > 0) report.add(problem.strayFiles(search.strays, place));
  if (search.empty.length > 0) report.add(problem.emptyClasses(search.empty, place));
  return { ...place, files: search.files };
}

/** One picture, those that lie in a folder, or else those in the folders of its classes. */
export async function pictureFiles(
  { path, span }: NamedPath,
  context: ReaderContext,
): Promise<readonly Pick<ImageFile, "path" | "name">[]> {
  if (!await context.isFolder(path)) return [{ path, name: context.displayName(path) }];
  const entries = await context.list(path, span);
  const pictures = entries.filter(({ name, isFolder }) => !isFolder && picture.test(name));
  if (pictures.length === 0) return (await classFiles({ path, span }, context)).files;
  return pictures.map(({ name }) => ({
    path: `${path}/${name}`,
    name: context.displayName(`${path}/${name}`),
  }));
}

interface Found {
  readonly name: string;
  readonly path: string;
}

/** What is found on the way through folders. */
class Search {
  readonly files: ImageFile[] = [];
  /** Files that are no pictures, or not where pictures are. */
  readonly strays: string[] = [];
  readonly empty: string[] = [];

  constructor(
    readonly context: ReaderContext,
    readonly place: problem.ImageFolderPlace,
  ) {}

  /** The folders in a folder, in the order of their names; files beside them are strays. */
  async foldersIn(path: string): Promise<readonly Found[]> {
    const entries = await this.#entries(path);
    this.strays.push(...entries.filter(({ isFolder }) => !isFolder).map((each) => each.shown));
    return entries.filter(({ isFolder }) => isFolder)
      .map(({ name }) => ({ name, path: `${path}/${name}` }));
  }

  async addClass(path: string, owner: Pick<ImageFile, "label" | "part">): Promise<void> {
    const entries = await this.#entries(path);
    const isPicture = ({ name, isFolder }: FolderEntry) => !isFolder && picture.test(name);
    const pictures = entries.filter(isPicture);
    this.strays.push(...entries.filter((each) => !isPicture(each)).map((each) => each.shown));
    if (pictures.length === 0) this.empty.push(owner.label);
    this.files.push(
      ...pictures.map(({ name, shown }) => ({ ...owner, path: `${path}/${name}`, name: shown })),
    );
  }

  async #entries(path: string) {
    const entries = await this.context.list(path, this.place.span);
    return entries.filter(({ name }) => !unmeant.test(name))
      .map((entry) => ({ ...entry, shown: this.context.displayName(`${path}/${entry.name}`) }));
  }
}
