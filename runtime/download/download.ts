import { createHash } from "node:crypto";
import { dirname } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import type { ReadingStand } from "../files/access.ts";
import { outNotWritable } from "../files/file_diagnostics.ts";
import * as problem from "./download_diagnostics.ts";

/** A file that is to be had from the network. */
export interface Download {
  /** Where it is. */
  readonly url: string;
  /** Where it goes, absolute. */
  readonly path: string;
  /** The same as shown to people. */
  readonly shown: string;
  /** Its sha256, 64 hexadecimal digits. */
  readonly sum: string;
}

/** Who is told of it. */
export interface DownloadListener {
  readonly report: Report;
  /** How much of it has come. */
  onRead?(stand: ReadingStand): void;
}

/**
 * Gets a file that is not there yet. What has come before an interruption stays beside its place, and the next
 * time goes on from there.
 * @returns Whether it was not there.
 * @throws {Stopped} If the server does not give it (E0851, E0852), its sum is wrong (E0853), or it cannot be
 * written (E0503).
 */
export async function download(file: Download, listener: DownloadListener): Promise<boolean> {
  const { path, shown, sum } = file;
  const { report } = listener;
  if (await sumOf(path) === sum) return false;
  const draft = `${path}.part`;
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
  } catch (error) {
    report.fail(outNotWritable(shown, error));
  }
  await receive(file, draft, listener);
  const found = await sumOf(draft);
  if (found !== sum) {
    // What is wrong once does not become right by going on.
    await Deno.remove(draft).catch(() => {});
    report.fail(problem.wrongDownload(file, found ?? ""));
  }
  await Deno.rename(draft, path);
  return true;
}

async function receive(
  { url, shown }: Download,
  draft: string,
  { report, onRead }: DownloadListener,
): Promise<void> {
  const before = await Deno.stat(draft).then(({ size }) => size, () => 0);
  const failing = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      return report.fail(problem.connectionLost(url, error));
    }
  };
  const response = await failing(() =>
    fetch(url, before > 0 ? { headers: { range: `bytes=${before}-` } } : {})
  );
  // All of it is there; its sum tells whether it is right.
  if (response.status === 416 && before > 0) return void await response.body?.cancel();
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    return report.fail(problem.refusedByServer(url, response));
  }
  const isMore = response.status === 206;
  const start = isMore ? before : 0;
  const length = Number(response.headers.get("content-length") ?? 0);
  using file = await Deno.open(draft, { write: true, create: true, truncate: !isMore });
  await file.seek(start, Deno.SeekMode.Start);
  let read = start;
  const pieces = response.body[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await failing(() => pieces.next());
    if (done) break;
    for (let at = 0; at < value.length;) at += await file.write(value.subarray(at));
    read += value.length;
    onRead?.({ path: shown, read, size: start + length });
  }
}

/** The sha256 of a file; nothing where there is none. */
async function sumOf(path: string): Promise<string | undefined> {
  try {
    const hash = createHash("sha256");
    using file = await Deno.open(path);
    for await (const piece of file.readable) hash.update(piece);
    return hash.digest("hex");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
