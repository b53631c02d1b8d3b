/**
 * What preparers learn from: the values of a feature in the training rows, in float64. A value may stand for
 * several rows, as pixels do, of which there are 256.
 */
export class Sample {
  /** How many rows have no value. */
  readonly missing: number;
  /** Without missing ones. */
  readonly values: Float64Array;
  /** How many rows each stands for; one unless given. */
  readonly counts?: Float64Array;
  #sorted: Sample | undefined;
  #mean: number | undefined;
  #squaredDeviation: number | undefined;

  /** @param values NaN where a row has none. */
  constructor(values: Float64Array, counts?: Float64Array) {
    let missing = 0;
    for (let at = 0; at < values.length; at++) {
      // NaN alone differs from itself.
      if (values[at] !== values[at]) missing += counts?.[at] ?? 1;
    }
    const isThere = (_: number, at: number) => !Number.isNaN(values[at]) && counts?.[at] !== 0;
    this.missing = missing;
    this.values = counts || missing > 0 ? values.filter(isThere) : values;
    if (counts) this.counts = counts.filter(isThere);
  }

  /** How many rows have a value. */
  get size(): number {
    return this.counts ? sumOf(this.counts) : this.values.length;
  }

  /** The mean. */
  get mean(): number {
    return this.#mean ??= this.#sumOfPowers(0, 1) / this.size;
  }

  /** Σ (x - μ)². */
  get squaredDeviation(): number {
    return this.#squaredDeviation ??= this.#sumOfPowers(this.mean, 2);
  }

  /** Σ (x - center)^power, with what rounding loses at each step added again (Neumaier). */
  #sumOfPowers(center: number, power: 1 | 2): number {
    const { values, counts } = this;
    let [sum, lost] = [0, 0];
    for (let at = 0; at < values.length; at++) {
      const distance = values[at] - center;
      const term = power === 2 ? distance * distance : distance;
      const next = counts ? counts[at] * term : term;
      const total = sum + next;
      lost += Math.abs(sum) >= Math.abs(next) ? sum - total + next : next - total + sum;
      sum = total;
    }
    return sum + lost;
  }

  /** The least value. */
  get low(): number {
    let low = Infinity;
    for (const value of this.values) if (value < low) low = value;
    return low;
  }

  /** The largest value. */
  get high(): number {
    let high = -Infinity;
    for (const value of this.values) if (value > high) high = value;
    return high;
  }

  /** The value below which a share of the rows lies, between two of them where none does: `numpy.quantile`. */
  quantile(share: number): number {
    const sorted = this.#sorted ??= this.#sort();
    const place = share * (this.size - 1);
    const [before, after] = [Math.floor(place), Math.ceil(place)].map((row) =>
      sorted.#valueAt(row)
    );
    return before + (after - before) * (place - Math.floor(place));
  }

  /** The value of most rows, the least of those that tie: `SimpleImputer(strategy="most_frequent")`. */
  get mode(): number {
    const counts = new Map<number, number>();
    this.values.forEach((value, at) =>
      counts.set(value, (counts.get(value) ?? 0) + (this.counts?.[at] ?? 1))
    );
    return [...counts].reduce((best, each) =>
      each[1] > best[1] || each[1] === best[1] && each[0] < best[0] ? each : best
    )[0];
  }

  /** The same with a value for the rows that have none. */
  filled(value: number): Sample {
    if (this.missing === 0) return this;
    return Sample.pooled([this, new Sample(Float64Array.of(value), Float64Array.of(this.missing))]);
  }

  /** What becomes of the values, one for one. */
  mapped(map: (values: Float64Array) => Float64Array): Sample {
    return new Sample(map(this.values), this.counts);
  }

  /** The rows of several samples as one. */
  static pooled(samples: readonly Sample[]): Sample {
    const isCounted = samples.some(({ counts }) => counts);
    const values = joined(samples.map((each) => each.values));
    if (!isCounted) return new Sample(values);
    return new Sample(
      values,
      joined(samples.map((each) => each.counts ?? new Float64Array(each.values.length).fill(1))),
    );
  }

  #sort(): Sample {
    const { values, counts } = this;
    if (!counts) return new Sample(values.toSorted());
    const order = [...values.keys()].sort((one, other) => values[one] - values[other]);
    return new Sample(
      Float64Array.from(order, (at) => values[at]),
      Float64Array.from(order, (at) => counts[at]),
    );
  }

  /** The value of a row, of those in order. */
  #valueAt(row: number): number {
    if (!this.counts) return this.values[row];
    let at = 0;
    for (let rest = row; at < this.values.length - 1; at++) {
      rest -= this.counts[at];
      if (rest < 0) break;
    }
    return this.values[at];
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function sumOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
