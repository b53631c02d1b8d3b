import type { MemberResult } from "../../mod.ts";
import { memberName, scoreOf } from "./comparison.ts";
import type { LiveLine } from "./progress.ts";
import { formatNumber } from "./table.ts";

/** Shows how a comparison goes on. */
export interface ComparisonProgress {
  /** Trainings begin. @param count How many there are. */
  begin(count: number): void;
  /** An epoch of one has ended. */
  epoch(member: number, epoch: number, epochs: number): void;
  /** One has ended. */
  end(result: MemberResult): void;
}

/** Before, it is mostly threads that begin. */
const secondsToJudge = 3;

/** A line that changes in place, where there is one: what is done, the best so far, the time that is left. */
export function comparisonProgress(
  { line, now }: { readonly line?: LiveLine; now(): number },
): ComparisonProgress {
  let [count, done, begun] = [0, 0, 0];
  let best: { readonly text: string; readonly cost: number } | undefined;
  /** The share of each training that is made. */
  const shares = new Map<number, number>();
  const show = () => {
    const made = [...shares.values()].reduce((sum, share) => sum + share, 0) / count;
    const seconds = (now() - begun) / 1000;
    const left = made > 0 && seconds > secondsToJudge ? seconds * (1 / made - 1) : undefined;
    const text = [
      `${done}/${count} done`,
      ...best ? [`best so far ${best.text}`] : [],
      ...left === undefined
        ? []
        : [`about ${left < 90 ? `${left.toFixed(0)} s` : `${(left / 60).toFixed(0)} min`} left`],
    ].join("  ");
    line?.show((width) => text.slice(0, width));
  };
  return {
    begin(members) {
      [count, begun] = [members, now()];
      show();
    },
    epoch(member, epoch, epochs) {
      shares.set(member, epoch / epochs);
      show();
    },
    end({ member, finished, judging }) {
      done += 1;
      if (finished && judging) {
        const { value, isHigherBetter, name } = scoreOf({ finished, judging });
        const cost = isHigherBetter ? -value : value;
        if (!best || cost < best.cost) {
          best = { cost, text: `${memberName(member)}: ${name} ${formatNumber(value)}` };
        }
      }
      show();
    },
  };
}
