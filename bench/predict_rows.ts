/**
 * Rows a second and memory of `predict` for tables of any length, beside pandas and ONNX Runtime where a Python
 * with them is named: a process each, one after the other, the median of several rounds.
 * @module
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** What a process took. */
interface Cost {
  readonly seconds: number;
  /** At its peak. */
  readonly megabytes: number;
}

const { values: { python, rounds, sizes } } = parseArgs({
  options: {
    python: { type: "string" },
    rounds: { type: "string", default: "3" },
    sizes: { type: "string", default: "10000,1000000,10000000" },
  },
});
const root = new URL("../", import.meta.url);
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function outputOf(...command: readonly string[]): Promise<string> {
  const [program, ...args] = command;
  const options = { args: [...args], cwd: fileURLToPath(root) };
  const { success, stdout, stderr } = await new Deno.Command(program, options).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

const deno = [Deno.execPath(), "run", "--quiet", "--no-check", "--allow-read", "--allow-write"];
const permissions = ["--allow-ffi", "--allow-env"];

/** The rows of iris again and again. */
async function writeRows(path: string, count: number): Promise<void> {
  const text = await Deno.readTextFile(new URL("data/iris.csv", root));
  const [header, ...rows] = text.trimEnd().split("\n");
  using file = await Deno.create(path);
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  await writer.write(encoder.encode(`${header}\n`));
  for (let row = 0; row < count; row += 10_000) {
    const some = Array.from(
      { length: Math.min(10_000, count - row) },
      (_, at) => rows[(row + at) % rows.length] + "\n",
    );
    await writer.write(encoder.encode(some.join("")));
  }
  writer.releaseLock();
}

function medianOf(costs: readonly Cost[]): Cost {
  const middle = (of: keyof Cost) =>
    costs.map((each) => each[of]).sort((a, b) => a - b)[Math.floor(costs.length / 2)];
  return { seconds: middle("seconds"), megabytes: middle("megabytes") };
}

const folder = await Deno.makeTempDir();
try {
  const iris = ["cli.ts", "run", "pipelines/iris.pipe", "--out", `${folder}/iris`];
  await outputOf(...deno, ...permissions, ...iris);
  const row = (...cells: readonly string[]) => console.log(`| ${cells.join(" | ")} |`);
  row("rows", "`predict`", "pandas and ONNX Runtime", "ratio of times");
  row("---", "---", "---", "---");
  for (const count of sizes.split(",").map(Number)) {
    const [rows, out] = [`${folder}/rows.csv`, `${folder}/answers.csv`];
    await writeRows(rows, count);
    const model = `${folder}/iris/model.onnx`;
    const costs: { ours: Cost[]; peer: Cost[] } = { ours: [], peer: [] };
    for (let round = 0; round < Number(rounds); round++) {
      const own = [...deno, ...permissions, here("predict_once.ts"), model, rows, out];
      costs.ours.push(JSON.parse(await outputOf(...own)));
      await Deno.remove(out);
      if (!python) continue;
      costs.peer.push(
        JSON.parse(await outputOf(python, here("predict_peer.py"), model, rows, out)),
      );
      await Deno.remove(out);
    }
    const ours = medianOf(costs.ours);
    const peer = python ? medianOf(costs.peer) : undefined;
    const show = ({ seconds, megabytes }: Cost) =>
      `${seconds.toFixed(2)} s, ${Math.round(count / seconds).toLocaleString("en-US")} rows/s, ` +
      `${megabytes.toFixed(0)} MB`;
    const ratio = peer ? (ours.seconds / peer.seconds).toFixed(2) : "";
    row(count.toLocaleString("en-US"), show(ours), peer ? show(peer) : "", ratio);
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
