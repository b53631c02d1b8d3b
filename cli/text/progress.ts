import cliProgress from "cli-progress";
import type { EpochRecord } from "../../mod.ts";
import { formatNumber } from "./table.ts";

/** Shows how a training goes on. */
export interface Progress {
  epoch(record: EpochRecord, epochs: number): void;
  stop(): void;
}

/**
 * A bar where a person watches, else plain lines: at most about twenty, whatever the epochs.
 * @param say Prints a line.
 */
export function createProgress(isTerminal: boolean, say: (line: string) => void): Progress {
  return isTerminal ? bar() : lines(say);
}

function bar(): Progress {
  const options = {
    format: "{bar} epoch {value}/{total}  {scores}  {eta_formatted} left",
    hideCursor: true,
  };
  const bar = new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic);
  return {
    epoch(record, epochs) {
      if (!bar.isActive) bar.start(epochs, 0, { scores: "" });
      bar.update(record.epoch, { scores: describeScores(record) });
    },
    stop: () => bar.stop(),
  };
}

function lines(say: (line: string) => void): Progress {
  return {
    epoch(record, epochs) {
      const every = Math.max(1, Math.ceil(epochs / 20));
      if (record.epoch % every !== 0 && record.epoch !== 1 && record.epoch !== epochs) return;
      const at = String(record.epoch).padStart(String(epochs).length);
      say(`epoch ${at}/${epochs}  ${describeScores(record)}`);
    },
    stop() {},
  };
}

function describeScores({ train, valid }: EpochRecord): string {
  const parts = [["train", train], ["valid", valid]] as const;
  return parts.flatMap(([part, scores]) =>
    Object.entries(scores).slice(0, 3).map(([name, value]) =>
      `${part} ${name} ${formatNumber(value)}`
    )
  ).join("  ");
}
