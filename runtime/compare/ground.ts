/** What trainings must share to be compared: the rows that they learn from and are judged by. */
import { targetNames } from "../../compiler/schema/schema.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Prepared } from "../prepare/prepare.ts";
import type { TrainingIdentity } from "../results/identity.ts";
import { otherGround } from "./compare_diagnostics.ts";
import type { Member } from "./members.ts";
import type { SharedGround } from "./messages.ts";

/** What a prepared pipeline is trained on and judged by. */
export function groundOf(
  prepared: Prepared,
  { files, split }: TrainingIdentity,
): SharedGround {
  return { files, split, targets: targetNames(prepared.program.schema.target) };
}

/** What the first member is trained on and judged by, and whether the others are too. */
export class CommonGround {
  #first: { readonly member: number; readonly ground: SharedGround } | undefined;
  /** Why one may not be trained. */
  problem: Diagnostic | undefined;

  constructor(
    private readonly members: readonly Member[],
    private readonly isAnyAllowed: boolean,
  ) {}

  isShared(member: number, ground: SharedGround): boolean {
    this.#first ??= { member, ground };
    const differs = this.isAnyAllowed ? undefined : differenceOf(this.#first.ground, ground);
    if (differs === undefined) return true;
    const [label, first] = [member, this.#first.member].map((at) =>
      this.members[at].configuration.label
    );
    this.problem ??= otherGround({ label, first, differs });
    return false;
  }
}

/** In what one is judged otherwise, for people. */
function differenceOf(first: SharedGround, other: SharedGround): string | undefined {
  const [own, others] = [dataOf(first), dataOf(other)];
  const sums = (files: SharedGround["files"]) => files.map(({ sha256 }) => sha256).sort().join();
  const names = (files: SharedGround["files"]) =>
    files.map(({ path }) => path).join(", ") || "no file";
  if (first.targets.join() !== other.targets.join()) {
    return `it predicts ${other.targets.join(", ")}, not ${first.targets.join(", ")}`;
  }
  if (sums(own) !== sums(others)) return `its data are ${names(others)}, not ${names(own)}`;
  return first.split === other.split ? undefined : "its rows are divided otherwise";
}

/** The files of rows among those that were read: pipelines and manifests only name them. */
function dataOf({ files }: SharedGround): SharedGround["files"] {
  return files.filter(({ path }) => !/\.(?:pipe|ya?ml|npz)$/i.test(path));
}
