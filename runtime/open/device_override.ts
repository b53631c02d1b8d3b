import type { Call, File, Item, Stage } from "../../dsl/syntax/ast.ts";
import { parseFile } from "../../dsl/syntax/parse.ts";
import type { Report } from "../../dsl/text/report.ts";

/**
 * The file with another device, as `--device cuda:1` says, or with other settings of its own, as `threads=2` does.
 * @param device `cuda`, `cuda:1`, `cuda:1,tf32=true`, `threads=2`.
 */
export function withDevice(file: File, device: string, report: Report): File {
  const own = file.items.findLast(isDevice);
  const text = textOf(device, own?.calls[0]?.name.text ?? "auto");
  const { items } = parseFile({ name: "--device", text, isOfCommand: true }, report);
  const given = items.filter(isDevice)
    .map((stage) => own && !isNamed(device) ? joined(own, stage) : stage);
  return { ...file, items: [...file.items.filter((item) => !isDevice(item)), ...given] };
}

/** The stage that it means: `device cuda(1, tf32 = true)`. @param own The name unless it says one. */
function textOf(device: string, own: string): string {
  const [first, ...others] = isNamed(device) ? device.split(",") : [own, ...device.split(",")];
  const [name, ...index] = first.split(":");
  const written = [...index, ...others.map((each) => each.replace("=", " = "))];
  return `pipe 1\ndevice ${name}${written.length > 0 ? `(${written.join(", ")})` : ""}`;
}

/** Whether it says which device, and not settings alone. */
function isNamed(device: string): boolean {
  return !device.split(",", 1).join().includes("=");
}

/** A stage with settings of another, which win. */
function joined(own: Stage, given: Stage): Stage {
  const [call] = own.calls;
  const [{ arguments: settings }] = given.calls;
  if (!call) return own;
  const said = new Set(settings.map(({ name }) => name?.text));
  const kept = call.arguments.filter(({ name }) => !said.has(name?.text));
  return { ...own, calls: [{ ...call, arguments: [...kept, ...settings] } satisfies Call] };
}

function isDevice(item: Item): item is Stage {
  return item.kind === "stage" && item.keyword.text === "device";
}
