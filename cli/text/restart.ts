import type { Restart } from "../../mod.ts";
import { formatNumber } from "./table.ts";

/** That a training broke down and goes on, as a line among those of its epochs. */
export function describeRestart({ step, epoch, what, back_to, rate }: Restart): string {
  const where = `diverged at step ${step} (epoch ${epoch})${what ? `: ${what}` : ""}`;
  const from = back_to === 0 ? "from the start" : `from the end of epoch ${back_to}`;
  return `${where}; goes on ${from} with ${formatNumber(rate)} of the learning rate`;
}
