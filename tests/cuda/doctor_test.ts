/** `doctor` where a graphics card is there and computes nothing: it is told what it is, and that it is not usable. */
import assert from "node:assert/strict";
import { subprocess } from "../cli/command.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { environmentOf, onStandIn, type PlayedMachine, theStandIn } from "./on_stand_in.ts";

async function asked(args: readonly string[], machine: PlayedMachine = {}) {
  const env = { PENSTOCK_CUDA: theStandIn().installation, ...environmentOf(machine) };
  return await inFolder((folder) => subprocess("doctor", args, { folder, env }));
}

Deno.test({
  ...onStandIn("a card that computes wrong numbers is described, and not usable"),
  async fn() {
    const { exitCode, stdout } = await asked(["--json"], { devices: 2 });
    assert.equal(exitCode, 0);
    const { devices: [cpu, ...cards] } = JSON.parse(stdout);
    assert(cpu.isUsable);
    assert.equal(cards.length, 2);
    for (const [index, { name, isUsable, card, precision, problem }] of cards.entries()) {
      assert.deepEqual([name, isUsable, card.index], [`cuda:${index}`, false, index]);
      assert.deepEqual([card.driver, precision], [13000, "float32"]);
      assert(card.memory.free > 0 && card.memory.total >= card.memory.free);
      assert.match(
        problem.cause,
        /^It computes wrong numbers: a loss of \S+ in step \d+, expected/,
      );
    }
  },
});

Deno.test({
  ...onStandIn("where products may be rounded, that is told"),
  async fn() {
    const { stdout } = await asked(["--tf32"]);
    assert.match(stdout, /^cuda:0 +not usable: it computes wrong numbers/m);
    assert.match(stdout, /^precision +TF32$/m);
  },
});

Deno.test({
  ...onStandIn("a machine without a card says so, and can be used"),
  async fn() {
    const { exitCode, stdout } = await asked([], { devices: 0 });
    assert.equal(exitCode, 0);
    assert.match(stdout, /^cuda:0 +not usable: the driver finds no graphics card$/m);
    assert.match(stdout, /^remedy +See whether nvidia-smi lists one/m);
  },
});

Deno.test({
  ...onStandIn("the first tensor of a card that computes nothing is named, with its line"),
  async fn() {
    const { exitCode, stdout, stderr } = await asked(["--conformance", "--json"]);
    assert.equal(exitCode, 4);
    assert.match(stderr, /error\[E0620\]: cuda:0 does not compute what cpu computes/);
    const { pipelines: [{ others }] } = JSON.parse(stdout);
    const [float64, twoThreads, card] = others;
    assert.deepEqual([float64.agrees, twoThreads.agrees, card.agrees], [true, true, false]);
    assert.deepEqual([card.first.layer, card.first.place.line], ["hidden", 4]);
    assert.equal(card.first.right[0], card.first.right[1]);
  },
});
