import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import { systemReason } from "../files/system_reason.ts";

/** @param partial The folder in which the state of a run lies, as shown to people. */
export function nothingToResume(partial: string): Diagnostic {
  return error("E0525", { place: partial }, {
    message: "There is no unfinished run to go on with",
    help: "Run without --resume",
  });
}

/** A history of every step, of which those before the interruption are gone. */
export function stepsNotKept(place: string): Diagnostic {
  return error("E0531", { place }, {
    message: "The steps before the interruption are not kept, and history.csv would lack them",
    help: "Go on without --history steps, or run without --resume",
  });
}

/** @param place Where the steps are, as shown to people. */
export function stepsNotWritten(place: string, cause: unknown): Diagnostic {
  return error("E0532", { place }, {
    message: `The steps for history.csv cannot be written: ${systemReason(cause)}`,
    help: "Make room and go on with --resume, or run without --history steps",
    cause,
  });
}

/** A file of the folder that cannot be read. @param earlier Another one that could be gone on with. */
export function damagedCheckpoint(
  place: string,
  { reason, earlier }: { readonly reason: string; readonly earlier: string | undefined },
): Diagnostic {
  return error("E0526", { place }, {
    message: `The checkpoint cannot be gone on with: ${reason}`,
    help: earlier === undefined
      ? "Run without --resume, which begins again"
      : `Remove this file to go on from ${earlier}, or run without --resume to begin again`,
  });
}

/** @param differences For people. The first few are told. */
export function otherTraining(place: string, differences: readonly string[]): Diagnostic {
  const shown = differences.slice(0, 3).join("; ");
  const more = differences.length > 3 ? `; and ${differences.length - 3} more` : "";
  return error("E0527", { place }, {
    message: `The unfinished run is another training: ${shown}${more}`,
    help: "Change that back to go on with it, or run without --resume to begin again",
  });
}

/** @param then What computed the unfinished run. */
export function otherVersion(
  place: string,
  { then, now }: Readonly<Record<"then" | "now", string>>,
): Diagnostic {
  return warning("W0505", { place }, {
    message: `The run was begun by ${then}, and goes on with ${now}: the last digits may differ`,
    help: "Run without --resume for numbers of one version",
  });
}

/** A run that begins where another did not end. @param isSame Whether it is the same training. */
export function replacesUnfinished(
  place: string,
  { epoch, isSame }: { readonly epoch: number | undefined; readonly isSame: boolean },
): Diagnostic {
  const until = epoch === undefined ? "" : `, which came to epoch ${epoch}`;
  return isSame
    ? warning("W0506", { place }, {
      message: `This training was begun before${until}`,
      help: "Add --resume to go on from there; until this run is further, that state is kept",
    })
    : warning("W0506", { place }, {
      message: `An unfinished run of another training is here${until}`,
      help:
        "It is replaced when this run saves its state or ends; choose another folder with --out DIR to keep both",
    });
}

/** The training goes on, though its state cannot be saved. */
export function notSaved(place: string, cause: unknown): Diagnostic {
  return warning("W0507", { place }, {
    message: `The state of the training cannot be saved: ${systemReason(cause)}`,
    help: "The training goes on; make room, and it is saved the next time",
    cause,
  });
}
