/** What is compared: pipelines, their variants, values of their parameters, seeds. */
import { basename } from "node:path";
import type { Override } from "../../dsl/syntax/override.ts";

/** One parameter and the values that are tried. */
export interface GridAxis {
  readonly name: string;
  /** Each as it is written behind `--set name=`, and as it is read. */
  readonly values: readonly { readonly text: string; readonly override: Override }[];
}

/** One of what is compared, whatever its seeds. */
export interface Configuration {
  /** Told it from the others: `wide hidden=8`. */
  readonly label: string;
  /** The `.pipe` file, relative to the working directory. */
  readonly path: string;
  /** Its variant, where one was chosen. */
  readonly variant?: string;
  /** Whether its last layer alone is the model. */
  readonly linear?: true;
  /** The values of the grid, by name, as written. */
  readonly set: Readonly<Record<string, string>>;
  /** The same, with what was set from outside in every training. */
  readonly overrides: readonly Override[];
}

/** One training of a configuration. */
export interface Member {
  /** Which configuration. */
  readonly configuration: Configuration;
  /** The pipeline's own unless given. */
  readonly seed?: number;
  /** Its folder below that of the comparison. */
  readonly folder: string;
}

/** What is to be compared. */
export interface Compared {
  /** Pipelines with a variant each, or none. */
  readonly pipelines: readonly { readonly path: string; readonly variant?: string }[];
  readonly grid: readonly GridAxis[];
  /** Whether a linear model is among them. */
  readonly linear: boolean;
}

/** Every configuration: each pipeline at each point of the grid, and the first one's linear model. */
export function configurationsOf({ pipelines, grid, linear }: Compared): readonly Configuration[] {
  const names = pipelineNames(pipelines);
  const isNamed = pipelines.length > 1 || grid.every(({ values }) => values.length < 2);
  const all = pipelines.flatMap((pipeline, at) =>
    pointsOf(grid).map((point): Configuration => ({
      ...pipeline,
      label: [...isNamed ? [names[at]] : [], ...settings(point, grid)].join(" "),
      set: Object.fromEntries(point.map(({ name, text }) => [name, text])),
      overrides: point.map(({ override }) => override),
    }))
  );
  const [first] = all;
  return linear && first ? [...all, { ...first, label: "linear", linear: true }] : all;
}

/** Every training: a configuration with each seed. @param seeds 0 to one less; its own alone unless given. */
export function membersOf(
  configurations: readonly Configuration[],
  seeds: number | undefined,
): readonly Member[] {
  const folders = uniqueFolders(configurations.map(({ label }) => label));
  return configurations.flatMap((configuration, at): readonly Member[] => {
    if (seeds === undefined) return [{ configuration, folder: folders[at] }];
    return Array.from({ length: seeds }, (_, seed) => ({
      ...{ configuration, seed },
      folder: `${folders[at]}_seed-${seed}`,
    }));
  });
}

interface Setting {
  readonly name: string;
  readonly text: string;
  readonly override: Override;
}

/** The points of a grid, the last axis fastest; one without settings where there is no axis. */
function pointsOf(grid: readonly GridAxis[]): readonly (readonly Setting[])[] {
  return grid.reduce<readonly (readonly Setting[])[]>(
    (points, { name, values }) =>
      points.flatMap((point) => values.map((value) => [...point, { name, ...value }])),
    [[]],
  );
}

/** What tells a point from the others: an axis of one value says nothing. */
function settings(point: readonly Setting[], grid: readonly GridAxis[]): readonly string[] {
  return point.filter((_, at) => grid[at].values.length > 1).map(({ name, text }) =>
    `${name}=${text}`
  );
}

/** The variant where one file has several, else the file; its whole path where others have its name. */
function pipelineNames(pipelines: Compared["pipelines"]): readonly string[] {
  const isOneFile = new Set(pipelines.map(({ path }) => path)).size === 1;
  const short = pipelines.map(({ path, variant }) =>
    isOneFile && variant !== undefined
      ? variant
      : [basename(path).replace(/\.pipe$/, ""), variant ?? []].flat().join(" ")
  );
  return short.map((name, at) =>
    short.filter((each) => each === name).length > 1 ? pipelines[at].path : name
  );
}

/** Names that every file system takes. */
function uniqueFolders(labels: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return labels.map((label) => {
    const plain = label.replace(/[^\p{L}\p{N}._=-]+/gu, "_").replace(/^\.+/, "").slice(0, 100) ||
      "_";
    let name = plain;
    for (let again = 2; seen.has(name.toLowerCase()); again++) name = `${plain}-${again}`;
    seen.add(name.toLowerCase());
    return name;
  });
}
