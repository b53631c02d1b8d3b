/** What a comparison says. */
import type { FinishedMember } from "./finished_member.ts";
import type { Member } from "./members.ts";
import type { Judging } from "./messages.ts";

/** A training that went well, or why it did not. */
export interface MemberResult {
  /** Which one. */
  readonly member: Member;
  /** What it has left, if it went well. */
  readonly finished?: FinishedMember;
  /** Which of its metrics have a better side, and what is expected of them; absent where it failed. */
  readonly judging?: Judging;
  /** Why it did not. */
  readonly reason?: string;
}
