/** `doctor` as a person runs it, on whatever machine this is. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { version } from "../../mod.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { command, subprocess } from "./command.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What is asked of a machine on which CUDA is not set up. */
async function asked(...args: readonly string[]) {
  return await inFolder((folder) =>
    subprocess("doctor", args, { folder: root, env: { PENSTOCK_CUDA: folder } })
  );
}

Deno.test("the task has the permissions it needs, and tells them", async () => {
  const { exitCode, stdout, stderr } = await asked("--json");
  assert.deepEqual([exitCode, stderr], [0, ""]);
  const { machine, devices, graphs, permissions, isUsable } = JSON.parse(stdout);
  assert.deepEqual(
    [machine.penstock, machine.deno, machine.cores],
    [version, Deno.version.deno, navigator.hardwareConcurrency],
  );
  assert(machine.memory.available > 0 && machine.memory.total >= machine.memory.available);
  const [cpu, ...cards] = devices;
  assert(isUsable && cpu.isUsable && cpu.trial.isRight && cpu.trial.isFalling);
  assert.equal(cards.length, 1);
  assert.match(cards[0].problem.cause, /^CUDA (is not set up|needs Linux)/);
  assert.equal(graphs.length, 4);
  const [whole, partly] = [true, false].map((isWhole) =>
    permissions.filter((each: { readonly isWhole: boolean }) => each.isWhole === isWhole)
      .map(({ name }: { readonly name: string }) => name)
  );
  assert.deepEqual([whole, partly], [["read", "ffi"], ["write", "run", "net", "env", "sys"]]);
});

Deno.test("what is found is told as it is found, with a verdict in the end", async () => {
  const { exitCode, stdout } = await asked();
  assert.equal(exitCode, 0);
  assert.match(stdout, new RegExp(`^penstock +${version.replaceAll(".", "\\.")}\n`));
  assert.match(stdout, /^cpu +usable\nprecision +strict float32\ntraining +10 steps, \S+ µs each/m);
  assert.match(stdout, /^cuda:0 +not usable: CUDA/m);
  assert(stdout.endsWith("verdict  Penstock can train on cpu; not on cuda:0\n"));
});

Deno.test("all devices of this machine compute the same", async () => {
  const { exitCode, stdout, stderr } = await asked("--conformance", "pipelines/iris.pipe");
  assert.deepEqual([exitCode, stderr], [0, ""]);
  for (const name of ["doctor.pipe", "pipelines/iris.pipe"]) {
    assert(stdout.includes(`${name}: the first 10 steps, compared with cpu\n`), stdout);
  }
  assert.equal(
    stdout.match(/^cpu, 2 threads {2}\d+ tensors of step 10 are the same bits$/gm)?.length,
    2,
  );
  assert.equal(
    stdout.match(/^float64 {9}\d+ tensors of step 10 are within \S+, 1\.0e-5 /gm)?.length,
    2,
  );
});

Deno.test("the mistakes of a pipeline that is to be compared are told", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "x.pipe"), "pipe 1\nlaod\n");
    const { exitCode, stderr } = await command(folder, "doctor", "--conformance", "x.pipe");
    assert.equal(exitCode, 1);
    assert.match(stderr, /x\.pipe:2:1/);
  });
});
