/**
 * `fast-check` as the tests import it: `deno.json` maps its name to this file. The seed is the same
 * each time, so that a test fails for everybody or for nobody; `deno task fuzz` draws others.
 * @module
 */
// deno-lint-ignore no-import-prefix -- the one place that names the package itself
import fc from "npm:fast-check@4.10.2";

fc.configureGlobal({ seed: Number(Deno.env.get("FUZZ_SEED") ?? 7) });

export default fc;
