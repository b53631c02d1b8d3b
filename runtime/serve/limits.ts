/** What a server takes before it refuses. */
export interface ServeLimits {
  /** Of the body of a request. */
  readonly bodyBytes: number;
  /** Of one request. */
  readonly rows: number;
  /** Of all requests together, before the model is asked. */
  readonly waitingRows: number;
  /** So many rows are asked at once; a request of more is asked by itself. */
  readonly batchRows: number;
  /** So long the first row of a batch waits for others. */
  readonly batchWaitMs: number;
  /** So long a body may take to come. */
  readonly bodyMs: number;
  /** So long an answer may take once the body is there. */
  readonly answerMs: number;
  /** So long requests that are being answered have to end after the server was told to stop. */
  readonly shutdownMs: number;
}

/** Those that hold unless others are given. */
export const serveLimits: ServeLimits = {
  bodyBytes: 8 * 2 ** 20,
  rows: 10_000,
  waitingRows: 40_000,
  batchRows: 64,
  batchWaitMs: 2,
  bodyMs: 10_000,
  answerMs: 30_000,
  shutdownMs: 10_000,
};
