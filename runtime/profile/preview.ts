import type { PartName } from "../../dsl/language/pipeline.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Column, ImageColumn } from "../data/column.ts";
import type { ColumnProfile } from "./profile.ts";
import type { ColumnSummary } from "./summary.ts";

/** A column as it is previewed. */
export interface PreviewedColumn extends ColumnProfile {
  /** Why it is taken for what it is, as in "every cell is a number". */
  readonly because: string;
  /** What is in its cells. */
  readonly summary: ColumnSummary;
  /** The cells themselves, as what they are taken for. */
  readonly cells: Column;
}

/** How many rows of each class there are. */
export interface PreviewedClasses {
  /** The target. */
  readonly column: string;
  /** In the order of their codes. */
  readonly names: readonly string[];
  /** The code of each row; -1 where it has none. */
  readonly codes: Int32Array;
  /** Of each part that has rows; `train` where the rows are not divided. */
  readonly counts: Readonly<Partial<Record<PartName, readonly number[]>>>;
}

/** What there is to say of data before anything is done with them. */
export interface DataPreview {
  /** As shown to people. */
  readonly name: string;
  /** How many there are. */
  readonly rows: number;
  /** In the order of the table. */
  readonly columns: readonly PreviewedColumn[];
  /** Absent where the target is none of classes. */
  readonly classes?: PreviewedClasses;
  /** What is wrong or odd. */
  readonly findings: readonly Diagnostic[];
  /** The images, where the data are some, with the class of each. */
  readonly images?: { readonly column: ImageColumn; readonly codes?: Int32Array };
}
