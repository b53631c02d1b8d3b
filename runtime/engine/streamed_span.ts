import type { Session, SpanResult, SpanRunner } from "./engine.ts";
import { onHost } from "./host_tensors.ts";
import { type FedStep, resultOf } from "./scan_span.ts";
import { ints, intsOf, tensorNamed, type Tensors } from "./tensor.ts";
import { joinedRows, mapTensors, rowsAt, rowsBetween } from "./tensor_rows.ts";

/** A step, the data of all rows, and for how many steps at once the device has memory. */
export interface StreamedStep extends FedStep {
  readonly steps: number;
}

/**
 * Spans of data that are larger than the device's memory: a call is fed the rows of its own steps alone. Cut as they
 * are, the steps give the same bits. The session goes with the runner.
 */
export function streamedSpans(session: Session, { step, data, steps }: StreamedStep): SpanRunner {
  return {
    async run(state, scanned) {
      const [count] = tensorNamed(scanned, "rows").shape;
      let carried = await state.read();
      const done: SpanResult[] = [];
      for (let first = 0; first < count; first += steps) {
        const end = Math.min(first + steps, count);
        const some = mapTensors(scanned, (tensor) => rowsBetween(tensor, first, end));
        const result = resultOf(
          await session.run({ ...carried, ...withOwnRows(some, data) }),
          step,
        );
        carried = await result.state.read();
        done.push(result);
      }
      const [{ reported }] = done;
      return {
        state: onHost(carried),
        reported: mapTensors(
          reported,
          (_, name) => joinedRows(done.map((each) => tensorNamed(each.reported, name))),
        ),
        isFinite: done.every(({ isFinite }) => isFinite),
      };
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** What some steps scan, with the data of their rows alone, numbered anew. */
function withOwnRows(scanned: Tensors, data: Tensors): Tensors {
  const rows = tensorNamed(scanned, "rows");
  const wanted = intsOf(rows);
  return {
    ...scanned,
    ...mapTensors(data, (tensor) => rowsAt(tensor, wanted)),
    rows: ints(rows.shape, Int32Array.from(wanted.keys())),
  };
}
