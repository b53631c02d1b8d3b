import type { Call, File, Item, Stage } from "../../dsl/syntax/ast.ts";
import { parseFile } from "../../dsl/syntax/parse.ts";
import type { Report } from "../../dsl/text/report.ts";

/**
 * The file with another device, as `--device cuda:1` says, or with other settings of its own, as `threads=2` does.
 * @param device `cuda`, `cuda:1`, `cuda:1,tf32=true`, `threads=2`.
 */
export function withDevice(file: File, device: string, report: Report): File {
  const { items } = parseFile(
    { name: "--device", text: textOf(device), isOfCommand: true },
    report,
  );
  const own = file.items.findLast(isDevice);
  const rest = file.items.filter((item) => !isDevice(item));
  const given = items.filter(isDevice);
  return {
    ...file,
    items: [...rest, ...own && !isNamed(device) ? given.map((each) => joined(own, each)) : given],
  };
}

/** The stage that it means: `device cuda(1, tf32 = true)`. */
function textOf(device: string): string {
  const [first = "", ...others] = device.split(",");
  const [name, index] = isNamed(device) ? first.split(":") : ["auto"];
  const settings = (isNamed(device) ? others : [first, ...others])
    .map((each) => each.replace("=", " = "));
  const written = [...index === undefined ? [] : [index], ...settings];
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
