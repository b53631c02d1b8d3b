/** Pictures of CIFAR-10 or CIFAR-100 and what is on them. */
export interface CifarRecords {
  /** [records, 32, 32, 3], row-major. */
  readonly images: Uint8Array;
  /** What they show: `label`, or `coarse_label` and `fine_label` of CIFAR-100; each [records]. */
  readonly labels: ReadonlyMap<string, Uint8Array>;
}

/** Of a picture. */
export const cifarShape: readonly [height: number, width: number, channels: number] = [32, 32, 3];

const pixels = 32 * 32;
const channels = 3;

/**
 * Reads records in CIFAR's binary version: a byte for each label, then the red, the green and the blue
 * plane. Which of the two sets it is follows from the length.
 * @throws {RangeError} If the bytes are none, with the reason in plain words.
 * @see https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version".
 */
export function readCifar(bytes: Uint8Array): CifarRecords {
  const names = labelsIn(bytes.length);
  const size = names.length + channels * pixels;
  const records = bytes.length / size;
  const labels = names.map((name, place) =>
    [name, Uint8Array.from({ length: records }, (_, at) => bytes[at * size + place])] as const
  );
  const images = new Uint8Array(records * channels * pixels);
  let to = 0;
  for (let at = 0; at < records; at++) {
    const start = at * size + names.length;
    for (let pixel = start; pixel < start + pixels; pixel++) {
      for (let channel = 0; channel < channels; channel++) {
        images[to++] = bytes[pixel + channel * pixels];
      }
    }
  }
  return { images, labels: new Map(labels) };
}

function labelsIn(length: number): readonly string[] {
  for (const names of [["label"], ["coarse_label", "fine_label"]]) {
    if (length > 0 && length % (names.length + channels * pixels) === 0) return names;
  }
  throw new RangeError(
    `it has ${length.toLocaleString("en-US")} bytes, no multiple of the 3,073 of a record of ` +
      "CIFAR-10 or the 3,074 of CIFAR-100",
  );
}
