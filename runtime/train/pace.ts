/** Steps that run in the first call, whose time is not known yet. */
const firstSpanSteps = 64;
/** Bounds what a call is fed and gives out: the scores of all its rows, 64 MiB of them. */
const maxSpanSteps = 1 << 16;
const maxSpanScores = 1 << 24;
/** Between two spans a signal can get through: a call is meant to take no longer. */
const spanMilliseconds = 200;
/** How long signals may wait at most, beside a call. */
const breathMilliseconds = 50;

/** How many steps run in one call: as many as take `spanMilliseconds`, by the calls before. */
export class SpanPace {
  /** The steps of the next call. */
  steps: number;
  readonly #maxSteps: number;
  #lastBreath = performance.now();

  /** @param scores How many scores a step gives: its rows times the outputs of the model. */
  constructor(scores: number) {
    this.#maxSteps = Math.max(1, Math.min(maxSpanSteps, Math.floor(maxSpanScores / scores)));
    this.steps = Math.min(firstSpanSteps, this.#maxSteps);
  }

  /** Lets signals through, which wait while native calls run; a wait after each would take longer than most. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#lastBreath < breathMilliseconds) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#lastBreath = performance.now();
  }

  /** Learns from a call. How spans are cut changes no number, so it may depend on the clock. */
  observe(steps: number, milliseconds: number): void {
    const fitting = Math.floor(steps * spanMilliseconds / Math.max(milliseconds, 0.1));
    this.steps = Math.max(1, Math.min(fitting, this.#maxSteps));
  }
}
