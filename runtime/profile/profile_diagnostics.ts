/**
 * What is odd about columns, E0900 to E0919 and W0900 to W0919: one function per code.
 * @module
 */
import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import { counted, listed, quoted, written } from "../data/quoting.ts";

const number = (value: number) => value.toLocaleString("en-US");

/** A number that only counts the rows. */
export function countsRows(name: string, place: string): Diagnostic {
  return warning("W0900", { place }, {
    message: `Column ${quoted(name)} only counts the rows, and would be a feature`,
    help: `Leave it out: column ${written(name)}: ignore; or write column ${written(name)}: number`,
  });
}

/** Words of which nearly every row has its own. */
export function wordPerRow(
  name: string,
  { words, rows, sample, place }: {
    readonly words: number;
    readonly rows: number;
    readonly sample: string;
    readonly place: string;
  },
): Diagnostic {
  return error("E0901", { place }, {
    message: `Column ${quoted(name)} has ${number(words)} words in ${number(rows)} rows, such as ` +
      quoted(sample),
    help: `Leave it out: column ${written(name)}: ignore; or write column ${
      written(name)
    }: category`,
  });
}

/** Words that make many features. */
export function manyWords(name: string, features: number, place: string): Diagnostic {
  return warning("W0902", { place }, {
    message: `Column ${quoted(name)} becomes ${number(features)} features, one for each word`,
    help:
      `Put rare ones together: encode one_hot(min_count = 10, columns = ${written(name)}); or ` +
      `write column ${written(name)}: category`,
  });
}

/** Words that say, in most files, that a value is missing. */
export function missingWords(
  name: string,
  { words, rows, place }: {
    readonly words: readonly string[];
    readonly rows: number;
    readonly place: string;
  },
): Diagnostic {
  const said = words.map((word) => JSON.stringify(word)).join(", ");
  return warning("W0903", { place }, {
    message: `Column ${quoted(name)} says ${said} in ${counted(rows, "row")}: a missing value?`,
    help: `Then say so: na_values = [${said}]; or write column ${written(name)}: category`,
  });
}

/** Words that would be one but for case, blanks, a final dot or what cannot be seen. */
export function alikeWords(
  name: string,
  { pairs, classes, place }: {
    readonly pairs: readonly (readonly [string, string])[];
    /** Of the target: the words without those that are like an earlier one. */
    readonly classes: readonly string[] | undefined;
    readonly place: string;
  },
): Diagnostic {
  const shown = pairs.slice(0, 3).map(([one, other]) =>
    `${JSON.stringify(one)} and ${JSON.stringify(other)}`
  ).join(", ");
  const more = pairs.length > 3 ? ` and ${pairs.length - 3} more pairs` : "";
  return warning("W0904", { place }, {
    message: `Column ${quoted(name)} has words that differ by little: ${shown}${more}`,
    help: classes
      ? `Where the same is meant, list the classes: classes = [${texts(classes)}]`
      : "Write them alike in the file where the same is meant",
  });
}

/** Labels that were taken for a class that they are like. */
export function labelsTaken(
  name: string,
  { labels, rows, place }: {
    /** Each with the class that it was taken for. */
    readonly labels: readonly (readonly [string, string])[];
    readonly rows: number;
    readonly place: string;
  },
): Diagnostic {
  const [[label, own]] = labels;
  const more = labels.length > 1
    ? `, and ${counted(labels.length - 1, "other label")} likewise`
    : "";
  return warning("W0912", { place }, {
    message: `In ${counted(rows, "row")} "${name}" is written otherwise than it is listed: ` +
      `${JSON.stringify(label)} is taken for ${JSON.stringify(own)}${more}`,
    help: "List such labels, too, where they are classes of their own",
  });
}

function texts(words: readonly string[]): string {
  return words.slice(0, 10).map((word) => JSON.stringify(word)).join(", ") +
    (words.length > 10 ? ", ..." : "");
}

/** Numbers or dates that are written so that they are taken for words. */
export function otherClothing(
  name: string,
  { what, sample, help, place }: {
    readonly what: string;
    readonly sample: string;
    readonly help: string;
    readonly place: string;
  },
): Diagnostic {
  return warning("W0905", { place }, {
    message: `Column ${quoted(name)} holds ${what}, such as ${quoted(sample)}, read as words`,
    help,
  });
}

