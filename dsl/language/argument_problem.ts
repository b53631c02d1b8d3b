/** Why an argument that is right by itself does not suit the others, or the data. */
export interface ArgumentProblem {
  /** The argument to change. */
  readonly argument: string;
  readonly message: string;
  readonly help: string;
}
