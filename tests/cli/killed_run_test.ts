/**
 * Runs that are killed at random times: 10, or as many as `PENSTOCK_KILLS` says. `tests/runtime/files` kills them at
 * every named point.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { lockName, parseLock } from "../../runtime/results/lock.ts";
import { filesLeft } from "../../runtime/files/out_folder.ts";
import { filesIn, inFolder, loadRings } from "../runtime/pipelines.ts";
import { command, start } from "./command.ts";

const kills = Number(Deno.env.get("PENSTOCK_KILLS") ?? 10);
/** The lock knows the time: of it, it is only seen that it is whole. */
const compared = filesLeft.run.filter((name) => name !== lockName);
const pipeline = (seed: number) =>
  `pipe 1
seed ${seed}
${loadRings(40)}
model {
  linear(8)
  tanh
  linear(classes)
}
loss cross_entropy
optimizer adam(lr = 0.01)
train(epochs = 30, batch = 4)
`;
const args = ["x.pipe", "--history", "steps", "--checkpoint-every", "3epochs"];

type Contents = ReadonlyMap<string, string>;

async function contentsOf(folder: string): Promise<Contents> {
  const contents = await Promise.all(
    compared.map(async (name) =>
      [name, (await Deno.readFile(join(folder, name))).toBase64()] as const
    ),
  );
  return new Map(contents);
}

async function runTo(folder: string, seed: number, ...more: readonly string[]): Promise<Contents> {
  await Deno.writeTextFile(join(folder, "x.pipe"), pipeline(seed));
  const { exitCode, stderr } = await command(folder, "run", ...args, ...more);
  assert.equal(exitCode, 0, stderr);
  return await contentsOf(join(folder, "out/x"));
}

Deno.test(`${kills} runs that are killed at random times leave whole files, old or new`, {
  ignore: Deno.build.os === "windows",
}, async () => {
  await inFolder(async (folder) => {
    const out = join(folder, "out/x");
    const fresh = await runTo(folder, 2);
    const old = await runTo(folder, 1);
    await Deno.writeTextFile(join(folder, "x.pipe"), pipeline(2));
    const began = performance.now();
    assert.equal((await start("run", args, { folder }).output()).code, 0);
    const duration = performance.now() - began;
    let [whole, resumed] = [0, 0];
    for (let kill = 0; kill < kills; kill++) {
      await runTo(folder, 1);
      await Deno.writeTextFile(join(folder, "x.pipe"), pipeline(2));
      const child = start("run", args, { folder });
      // Before, little but the program is read.
      const time = (0.3 + 0.75 * Math.random()) * duration;
      const timer = setTimeout(() => child.kill("SIGKILL"), time);
      const { success } = await child.output();
      clearTimeout(timer);
      if (success) whole += 1;
      const place = `after ${time.toFixed(0)} of ${duration.toFixed(0)} ms`;
      const left = await contentsOf(out);
      for (const [name, content] of left) {
        assert(content === old.get(name) || content === fresh.get(name), `${name} ${place}`);
      }
      assert.equal(parseLock(await Deno.readTextFile(join(out, lockName))).lock, 1);
      const states = (await filesIn(folder)).filter((name) => name.endsWith(".checkpoint"));
      if (states.length > 0) resumed += 1;
      if (states.length > 0) {
        const { exitCode, stderr } = await command(folder, "run", ...args, "--resume");
        // What had counted before the end is put in its place first, and leaves nothing to go on with.
        const hadEnded = stderr.startsWith("error[E0525]");
        assert(exitCode === 0 || hadEnded, `${place}: ${stderr}`);
        assert.deepEqual(await contentsOf(out), fresh, place);
      } else {
        assert.deepEqual(await runTo(folder, 2), fresh, place);
      }
      assert.deepEqual(
        await filesIn(folder),
        ["x.pipe", ...filesLeft.run.map((name) => `out/x/${name}`)].sort(),
        place,
      );
    }
    assert(kills < 50 || resumed > 0 && whole < kills, `${whole} ended, ${resumed} were saved`);
  });
});
