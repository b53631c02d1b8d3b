import type { File, Item } from "../../dsl/syntax/ast.ts";
import { parseFile } from "../../dsl/syntax/parse.ts";
import type { Report } from "../../dsl/text/report.ts";

/** The file with another device, as `--device cuda:1` says; its own is left out. @param device `cuda` or `cuda:1`. */
export function withDevice(file: File, device: string, report: Report): File {
  const [name, index] = device.split(":");
  const text = `pipe 1\ndevice ${name}${index === undefined ? "" : `(${index})`}`;
  const { items } = parseFile({ name: "--device", text, isOfCommand: true }, report);
  return { ...file, items: [...file.items.filter((item) => !isDevice(item)), ...items] };
}

function isDevice(item: Item): boolean {
  return item.kind === "stage" && item.keyword.text === "device";
}
