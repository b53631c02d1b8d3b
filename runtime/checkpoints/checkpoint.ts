/** The bytes of a checkpoint: `docs/checkpoints.md` says what is in them. */
import { decodeNpy, encodeNpy } from "../formats/npy.ts";
import { readZip, writeZip } from "../formats/zip.ts";
import { concatenated } from "../files/join_bytes.ts";
import { sha256 } from "../files/sha256.ts";
import { floats, floatsOf, type HostTensor, type Tensors } from "../engine/tensor.ts";
import type { EpochStand, TrainingProgress, WayBack } from "../train/progress.ts";
import type { TrainingIdentity } from "../results/identity.ts";

/** A training at rest, and which one it is. */
export interface Checkpoint {
  readonly identity: TrainingIdentity;
  readonly progress: TrainingProgress;
}

/** Counts up when an earlier Penstock could not read what is written. */
const formatVersion = 1;
const firstLine = /^penstock checkpoint (\d+) sha256 ([0-9a-f]{64})$/;
const firstLineBytes = 128;
/** Far more than any model that trains here. */
const maxBytes = 2 ** 33;

/** What it says of where a training may go back to, likewise. */
interface AboutStand {
  readonly epochs: number;
  readonly keptEpoch: number;
}

/** What a checkpoint says beside its arrays. */
interface About {
  readonly identity: TrainingIdentity;
  readonly epoch: number;
  readonly right?: number;
  readonly keptEpoch: number;
  readonly history: TrainingProgress["history"];
  readonly restarts: TrainingProgress["restarts"];
  readonly back?: Readonly<Record<keyof WayBack, AboutStand>>;
}

/** A checkpoint as bytes; the same one gives the same bytes. */
export function encodeCheckpoint({ identity, progress }: Checkpoint): Uint8Array {
  const { begun, kept, back, carried, history, restarts } = progress;
  const about: About = {
    ...{ identity, epoch: begun.epoch, keptEpoch: kept.epoch, history, restarts },
    ...begun.right !== undefined && { right: begun.right },
    ...back && { back: { good: aboutStand(back.good), start: aboutStand(back.start) } },
  };
  const arrays = {
    ...prefixed("carried", carried),
    losses: flat(begun.losses),
    kept: flat(kept.state),
    ...back && { ...arraysOf("good", back.good), ...arraysOf("start", back.start) },
  };
  const archive = writeZip({
    "about.json": new TextEncoder().encode(JSON.stringify(about, writeNumber)),
    ...Object.fromEntries(
      Object.entries(arrays).map(([name, { shape, data }]) => [
        `${name}.npy`,
        encodeNpy({ shape, data }),
      ]),
    ),
  });
  const line = `penstock checkpoint ${formatVersion} sha256 ${sha256(archive)}\n`;
  return concatenated([new TextEncoder().encode(line), archive]);
}

/** @throws {RangeError} If the bytes are no checkpoint, or are damaged, with the reason in plain words. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const files = readZip(archiveIn(bytes), maxBytes);
  const about: About = JSON.parse(new TextDecoder().decode(files.get("about.json")), readNumber);
  const arrays = new Map<string, HostTensor>();
  for (const [file, content] of files) {
    if (!file.endsWith(".npy")) continue;
    const { shape, data } = decodeNpy(content);
    arrays.set(file.slice(0, -".npy".length), floats(shape, Float32Array.from(data)));
  }
  const { identity, epoch, right, keptEpoch, history, restarts, back } = about;
  return {
    identity,
    progress: {
      carried: unprefixed("carried", arrays),
      kept: { state: floatsOf(arrays.get("kept")), epoch: keptEpoch },
      ...{ history, restarts },
      begun: {
        ...{ epoch, losses: floatsOf(arrays.get("losses")) },
        ...right !== undefined && { right },
      },
      ...back && {
        back: {
          good: standIn("good", back.good, arrays),
          start: standIn("start", back.start, arrays),
        },
      },
    },
  };
}

function aboutStand({ epochs, kept }: EpochStand): AboutStand {
  return { epochs, keptEpoch: kept.epoch };
}

function arraysOf(name: keyof WayBack, { carried, kept }: EpochStand) {
  return { ...prefixed(name, carried), [`${name}_kept`]: flat(kept.state) };
}

function standIn(
  name: keyof WayBack,
  { epochs, keptEpoch }: AboutStand,
  arrays: ReadonlyMap<string, HostTensor>,
): EpochStand {
  const kept = { state: floatsOf(arrays.get(`${name}_kept`)), epoch: keptEpoch };
  return { carried: unprefixed(name, arrays), kept, epochs };
}

/** What follows the first line, which says whether it is whole. */
function archiveIn(bytes: Uint8Array): Uint8Array {
  const end = bytes.subarray(0, firstLineBytes).indexOf("\n".charCodeAt(0));
  const [, version, sum] = firstLine.exec(new TextDecoder().decode(bytes.subarray(0, end))) ?? [];
  if (version === undefined) throw new RangeError("it is no checkpoint");
  if (Number(version) !== formatVersion) {
    throw new RangeError(`it is of version ${version}, and this Penstock reads ${formatVersion}`);
  }
  const archive = bytes.subarray(end + 1);
  if (sha256(archive) !== sum) throw new RangeError("its checksum is not that of its bytes");
  return archive;
}

function prefixed(prefix: string, tensors: Tensors) {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [
      `${prefix}.${name}`,
      { shape: tensor.shape, data: floatsOf(tensor) },
    ]),
  );
}

function unprefixed(prefix: string, arrays: ReadonlyMap<string, HostTensor>): Tensors {
  const own = [...arrays].filter(([name]) => name.startsWith(`${prefix}.`));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length + 1), tensor]));
}

function flat(data: Float32Array) {
  return { shape: [data.length], data };
}

/** JSON has no name for numbers that are not finite. */
function writeNumber(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value;
}

function readNumber(_: string, value: unknown): unknown {
  const isNamed = typeof value === "object" && value !== null && "number" in value;
  return isNamed ? Number(value.number) : value;
}
