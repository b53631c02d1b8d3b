/**
 * The moments between two writes at which a process may die, in their order. After each of them the folder is
 * that of the earlier run, or that of this one, or a mixture of whole files that the next command completes.
 */
export const killPoints = [
  /** It is being tried whether the folder takes files. */
  "probe written",
  /** The folder is locked; nothing is written. */
  "claimed",
  /** A checkpoint is on the disk, beside its place. */
  "checkpoint written",
  /** It is in its place; older ones are still there. */
  "checkpoint placed",
  /** A file of the result is on the disk, beside its place. */
  "file written",
  /** All of them are. */
  "all written",
  /** The result counts: from here on it is completed, before it was forgotten. */
  "committed",
  /** A file of the result has taken the place of an earlier one. */
  "file placed",
  /** All of them have; the state of the run is still there. */
  "placed",
] as const;
/** One of `killPoints`. */
export type KillPoint = typeof killPoints[number];

/** Told when one is passed; a test ends its process there. */
export type PassKillPoint = (point: KillPoint) => void;
