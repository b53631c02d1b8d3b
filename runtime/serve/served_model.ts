import type { Engine, Session } from "../engine/engine.ts";
import { knownWordsOf, type WordsByColumn } from "../inference/model_rows.ts";
import { type SharedModel, sharedModel } from "../export/shared_model.ts";
import type { ModelCard } from "../results/model_card.ts";

/** A finished model that requests are answered with. */
export interface ServedModel {
  readonly card: ModelCard;
  /** Its tensors and their columns. */
  readonly shared: SharedModel;
  readonly words: WordsByColumn;
  readonly session: Session;
}

/** Makes a model ready. @throws {EngineError} If ONNX Runtime does not take it. */
export async function openServed(
  bytes: Uint8Array,
  { card, engine }: { readonly card: ModelCard; readonly engine: Engine },
): Promise<ServedModel> {
  return {
    card,
    shared: sharedModel(bytes, card),
    words: knownWordsOf(card),
    session: await engine.session(bytes),
  };
}
