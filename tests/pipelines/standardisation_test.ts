/** Course row H7: standardised CGPA and salary, with the population and with the sample σ. */
import { prepareSource } from "../runtime/pipelines.ts";
import assert from "node:assert/strict";
import { accessFor } from "../../mod.ts";
import { floatsOf } from "../../runtime/engine/tensor.ts";
import worked from "../fixtures/worked_examples.json" with { type: "json" };

const example = worked["deck4.standardisation"];

async function standardised(scale: string): Promise<number[][]> {
  const rows = example.CGPA.map((value, at) => `[${value}, ${example.salary[at]}]`).join(", ");
  const text =
    `pipe 1\nload rows([${rows}], columns = [cgpa, salary])\nscale ${scale}\nmodel { relu }\n`;
  const access = accessFor("/", { workingDirectory: "/", allowed: [] });
  const source = { name: "h7.pipe", text, folder: "" };
  const { parts: [part] } = await prepareSource(source, { access, warn: () => {} });
  const values = [...floatsOf(part.features)];
  return [0, 1].map((column) => values.filter((_, at) => at % 2 === column));
}

for (
  const [scale, expected] of [
    ["standard", example.population],
    ["standard(deviation = sample)", example.sample_ddof1],
  ] as const
) {
  Deno.test(`H7: ${scale} gives the table of the deck`, async () => {
    const [cgpa, salary] = await standardised(scale);
    // float32 of numbers near 1.
    const near = (actual: readonly number[], wanted: readonly number[]) =>
      actual.forEach((value, at) => assert(Math.abs(value - wanted[at]) < 1e-6));
    near(cgpa, expected.CGPA);
    near(salary, expected.salary);
  });
}
