import type { Report } from "../../dsl/text/report.ts";
import { connectionLost, refusedByServer } from "../download/download_diagnostics.ts";
import { wheelMissing } from "./cuda_problem.ts";

/** Where Python's packages are listed. */
export const pypi = "https://pypi.org/simple";

/** A wheel that is to be had. */
export interface Wheel {
  readonly name: string;
  readonly url: string;
  /** Its sha256, 64 hexadecimal digits. */
  readonly sum: string;
}

/** @see https://packaging.python.org/en/latest/specifications/simple-repository-api/ */
const json = "application/vnd.pypi.simple.v1+json";

/**
 * The wheel of onnxruntime-gpu that has the libraries of a version. Which Python it is for makes no difference.
 * @param index An index of packages, as `pypi`.
 * @throws {Stopped} If the index does not answer (E0851, E0852). @throws {CudaProblem} If it has none.
 */
export async function gpuWheel(index: string, version: string, report: Report): Promise<Wheel> {
  const url = `${index}/onnxruntime-gpu/`;
  const start = `onnxruntime_gpu-${version}-cp`;
  const found = (await wheelsAt(url, report))
    .filter(({ name }) => name.startsWith(start) && /-manylinux\w*_x86_64\.whl$/.test(name))
    .sort((one, other) => one.name < other.name ? -1 : 1);
  if (!found[0]) throw wheelMissing(version, url);
  return found[0];
}

/**
 * What an index lists for a package, with its sum. @param url Of the package in the index.
 * @throws {Stopped} If the index does not answer (E0851, E0852).
 */
export async function wheelsAt(url: string, report: Report): Promise<readonly Wheel[]> {
  const failed = (error: unknown) => report.fail(connectionLost(url, error));
  const response = await fetch(url, { headers: { accept: json } }).catch(failed);
  if (!response.ok) {
    await response.body?.cancel();
    return report.fail(refusedByServer(url, response));
  }
  const { files }: { files?: unknown } = Object(await response.json().catch(failed));
  return Array.isArray(files) ? files.flatMap((each) => wheelOf(each, url)) : [];
}

/** A wheel as the index lists it; nothing where it lists something else. */
function wheelOf(listed: unknown, base: string): readonly Wheel[] {
  const { filename, url, hashes } = Object(listed);
  const sum = Object(hashes).sha256;
  if (typeof filename !== "string" || typeof url !== "string" || typeof sum !== "string") return [];
  return [{ name: filename, url: new URL(url, base).href, sum }];
}
