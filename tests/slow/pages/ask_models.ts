/** Asks each model of `asked.json` in the browser; prints the answers. See other_runtimes_test.ts. */
import type { JsonTensors } from "../../models/kinds.ts";
import { withPage } from "./with_page.ts";

interface Asked {
  readonly model: readonly number[];
  readonly inputs: readonly JsonTensors[];
}

/** Runs in the page, on which nothing else of this file is. */
async function answersInPage(): Promise<JsonTensors[][]> {
  const from = "/ort.wasm.min.mjs";
  const ort = await import(from);
  const all: readonly Asked[] = await (await fetch("/asked.json")).json();
  const answers: JsonTensors[][] = [];
  for (const { model, inputs } of all) {
    const session = await ort.InferenceSession.create(Uint8Array.from(model));
    const own: JsonTensors[] = [];
    for (const tensors of inputs) {
      const feeds = Object.fromEntries(
        Object.entries(tensors).map(([name, { type, data, shape }]) => [
          name,
          new ort.Tensor(type, data.map((cell) => cell ?? NaN), shape),
        ]),
      );
      const outputs: Record<string, { type: string; dims: number[]; data: ArrayLike<number> }> =
        await session.run(feeds);
      own.push(Object.fromEntries(
        Object.entries(outputs).map(([name, { type, dims, data }]) => [
          name,
          { type, shape: [...dims], data: Array.from(data) },
        ]),
      ));
    }
    await session.release();
    answers.push(own);
  }
  return answers;
}

await withPage(async (page, address) => {
  await page.goto(address);
  console.log(JSON.stringify(await page.evaluate(answersInPage)));
});
