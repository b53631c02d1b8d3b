import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";

/** What computed a run, then and now, where that is not the same. */
export interface OtherVersions {
  readonly then: string;
  readonly now: string;
}

function versions(by: OtherVersions | undefined): string {
  return by ? ` It was made by ${by.then}; this is ${by.now}.` : "";
}

export function noLock(place: string, reason: string): Diagnostic {
  return error("E0528", { place }, {
    message: `This is not what a run writes: ${reason}`,
    help: "Name the folder that a run has filled, such as out/iris",
  });
}

/** A folder without a lock. @param isComparison Whether one has filled it. */
export function noRun(place: string, isComparison: boolean): Diagnostic {
  return isComparison
    ? error("E0538", { place }, {
      message: "This is the folder of a comparison, not of a run",
      help: "Name one of the folders in it; compare --resume makes the page of all again",
    })
    : error("E0538", { place }, {
      message: "No run has filled this folder, or it has not come to its end",
      help: "Name the folder that a run has filled, such as out/iris",
    });
}

/** A run that the API made of a text. */
export function lockWithoutPipeline(place: string): Diagnostic {
  return error("E0529", { place }, {
    message: "This run was not made from a .pipe file, and cannot be made again from here",
    help: "Run its pipeline from a file",
  });
}

export function resultChanged(place: string): Diagnostic {
  return error("E0702", { place }, {
    message: "This file is no longer what the run has left",
    help: "Run the pipeline again to have it as it was",
  });
}

/** @param differences For people: the first counts. */
export function runDiffers(
  place: string,
  [first, ...rest]: readonly string[],
  by: OtherVersions | undefined,
): Diagnostic {
  const more = rest.length > 0 ? `, and ${rest.length} more` : "";
  return error("E0703", { place }, {
    message: `The run would be another one: ${first}${more}`,
    help: `Change that back, or run again for what it is now.${versions(by)}`,
  });
}

export function graphDiffers(place: string, by: OtherVersions | undefined): Diagnostic {
  return error("E0704", { place }, {
    message: "Pipeline and data are the same, and their training graph is another one",
    help: `Use the version that the run was made with.${versions(by)}`,
  });
}

/** How far the numbers of a second run are from those of the first. */
interface Drift {
  /** The parameter that is off by most; absent where all are the same. */
  readonly parameter?: string;
  readonly drift?: number;
  readonly by?: OtherVersions;
}

export function numbersDrifted(place: string, { parameter, drift = 0, by }: Drift): Diagnostic {
  const how = parameter === undefined
    ? "though all parameters are the same"
    : `parameters by up to ${drift.toPrecision(2)}, in "${parameter}"`;
  return error("E0705", { place }, {
    message: `Made again, this file has other bytes: ${how}`,
    help: by
      ? `The last digits may differ between versions.${versions(by)}`
      : "Machines with other processors may round otherwise; the same one does not",
  });
}
