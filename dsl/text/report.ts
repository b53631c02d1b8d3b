import { type Checked, checked, type Diagnostic } from "./diagnostic.ts";
import { inOrderOfPlace } from "./order.ts";
import type { Span } from "./span.ts";

/**
 * The mistakes of a phase, gathered as they are found. It is handed down: whoever finds a mistake adds
 * it and goes on, so that all of them are told in one go, or fails where nothing can follow.
 */
export class Report {
  readonly #found: Diagnostic[] = [];
  readonly #forward: (diagnostic: Diagnostic) => void;

  /** An empty report. @param forward Told of every diagnostic too. */
  constructor(forward: (diagnostic: Diagnostic) => void = () => {}) {
    this.#forward = forward;
  }

  /** What was added so far, by place; what has none comes last, as it was found. */
  get diagnostics(): readonly Diagnostic[] {
    return inOrderOfPlace(this.#found);
  }

  /** Whether an error is among them. */
  get hasErrors(): boolean {
    return this.#found.some(({ severity }) => severity === "error");
  }

  /** Notes mistakes or warnings; the work goes on. */
  add(...diagnostics: readonly Diagnostic[]): void {
    for (const each of diagnostics) {
      this.#found.push(each);
      this.#forward(each);
    }
  }

  /** Notes mistakes that nothing can follow. @throws {Stopped} Always. */
  fail(...diagnostics: readonly Diagnostic[]): never {
    this.add(...diagnostics);
    throw new Stopped();
  }

  /** Ends the phase, whose mistakes were noted before. @throws {Stopped} Always. */
  stop(): never {
    throw new Stopped();
  }

  /** Ends the phase if there is an error. @throws {Stopped} */
  stopOnErrors(): void {
    if (this.hasErrors) throw new Stopped();
  }

  /** The value of a phase that has reported by itself; nothing where it failed. */
  take<T>(result: Checked<T>): T | undefined {
    this.add(...(result.ok ? result.warnings : result.diagnostics));
    return result.ok ? result.value : undefined;
  }

  /** The same where nothing can follow without the value. @throws {Stopped} */
  need<T>(result: Checked<T>): T {
    if (!result.ok) return this.fail(...result.diagnostics);
    this.add(...result.warnings);
    return result.value;
  }

  /** A report whose diagnostics come here, with this place where they have none of their own. */
  at(span: Span): Report {
    return this.with((each) => each.span || each.place ? each : { ...each, span });
  }

  /** A report whose diagnostics come here, each with something added. */
  with(explain: (diagnostic: Diagnostic) => Diagnostic): Report {
    return new Report((each) => this.add(explain(each)));
  }

  /**
   * What a part of the work gives back; nothing where it failed, and the work beside it goes on. What
   * it reports comes here too.
   */
  attemptSync<T>(part: (report: Report) => T): T | undefined {
    try {
      return part(new Report((each) => this.add(each)));
    } catch (error) {
      if (error instanceof Stopped) return undefined;
      throw error;
    }
  }

  /** The same for a part that takes its time. */
  async attempt<T>(part: (report: Report) => T | Promise<T>): Promise<T | undefined> {
    try {
      return await part(new Report((each) => this.add(each)));
    } catch (error) {
      if (error instanceof Stopped) return undefined;
      throw error;
    }
  }
}

/** Ends a phase whose report says why: the attempts of a `Report` and `reported` alone catch it. */
export class Stopped extends Error {
  /** Tells it from other errors. */
  override readonly name = "Stopped";
}

/** Runs a phase with a report of its own: its value, or every reason why there is none. */
export function reportedSync<T>(phase: (report: Report) => T): Checked<T> {
  const report = new Report();
  const result = report.attemptSync((own) => ({ value: phase(own) }));
  return resultOf(result, report);
}

/** The same for a phase that takes its time. */
export async function reported<T>(
  phase: (report: Report) => T | Promise<T>,
): Promise<Checked<T>> {
  const report = new Report();
  const result = await report.attempt(async (own) => ({ value: await phase(own) }));
  return resultOf(result, report);
}

function resultOf<T>(
  result: { readonly value: T } | undefined,
  { diagnostics }: Report,
): Checked<T> {
  return result ? checked(result.value, diagnostics) : { ok: false, diagnostics };
}
