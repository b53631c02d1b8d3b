import type {
  ComparedDevice,
  ComparedDevices,
  DifferentTensor,
  PipelineAgreement,
} from "../../mod.ts";
import { countedWithSeparators, formatLabels, formatTable } from "./table.ts";
import { type Screen, wrap } from "./wrap.ts";

/** How all devices compute the same trainings. */
export function describeComparedDevices(
  { pipelines, unusable }: ComparedDevices,
  screen: Screen = {},
): string {
  const left = unusable.map(({ name, problem: { cause } }) =>
    wrap(`${name} is left out: ${cause}`, { ...screen, hanging: 2 })
  );
  return [...pipelines.map((each) => describeAgreement(each, screen)), ...left].join("\n\n");
}

function describeAgreement(agreement: PipelineAgreement, screen: Screen): string {
  const { pipeline, steps, device, others, isTooLarge } = agreement;
  const title = `${pipeline}: the first ${
    countedWithSeparators(steps, "step")
  }, compared with ${device}`;
  return [
    wrap(title, screen),
    lossTable(agreement, screen),
    formatLabels(
      [
        ...others.map((other) => [other.device, describeOther(other, agreement)] as const),
        ["float64", isTooLarge ? "left out: a step of this size would take minutes" : ""],
      ],
      screen,
    ),
  ].join("\n\n");
}

/** The losses of all devices, a row for each step, and how far the others are from the first. */
function lossTable({ device, losses, others }: PipelineAgreement, screen: Screen): string {
  const columns = [losses, ...others.map((each) => each.losses)];
  return formatTable([
    ["step", device, ...others.map((each) => each.device)],
    ...losses.map((_, step) => [
      String(step + 1),
      ...columns.map((column) => column[step]?.toFixed(7) ?? ""),
    ]),
    [
      "drift",
      "",
      ...others.map(({ drift, problem }) => problem === undefined ? shortened(drift) : ""),
    ],
  ], screen);
}

function describeOther(other: ComparedDevice, { device, steps }: PipelineAgreement): string {
  const { band, tensors, largest, explained, first, problem, drift } = other;
  if (problem !== undefined) return `gave up: ${problem}`;
  const lossesPart = drift <= band.losses ? "" : `the losses drift by more than ${band.losses}; `;
  if (first) return lossesPart + describeFirst(first, { other, device });
  const magnified = explained > 0 ? `, ${explained} more where rounding is magnified` : "";
  const agreed = band.tensors === 0
    ? "the same bits"
    : `within ${shortened(largest)}, ${shortened(band.tensors)} is allowed${magnified}`;
  return `${lossesPart}${tensors} tensors of step ${steps} are ${agreed}`;
}

interface Differing {
  readonly other: ComparedDevice;
  readonly device: string;
}

/** The first tensor that is not the same, where it is written, and who is right. */
function describeFirst(
  { op, shape, layer, place, isGradient, difference, element, found, right }: DifferentTensor,
  { other, device }: Differing,
): string {
  const of = layer ?? place?.text;
  const where = of === undefined ? "" : ` of ${isGradient ? "the gradient of " : ""}"${of}"`;
  const line = place ? ` (${place.file}:${place.line})` : "";
  const at = `element ${element + 1} is ${shown(found[0])} on ${device}, ${
    shown(found[1])
  } on ${other.device}`;
  const exact = right ? `, and in float64 ${describeRight(right)}` : "";
  return `the first tensor that differs is ${op} [${shape.join(", ")}]${where}${line}, by ${
    shortened(difference)
  } where ${shortened(other.band.tensors)} is allowed: ${at}${exact}`;
}

/** What is right from what each was given. */
function describeRight(right: readonly [number, number]): string {
  const [one, other] = right.map(shown);
  return one === other ? `${one}` : `${one} and ${other} from what each was given`;
}

function shown(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
}

/** A difference in two digits. */
function shortened(value: number): string {
  return value === 0 || !Number.isFinite(value) ? String(value) : value.toExponential(1);
}
