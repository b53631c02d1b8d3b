import { InternalError } from "../../../dsl/text/diagnostic.ts";
import type { Value } from "../../ir/value.ts";
import type { OnnxInitializer, TensorData } from "./model.ts";

/** Names that are settled before a graph is lowered. */
export interface SettledNames {
  /** What some values are called. Inputs that are not among them keep their own names. */
  readonly given?: ReadonlyMap<Value, string>;
  /** What no value may be called besides. */
  readonly reserved?: Iterable<string>;
}

/** The names given so far in one graph, and its constants. */
export class Scope {
  readonly #names = new Map<Value, string>();
  readonly initializers: OnnxInitializer[] = [];
  readonly #taken = new Set<string>();
  readonly #constants = new Map<string, string>();

  constructor(order: readonly Value[], { given, reserved = [] }: SettledNames) {
    // Before all others: layers are named by people, who cannot know which names are taken.
    for (const value of order) {
      const name = given?.get(value) ?? (value.kind === "input" ? value.name : undefined);
      if (name !== undefined) this.#names.set(value, name);
    }
    for (const name of [...this.#names.values(), ...reserved]) this.#taken.add(name);
  }

  /** Gives a value a name unless it has one: its own, or one made of its kind. */
  name(value: Value): void {
    if (!this.#names.has(value)) this.#names.set(value, this.fresh(value.name ?? value.kind));
  }

  /** The name of a value that has one. */
  nameOf(value: Value): string {
    const name = this.#names.get(value);
    if (name === undefined) throw new InternalError(`A ${value.kind} is read before it is named`);
    return name;
  }

  /** `stem`, or `stem_2`, `stem_3`, ... if it is taken. */
  fresh(stem: string): string {
    let name = stem;
    for (let count = 2; this.#taken.has(name); count++) name = `${stem}_${count}`;
    this.#taken.add(name);
    return name;
  }

  /** The name of an initializer of small constant data, shared between ops. */
  constant(data: TensorData): string {
    const key = `${data.elementType} ${data.shape} ${[...data.data].join()}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.fresh("constant");
    this.#constants.set(key, name);
    this.initializers.push({ ...data, name });
    return name;
  }
}
