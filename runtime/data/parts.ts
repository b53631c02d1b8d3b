/** The row numbers of each part, from 0; empty where a part does not exist. No row is in two. */
export interface Parts {
  /** The rows that parameters and statistics are fitted on. */
  readonly train: Int32Array;
  /** The rows that training is watched with. */
  readonly valid: Int32Array;
  /** The rows that the finished model is judged with. */
  readonly test: Int32Array;
}
