/** A version of CUDA for people, as NVIDIA writes it for programs: 13000 is 13.0. */
export function cudaVersionText(version: number): string {
  return `${Math.floor(version / 1000)}.${Math.floor(version % 1000 / 10)}`;
}
