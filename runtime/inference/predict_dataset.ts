import { allRows } from "../data/gather.ts";
import type { Dataset } from "../data/dataset.ts";
import { cpuEngine } from "../engine/cpu.ts";
import { readCard } from "../results/model_card.ts";
import { openModel } from "./open_model.ts";
import type { Predictions } from "./predictions.ts";

/** What a finished model answers for every row of a dataset, split or not. @param model Its bytes. */
export async function predictDataset(dataset: Dataset, model: Uint8Array): Promise<Predictions> {
  const { schema, quantiles } = readCard(model);
  const finished = { bytes: model, schema, ...quantiles && { quantiles }, engine: cpuEngine };
  await using open = await openModel(finished);
  return await open.answer(dataset.columns, allRows(dataset.rows));
}