/** Classes that are numbers of many values. */
export function numbersAsClasses(
  name: string,
  { classes, rows, place }: {
    readonly classes: number;
    readonly rows: number;
    readonly place: string;
  },
): Diagnostic {
  return error("E0906", { place }, {
    message: `Target ${quoted(name)} has ${number(classes)} different numbers in ` +
      `${number(rows)} rows, and this loss would take each for a class`,
    help:
      `Predict a number: loss mse, model with linear(1); or, if they are classes, write column ` +
      `${written(name)}: category`,
  });
}

interface UnseenClasses {
  readonly classes: readonly string[];
  /** Whether the parts came with the data. */
  readonly isGiven: boolean;
  readonly place: string;
}

/** Classes that no training row has. */
export function unseenClasses(
  name: string,
  { classes, isGiven, place }: UnseenClasses,
): Diagnostic {
  return warning("W0907", { place }, {
    message: `No training row has ${listed(classes)} in ${quoted(name)}: a model never answers so`,
    help: helpWithUnseen(isGiven),
  });
}

/** The same where an `expect` counts on rows of them. */
export function unlearntClasses(
  name: string,
  { classes, isGiven, place }: UnseenClasses,
): Diagnostic {
  return error("E0916", { place }, {
    message: `Something is expected of rows with ${listed(classes)} in ${quoted(name)}, and no ` +
      "training row has that",
    help: helpWithUnseen(isGiven),
  });
}

function helpWithUnseen(isGiven: boolean): string {
  return isGiven
    ? "Check how the part for training writes it"
    : "Check how it is written, or divide the rows so that each class is in training: " +
      "split holdout(test = 20%, stratify = true)";
}

/** A target so large that steps of a usual size hardly move towards it. */
export function largeTarget(
  name: string,
  { size, place }: { readonly size: number; readonly place: string },
): Diagnostic {
  return warning("W0908", { place }, {
    message:
      `Target ${quoted(name)} reaches ${number(Number(size.toPrecision(4)))}, far from what ` +
      "a network starts with",
    help: "Add a line: scale_target standard; every answer and metric is in the target's own unit",
  });
}

/** Columns that say the same in every training row. */
export function constantColumns(names: readonly string[], place: string): Diagnostic {
  const [first] = names;
  const help = `Leave ${names.length === 1 ? "it" : "them"} out: column ${written(first)}: ignore`;
  const message = names.length === 1
    ? `Column ${quoted(first)} is the same in every training row: nothing can be learnt of it`
    : `Columns ${listed(names)} are each the same in every training row: nothing can be learnt`;
  return warning("W0909", { place }, { message, help });
}

/** A table that is there twice. */
export function repeatedRows(
  { repeated, rows, place }: Readonly<Record<"repeated" | "rows", number>> & {
    readonly place: string;
  },
): Diagnostic {
  return warning("W0913", { place }, {
    message: `${number(repeated)} of ${number(rows)} rows are copies of others: a split puts ` +
      "copies on both sides, and what is tested was learnt",
    help: "Remove the copies from the file; where the first rows are enough: " +
      `nrows = ${rows - repeated}`,
  });
}

/** Numbers that count seconds or milliseconds. */
export function timesAsNumbers(
  name: string,
  { day, place }: { readonly day: string; readonly place: string },
): Diagnostic {
  return warning("W0911", { place }, {
    message: `Column ${quoted(name)} looks like times, the first on ${day}`,
    help:
      `Take it apart: column ${written(name)}: date(parts = [year, month, weekday, hour]); or ` +
      `write column ${written(name)}: number`,
  });
}

/** A feature that says the class itself. */
export function answerGiven(
  name: string,
  { target, place }: { readonly target: string; readonly place: string },
): Diagnostic {
  return warning("W0914", { place }, {
    message: `Column ${quoted(name)} says ${quoted(target)} in other words: each of its values ` +
      "stands for one class",
    help: `Leave it out where it is not known beforehand: column ${written(name)}: ignore`,
  });
}
