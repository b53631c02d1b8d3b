/** The version of Penstock, as in `deno.json`. */
export const version = "0.2.0";
