import { EOF, type IParserErrorMessageProvider, tokenLabel } from "chevrotain";
import { maxMistakes } from "./limits.ts";

const nouns: Readonly<Record<string, string>> = {
  primary: "a value",
  identifier: "a name",
  label: "a name",
  definition: "a stage",
  statement: "a stage",
  sum: "an operator",
  product: "an operator",
};

/** What is expected where a stage may end. */
export const endOfLine = "the end of the line";

/** Thrown out of the parser when there are more than `maxMistakes`. */
export class TooManyMistakes extends Error {}

/**
 * Makes the message of a parse error the noun of what was expected; `explain` adds the rest. A
 * parser asks for one message an error, so this is also where errors are counted.
 */
export class ErrorMessages implements IParserErrorMessageProvider {
  private count = 0;

  /** Counts anew, for another text. */
  restart(): void {
    this.count = 0;
  }

  /** A token that does not fit. */
  buildMismatchTokenMessage: IParserErrorMessageProvider["buildMismatchTokenMessage"] = (
    { expected },
  ) => this.counted(expected === EOF ? endOfLine : tokenLabel(expected));

  /** More text after the last rule. */
  buildNotAllInputParsedMessage = () => this.counted(endOfLine);

  /** None of several ways to go on. */
  buildNoViableAltMessage = ({ ruleName }: { readonly ruleName: string }) =>
    this.counted(nouns[ruleName] ?? "a name");

  /** A list without its first element. */
  buildEarlyExitMessage = ({ ruleName }: { readonly ruleName: string }) =>
    this.counted(nouns[ruleName] ?? "a name");

  /** @throws {TooManyMistakes} Past the limit, so that hostile input cannot exhaust the stack. */
  private counted(message: string): string {
    this.count += 1;
    if (this.count > maxMistakes) throw new TooManyMistakes();
    return message;
  }
}
