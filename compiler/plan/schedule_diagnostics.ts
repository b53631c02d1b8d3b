/**
 * The mistakes in what is scheduled: one function per code.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import type { Span } from "../../dsl/text/span.ts";

interface Unfit {
  readonly name: string;
  /** What can be scheduled. */
  readonly others: readonly string[];
}

/** A label that names no number of optimizer or layers. */
export function unknownNumber(span: Span, { name, others }: Unfit): Diagnostic {
  const guess = nearest(name, others);
  return error("E0360", span, {
    message: `There is no number "${name}" to schedule`,
    help: guess === undefined ? helpWith(others) : `Did you mean "${guess}"?`,
  });
}

/** A label that names an argument which stays as it is. */
export function notSchedulable(span: Span, { name, others }: Unfit): Diagnostic {
  return error("E0361", span, {
    message: `"${name}" cannot be scheduled: it stays as it is throughout the training`,
    help: helpWith(others),
  });
}

function helpWith(others: readonly string[]): string {
  const shown = others.slice(0, 10).map((name) => name.includes(".") ? `"${name}"` : name);
  const more = others.length > shown.length ? ", ..." : "";
  return `What can be scheduled here is ${shown.join(", ")}${more}`;
}

/** Two schedules of one number. */
export function scheduledTwice(span: Span, name: string): Diagnostic {
  const what = name === "lr" ? "The learning rate" : `"${name}"`;
  return error("E0362", span, {
    message: `${what} has two schedules`,
    help: name === "lr"
      ? "Write which number the other is for, such as: schedule cosine, momentum: linear(0.5, 1.0)"
      : "Remove one of the two",
  });
}

/** A cycle of the momentum, and an optimizer that has none: as PyTorch, which refuses it too. */
export function noMomentum(span: Span, optimizer: string): Diagnostic {
  return error("E0363", span, {
    message:
      `"one_cycle" cycles the momentum against the learning rate, and "${optimizer}" has none`,
    help: "Write one_cycle(cycle_momentum = false), or take an optimizer such as sgd or adam",
  });
}

/** A number that its schedule takes higher than it may be. */
export function beyondRange(
  { name, schedule, span }: {
    readonly name: string;
    readonly schedule: string;
    readonly span: Span;
  },
  { value, step, limit }: {
    readonly value: number;
    /** From 1. */
    readonly step: number;
    /** Such as `below 1`. */
    readonly limit: string;
  },
): Diagnostic {
  const reached = Number(value.toPrecision(4));
  return error("E0364", span, {
    message: `"${schedule}" takes "${name}" to ${reached} in step ${step}: it must stay ${limit}`,
    help: "Choose numbers that keep it lower",
  });
}
