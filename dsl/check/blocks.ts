import type { Block, Call, File, WrittenLayer } from "../syntax/ast.ts";
import * as problem from "./block_diagnostics.ts";
import { reservedParam } from "./check_diagnostics.ts";
import { reservedNames } from "./params.ts";
import type { Diagnostic } from "../text/diagnostic.ts";

/** The blocks of a file that may be called, by name. */
export type Blocks = ReadonlyMap<string, Block>;

/**
 * Finds the blocks of a file. One that is written twice, is called like a layer or comes to call
 * itself is reported; calls of the last kind are not to be followed.
 */
export function blocksOf(
  file: File,
  { layers, report }: {
    readonly layers: readonly string[];
    readonly report: (diagnostic: Diagnostic) => void;
  },
): { readonly blocks: Blocks; readonly recursive: ReadonlySet<Block> } {
  const blocks = new Map<string, Block>();
  for (const block of file.items.filter((item) => item.kind === "block")) {
    const { name } = block;
    const first = blocks.get(name.text);
    if (layers.includes(name.text)) report(problem.blockNamedLikeLayer(name));
    else if (first) report(problem.repeatedBlock(name, first.name.span));
    else blocks.set(name.text, block);
    checkParameters(block, report);
  }
  return { blocks, recursive: recursiveAmong(blocks, report) };
}

function checkParameters(
  { parameters }: Block,
  report: (diagnostic: Diagnostic) => void,
): void {
  parameters.forEach(({ name }, index) => {
    const first = parameters.find((each) => each.name.text === name.text)!; // at least itself
    if (first.name !== name) report(problem.repeatedParameter(name, first.name.span));
    if (reservedNames.includes(name.text)) report(reservedParam(name));
    const optional = parameters.slice(0, index).find((each) => each.default);
    if (optional && !parameters[index].default) {
      report(problem.requiredAfterOptional(name, optional.name));
    }
  });
}

/** Every block that comes to call itself; each way round is reported once. */
function recursiveAmong(
  blocks: Blocks,
  report: (diagnostic: Diagnostic) => void,
): ReadonlySet<Block> {
  const calls = new Map(
    [...blocks.values()].map((block) => [block, callsIn(block.layers, blocks)]),
  );
  const recursive = new Set<Block>();
  const done = new Set<Block>();
  for (const start of blocks.values()) {
    // Not by recursion: a chain of blocks may be as long as the file.
    const way: Step[] = [{ block: start, next: 0 }];
    while (way.length > 0) {
      const step = way[way.length - 1];
      // Every block has a list of calls.
      const call = done.has(step.block) ? undefined : calls.get(step.block)![step.next++];
      if (!call) {
        done.add(step.block);
        way.pop();
        continue;
      }
      const callee = blocks.get(call.name.text)!; // `callsIn` gives calls of blocks alone
      const from = way.findIndex(({ block }) => block === callee);
      if (from < 0) way.push({ block: callee, next: 0, call });
      else {
        const round = way.slice(from);
        const isNew = !recursive.has(callee);
        round.forEach(({ block }) => recursive.add(block));
        if (isNew) {
          // Only the first step of a way was not called.
          report(problem.recursiveBlock(call, round.slice(1).map((each) => each.call!)));
        }
      }
    }
  }
  return recursive;
}

/** A block on the way down, and the call that led there. */
interface Step {
  readonly block: Block;
  readonly call?: Call;
  next: number;
}

function callsIn(layers: readonly WrittenLayer[], blocks: Blocks): Call[] {
  return layers.flatMap((layer) => [
    ...layer.kind === "call" && blocks.has(layer.name.text) ? [layer] : [],
    ...callsIn(layer.block ?? [], blocks),
  ]);
}
