/** What a provider library of ONNX Runtime says of itself, between zeros as C writes texts. */
const telling = /\0(GetProvider|\d+\.\d+\.\d+)(?=\0)/g;
/** Longer than any of them. */
const longest = 64;

/** What was found in the bytes of a provider library. */
export interface ProviderMarks {
  /** Whether it can be used from ONNX Runtime as npm has it; a plugin cannot. */
  readonly isProvider: boolean;
  /** Versions that it names, as `1.30.0`; as a rule its own alone. */
  readonly versions: readonly string[];
}

/** Looks for what a library says of itself in bytes that come piece by piece. */
export class ProviderReader {
  readonly #found = new Set<string>();
  #last = "";

  /** Takes the next piece. */
  push(piece: Uint8Array): void {
    const text = this.#last + latin1.decode(piece);
    for (const [, word] of text.matchAll(telling)) if (word !== undefined) this.#found.add(word);
    this.#last = text.slice(-longest);
  }

  /** What was found until now. */
  get marks(): ProviderMarks {
    const versions = [...this.#found].filter((word) => /^\d/.test(word)).sort();
    return { isProvider: versions.length < this.#found.size, versions };
  }
}

const latin1 = new TextDecoder("latin1");
