import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { written } from "../data/quoting.ts";

/** Something that was chosen, and why. */
export interface ReasonedChoice {
  /** As it is written in a pipeline. */
  readonly text: string;
  /** What was found. */
  readonly reason: string;
}

/** What the messages about some data advise, as far as it can be followed without asking. */
export class Choices {
  /** Of `load`, by name: `sep` and its value. */
  readonly options: Map<string, ReasonedChoice> = new Map();
  /** What columns are, by name as it is written. */
  readonly columns: Map<string, ReasonedChoice> = new Map();
  /** Columns of so many words that rare ones share a feature. */
  readonly manyWords: Set<string> = new Set();

  /** Follows the first advice of each message. @returns Whether there was any that is new. */
  follow(diagnostics: readonly Diagnostic[]): boolean {
    const isAboutLayout = ({ help = "" }: Diagnostic) => layoutIn.test(help);
    // Where cells or names are found otherwise, what was said of them means nothing.
    if (diagnostics.filter(isAboutLayout).map((each) => this.#followOne(each)).includes(true)) {
      this.columns.clear();
      this.manyWords.clear();
      return true;
    }
    return diagnostics.map((each) => this.#followOne(each)).includes(true);
  }

  #followOne({ message, help = "" }: Diagnostic): boolean {
    const [, many] = /encode one_hot\(min_count = \d+, columns = (.+?)\)/.exec(help) ?? [];
    if (many !== undefined) {
      const isNew = !this.manyWords.has(many);
      this.manyWords.add(many);
      return isNew;
    }
    const option = optionIn.exec(help);
    const column = columnIn.exec(help);
    const isOption = option && (!column || option.index < column.index);
    const { groups: { name = "", value = "" } = {} } = (isOption ? option : column) ?? {};
    if (isOption) return this.#setOptions(help, message);
    if (column) return this.#setColumn(name, { text: value, reason: message });
    // Numbers in other clothing for which there is no option.
    const worn = /^Column ("(?:[^"\\]|\\.)*") holds .* read as words$/.exec(message);
    // A long name is cut in messages.
    if (!worn || worn[1].includes("…")) return false;
    return this.#setColumn(written(JSON.parse(worn[1])), { text: "ignore", reason: message });
  }

  #setColumn(name: string, choice: ReasonedChoice): boolean {
    if (this.columns.has(name)) return false;
    this.columns.set(name, choice);
    return true;
  }

  /** All options of one piece of advice go together. */
  #setOptions(help: string, reason: string): boolean {
    const [advice] = help.split("; or ");
    const found = [...advice.matchAll(new RegExp(optionIn, "g"))];
    return found.map(({ groups: { name, value } = { name: "", value: "" } }) => {
      if (value.includes("...")) return false;
      const before = this.options.get(name);
      const text = before ? joined(before.text, value) : value;
      if (before?.text === text) return false;
      this.options.set(name, { text, reason: before?.reason ?? reason });
      return true;
    }).includes(true);
  }
}

/** `sep = ";"`, as messages write it. */
export const optionIn: RegExp =
  /\b(?<name>sep|decimal|thousands|quotechar|comment|na_values|index_col|header|names|skiprows|nrows|encoding|bad_rows|missing_rows) = (?<value>\[[^\]]*\]|"(?:[^"\\]|\\.)*"|\w+)/;
/** What says where cells and names are. */
const layoutIn = /\b(?:sep|quotechar|header|names|skiprows|index_col|encoding) = /;
/** `column age: number`, likewise. */
const columnIn = /\bcolumn (?<name>"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*): (?<value>[a-z]+(?:\([^)]*\))?)/;

/** Two values of an option: lists are put together, of others the first stays. */
function joined(before: string, value: string): string {
  const lists = [before, value].map(listIn);
  const [one, other] = lists;
  if (!one || !other) return before;
  return JSON.stringify([...new Set([...one, ...other])]).replaceAll(",", ", ");
}

function listIn(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
