import { type Command, Option } from "commander";
import {
  type AnsweredRows,
  createTextFile,
  type OnError,
  onErrors,
  predictBlocks,
} from "../mod.ts";
import { printOut, requirePrinted } from "./print.ts";
import {
  context,
  deviceChoiceOf,
  type DeviceFlags,
  deviceOptionNames,
  report,
  withPipelineOptions,
} from "./terminal.ts";
import { type AnswerFormat, type AnswerText, answerTexts } from "./text/predictions.ts";

interface PredictFlags extends DeviceFlags {
  readonly onError: OnError;
  readonly out?: string;
  readonly format?: AnswerFormat;
  readonly allow?: readonly string[];
}

/** `penstock predict`. */
export function addPredict(program: Command): void {
  const command = program.command("predict").description("answer for the rows of a file")
    .argument("<model>", "the model.onnx of a run")
    .argument("<rows>", "a table, manifest, array, picture or folder of them; - for stdin")
    .addOption(
      new Option("--on-error <what>", "what becomes of rows that cannot be answered")
        .choices(onErrors).default("stop"),
    )
    .option("--out <file>", "write the answers to a file, once all are there")
    .addOption(
      new Option("--format <name>", "how answers are written (default: as the file is called, csv)")
        .choices(Object.keys(answerTexts)),
    );
  withPipelineOptions(command, ["allow", ...deviceOptionNames]).action(predict);
}

async function predict(
  model: string,
  rows: string,
  { onError, out, format = formatOf(out), allow, ...flags }: PredictFlags,
): Promise<void> {
  const { begin, lines } = answerTexts[format];
  const isBlank = onError === "blank";
  const here = context(allow);
  const blocks = predictBlocks(model, rows, {
    context: here,
    ...deviceChoiceOf(flags),
    onError,
    // What is printed cannot be taken back.
    looksFirst: out === undefined,
    warn: (warning) => report([warning]),
  });
  let sink: Sink | undefined;
  try {
    for await (const block of blocks) {
      if (!sink) {
        sink = out === undefined ? stdout : await createTextFile(out, here, {
          begin: beginOf(block, { begin, lines }),
          by: "predict",
        });
        await sink.write(begin(block));
      }
      await sink.write(lines(block, isBlank));
    }
    await sink?.commit();
  } catch (error) {
    await sink?.discard();
    throw error;
  }
}

/** Where answers go. */
interface Sink {
  write(text: string): Promise<void>;
  commit(): Promise<void>;
  discard(): Promise<void>;
}

const done = () => Promise.resolve();

const stdout: Sink = {
  write(text) {
    if (text !== "") printOut(text.replace(/\n$/, ""));
    // There is nothing else that the command leaves.
    requirePrinted();
    return done();
  },
  commit: done,
  discard: done,
};

function formatOf(out = ""): AnswerFormat {
  return /\.(?:jsonl|ndjson)$/i.test(out) ? "jsonl" : "csv";
}

/** How all texts of such answers begin: with their header, or the first key of an object. */
function beginOf(first: AnsweredRows, { begin, lines }: AnswerText): string {
  return begin(first) || lines(first, true).slice(0, lines(first, true).indexOf(":"));
}
