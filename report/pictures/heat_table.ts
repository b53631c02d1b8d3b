import { listed, type Markup, markup, name as named } from "../markup/markup.ts";

/** Numbers by two names. */
export interface HeatTable {
  readonly name: string;
  readonly across: { readonly name: string; readonly values: readonly string[] };
  readonly down: { readonly name: string; readonly values: readonly string[] };
  readonly better: "higher" | "lower";
  readonly format: (value: number) => string;
  /** Absent where there is none. */
  readonly valueAt: (across: string, down: string) => number | undefined;
}

const steps = 4;

/** A table whose cells are the darker, the better, in four steps. */
export function heatTable({ name, across, down, better, format, valueAt }: HeatTable): Markup {
  const cells = down.values.map((row) => across.values.map((column) => valueAt(column, row)));
  const known = cells.flat().filter((value) => value !== undefined && Number.isFinite(value));
  const [low, high] = [Math.min(...known as number[]), Math.max(...known as number[])];
  const stepOf = (value: number) => {
    const share = high === low ? 1 : (value - low) / (high - low);
    return Math.min(steps, 1 + Math.floor((better === "higher" ? share : 1 - share) * steps));
  };
  const cellOf = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value)
      ? markup`<td class="none">–</td>`
      : markup`<td class="right-${stepOf(value)}">${format(value)}</td>`;
  const head = across.values.map((value) => markup`<th scope="col">${named(value)}</th>`);
  const body = cells.map((row, at) =>
    markup`<tr><th scope="row">${named(down.values[at])}</th>${row.map(cellOf)}</tr>`
  );
  const corner = markup`<td class="corner">${named(down.name)} ↓<br>${named(across.name)} →</td>`;
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${name}"><table class="matrix">
<thead><tr>${corner}${head}</tr></thead>
<tbody>
${listed(body, "\n")}
</tbody>
</table></div>`;
}
