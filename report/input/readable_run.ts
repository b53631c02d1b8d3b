import type { ReportedRun } from "./run.ts";
import type { RecordedColumn, RecordedPart, Records } from "./records.ts";

/** A run whose columns, classes and words can all be seen: a name of nothing or of blanks alone says so. */
export function readableRun(run: ReportedRun): ReportedRun {
  const { metrics, records } = run;
  const { class_counts: counts, baselines } = metrics;
  return {
    ...run,
    metrics: {
      ...metrics,
      ...counts && { class_counts: { ...counts, classes: counts.classes.map(readableName) } },
      ...baselines && {
        baselines: baselines.map((each) => ({
          ...each,
          says: typeof each.says === "string" ? readableName(each.says) : each.says,
        })),
      },
    },
    records: readableRecords(records),
  };
}

/** A name, or what is said where there is none to be seen. */
function readableName(name: string): string {
  if (name === "") return "(empty)";
  return name.trim() === "" ? "(blank)" : name;
}

function readableRecords(records: Records): Records {
  const { columns, answers, parts, importance, surface } = records;
  return {
    ...records,
    columns: columns.map(readableColumn),
    answers: { ...answers, names: answers.names.map(readableName) },
    parts: Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, readablePart(part)]),
    ),
    ...importance && "columns" in importance && {
      importance: {
        ...importance,
        columns: importance.columns.map((each) => ({
          ...each,
          column: readableName(each.column),
        })),
      },
    },
    ...surface && { surface: { ...surface, columns: surface.columns.map(readableName) } },
  };
}

function readableColumn(column: RecordedColumn): RecordedColumn {
  const { name, content } = column;
  return {
    ...column,
    name: readableName(name),
    content: content.kind === "words"
      ? { ...content, words: content.words.map(readableName) }
      : content,
  };
}

function readablePart(part: RecordedPart): RecordedPart {
  const { cells } = part;
  if (!cells) return part;
  const columns = Object.entries(cells.columns).map(([name, values]) => [
    readableName(name),
    values.map((value) => typeof value === "string" ? readableName(value) : value),
  ]);
  return { ...part, cells: { ...cells, columns: Object.fromEntries(columns) } };
}
