import type { Override } from "../../dsl/syntax/override.ts";
import type { Source } from "../../dsl/text/span.ts";
import { type Access, accessFor, type Surroundings } from "../files/access.ts";
import { givenData } from "./given_data.ts";
import { readPipeline } from "./pipeline_file.ts";

/** Which pipeline is meant: a file and what was chosen beside it. */
export interface PipelineChoice {
  /** Where the person stands, and what may be read. */
  readonly surroundings: Surroundings;
  /** A manifest that takes the place of the `load` stage, relative to where the person stands. */
  readonly data?: string;
  /** Which variant of the pipeline is meant; its shared stages alone unless given. */
  readonly variant?: string;
  /** Parameters set from outside the file. */
  readonly overrides?: readonly Override[];
}

/** A pipeline as it was read, with what it may read. */
export interface OpenPipeline {
  readonly source: Source;
  /** `iris`, with `-<variant>` and `-<dataset>` behind it where those are chosen. */
  readonly name: string;
  /** What to assemble the pipeline with. */
  readonly options: {
    readonly access: Access;
    readonly data?: ReturnType<typeof givenData>["data"];
    readonly variant?: string;
    readonly overrides?: readonly Override[];
  };
}

/**
 * Reads a `.pipe` file. @param path Relative to where the person stands.
 * @throws {PenstockError} If there is no such file.
 */
export async function openPipeline(path: string, choice: PipelineChoice): Promise<OpenPipeline> {
  const { surroundings, data, variant, overrides } = choice;
  const { source, folder, name } = await readPipeline(path, surroundings);
  const given = data === undefined ? undefined : givenData(data, surroundings);
  const chosen = [variant, given?.name].filter((each) => each !== undefined);
  const access = accessFor(folder, given?.surroundings ?? surroundings);
  return {
    source,
    name: [name, ...chosen].join("-"),
    options: { access, variant, overrides, ...given && { data: given.data } },
  };
}
