/** A line of a picture of curves. */
export interface Curve {
  readonly name: string;
  /** By x; what is not finite breaks the line. */
  readonly points: readonly (readonly [x: number, y: number | null])[];
  /** The main one is in colour; a single point is a diamond at the end. */
  readonly kind: "main" | "pale" | "point";
}
