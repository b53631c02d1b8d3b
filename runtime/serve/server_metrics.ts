import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { SharedModel } from "../export/shared_model.ts";

/** What a server counts. */
export interface ServerMetrics {
  /** Tells of an answered request. @param seconds From its head to its answer. */
  request(route: string, status: number, seconds: number): void;
  /** Tells of rows that the model was asked for at once. */
  batch(rows: number): void;
  /** All of it as Prometheus reads it, and the type of that text. */
  text(): Promise<{ readonly text: string; readonly contentType: string }>;
}

/** Counts for one server. @param waitingRows How many rows wait now. */
export function serverMetrics(
  { name, version }: SharedModel,
  waitingRows: () => number,
): ServerMetrics {
  // A registry of its own: several servers may run in a process.
  const registers = [new Registry()];
  const [registry] = registers;
  const requests = new Counter({
    name: "penstock_requests_total",
    help: "Requests that were answered, by route and status",
    labelNames: ["route", "status"],
    registers,
  });
  const seconds = new Histogram({
    name: "penstock_request_seconds",
    help: "From the head of a request to its answer",
    labelNames: ["route"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const batches = new Histogram({
    name: "penstock_batch_rows",
    help: "Rows that the model was asked for at once",
    buckets: [1, 2, 4, 8, 16, 32, 64, 256, 1024, 8192],
    registers,
  });
  new Gauge({
    name: "penstock_waiting_rows",
    help: "Rows that wait for the model",
    registers,
    collect() {
      this.set(waitingRows());
    },
  });
  new Gauge({
    name: "penstock_model_info",
    help: "The model that is served",
    labelNames: ["model", "penstock"],
    registers,
  }).set({ model: name, penstock: version }, 1);
  return {
    request(route, status, took) {
      requests.inc({ route, status });
      seconds.observe({ route }, took);
    },
    batch: (rows) => batches.observe(rows),
    text: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}
