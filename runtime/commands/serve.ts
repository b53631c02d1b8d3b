import { resolve } from "node:path";
import { EngineError } from "../engine/engine_error.ts";
import { type CommandContext, displayPath, readFile } from "../files/access.ts";
import { notAModel } from "../inference/inference_diagnostics.ts";
import { cardOf } from "../inference/predict.ts";
import { type ServeLimits, serveLimits } from "../serve/limits.ts";
import { openServed } from "../serve/served_model.ts";
import { type ModelServer, startServer } from "../serve/server.ts";
import { engineNamed } from "./named_engine.ts";
import { phase } from "./phase.ts";

/** How a model is served. */
export interface ServeFileOptions {
  /** Where paths are relative to. */
  readonly context: Pick<CommandContext, "workingDirectory">;
  /** A name or an address of this machine; 127.0.0.1, which nobody else reaches, unless given. */
  readonly host?: string;
  /** 8000 unless given; 0 for any that is free. */
  readonly port?: number;
  /** Where others than those of `serveLimits` hold. */
  readonly limits?: Partial<ServeLimits>;
  /** The device that the model is run on, as `cuda:1`; the processor unless given. */
  readonly device?: string;
}

/**
 * Answers requests with a finished model until it is told to stop.
 * @param path Of a `model.onnx`, relative to the working directory.
 * @throws {PenstockError} If it cannot be read, is no model of Penstock, or the address cannot be listened on.
 */
export async function serveFile(
  path: string,
  { context: { workingDirectory }, host = "127.0.0.1", port = 8000, limits, device }:
    ServeFileOptions,
): Promise<ModelServer> {
  return await phase(async (report) => {
    const full = resolve(workingDirectory, path);
    const modelName = displayPath(full, workingDirectory);
    const bytes = await readFile(full, { path: modelName, report });
    const card = cardOf({ model: bytes, modelName }, report);
    const engine = await engineNamed(device, report);
    const model = await openServed(bytes, { card, engine }).catch((error) => {
      if (!(error instanceof EngineError)) throw error;
      return report.fail(notAModel(modelName, error.message));
    });
    try {
      return startServer(model, { host, port, report, limits: { ...serveLimits, ...limits } });
    } catch (error) {
      await model.session[Symbol.asyncDispose]();
      throw error;
    }
  });
}
