import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { ReportedRun } from "../../report/input/run.ts";
import type { FileContent } from "../files/file_content.ts";
import { decodeRecords, recordsName } from "../records/records.ts";
import type { RunLock } from "../results/lock.ts";

/** The name of the page in the folder of a run. */
export const pageName = "report.html";

/** Loads what makes a page: while a model is trained there is time for it. */
export function loadRunPage() {
  return Promise.all([import("../../report/run_report.ts"), import("../formats/npz.ts")]);
}

/**
 * The page of a run, from what its folder holds: the same files give the same page.
 * @param files By name, as a run leaves them.
 */
export async function runPage(
  files: Readonly<Record<string, FileContent>>,
  lock: RunLock,
): Promise<string> {
  const [{ runReport }, { decodeNpz }] = await loadRunPage();
  const run: ReportedRun = {
    metrics: JSON.parse(textOf(files["metrics.json"])),
    records: decodeRecords(bytesOf(files[recordsName])),
    parameters: Object.fromEntries(decodeNpz(bytesOf(files["parameters.npz"]))),
    resolved: lock.identity.pipeline.join("\n"),
    command: commandOf(lock),
    machine: lock.machine.runtime,
    hashes: lock.results,
  };
  return runReport(run);
}

function textOf(content: FileContent): string {
  return typeof content === "string" ? content : new TextDecoder().decode(bytesOf(content));
}

function bytesOf(content: FileContent): Uint8Array {
  if (content instanceof Uint8Array) return content;
  throw new InternalError("A page is made from what is in memory");
}

/** `penstock run iris.pipe --seed 3`: whoever types it stands where the pipeline is. */
function commandOf({ choice }: RunLock): string {
  if (!choice) return "";
  const { pipeline, data, variant, seed, device, linear, from, params = [], set = {}, history } =
    choice;
  const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  return [
    `penstock run ${nameOf(pipeline)}`,
    ...data === undefined ? [] : [`--data ${nameOf(data)}`],
    ...variant === undefined ? [] : [`--variant ${variant}`],
    ...seed === undefined ? [] : [`--seed ${seed}`],
    ...device === undefined ? [] : [`--device ${device}`],
    ...linear ? ["--linear"] : [],
    ...from === undefined ? [] : [`--from ${from}`],
    ...params.map((file) => `--params ${nameOf(file)}`),
    ...Object.entries(set).map(([name, value]) => `--set ${name}=${value}`),
    ...history === undefined || history === "epochs" ? [] : [`--history ${history}`],
  ].join(" ");
}
