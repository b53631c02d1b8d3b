import { cpuEngine } from "../engine/node.ts";
import type { Dataset } from "../data/dataset.ts";
import { readCard } from "../results/model_card.ts";
import { answer } from "./answer.ts";
import type { Predictions } from "./predictions.ts";

/** What a finished model answers for every row of a dataset, split or not. @param model Its bytes. */
export function predictDataset(dataset: Dataset, model: Uint8Array): Promise<Predictions> {
  const { schema, quantiles } = readCard(model);
  return answer(
    { bytes: model, schema, quantiles, engine: cpuEngine },
    dataset.columns,
    dataset.rows,
  );
}
