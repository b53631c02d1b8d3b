import { EOF, type IParserErrorMessageProvider, tokenLabel } from "chevrotain";

const nouns: Readonly<Record<string, string>> = {
  primary: "a value",
  identifier: "a name",
  definition: "a stage",
  statement: "a stage",
  sum: "an operator",
  product: "an operator",
};

/** What is expected where a stage may end. */
export const endOfLine = "the end of the line";

/** Makes the message of a parse error the noun of what was expected; `explain` adds the rest. */
export const errorMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => expected === EOF ? endOfLine : tokenLabel(expected),
  buildNotAllInputParsedMessage: () => endOfLine,
  buildNoViableAltMessage: ({ ruleName }) => nouns[ruleName] ?? "a name",
  buildEarlyExitMessage: ({ ruleName }) => nouns[ruleName] ?? "a name",
};
