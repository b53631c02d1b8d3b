import type { Mutation } from "./mutation.ts";

const batched = ["tests/runtime/serve/batcher_test.ts"];
const answered = ["tests/runtime/serve/server_test.ts"];

/** What is promised of a model that is served or shared. */
export const servingMutations: readonly Mutation[] = [
  {
    promise: "what one request brings is no fault of the others",
    file: "runtime/serve/batcher.ts",
    find: "else for (const job of jobs) await this.#together([job], job.rows).catch(job.reject);",
    replace: "else for (const job of jobs) job.reject(error);",
    tests: batched,
  },
  {
    promise: "each request gets its own rows",
    file: "runtime/serve/batcher.ts",
    find: "start = end;",
    replace: "start = 0;",
    tests: batched,
  },
  {
    promise: "a server of this machine answers to its own names alone",
    file: "runtime/serve/handler.ts",
    find: "if (names && !names.includes(url.hostname)) {",
    replace: "if (names && names.includes(url.host)) {",
    tests: answered,
  },
  {
    promise: "a body of unknown length is counted while it comes",
    file: "runtime/serve/read_body.ts",
    find: "if (size > bodyBytes) throw tooLong();",
    replace: "",
    tests: answered,
  },
  {
    promise: "a name of a column that looks like code stays a name",
    file: "runtime/export/snippets.ts",
    find: "/[^\\p{L}\\p{M}\\p{N} _.,:+%()[\\]/-]/gu",
    replace: "/[^\\s\\S]/gu",
    tests: ["tests/cli/export_test.ts"],
  },
];
