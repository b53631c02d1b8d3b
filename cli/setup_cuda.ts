import type { Command } from "commander";
import { setUpCuda } from "../mod.ts";
import { printOut } from "./print.ts";
import { context } from "./terminal.ts";
import { describeCudaDevice, describeCudaSetUp } from "./text/cuda.ts";

interface SetUpCudaFlags {
  readonly from?: string;
}

/** `penstock setup-cuda`. */
export function addSetUpCuda(program: Command): void {
  program.command("setup-cuda")
    .description("set up what ONNX Runtime needs for a graphics card, and try it")
    .option("--from <dir>", "a folder with the libraries or with wheels, or one wheel")
    .action(setUp);
}

async function setUp({ from }: SetUpCudaFlags): Promise<void> {
  const device = await setUpCuda({
    context: context(),
    ...from !== undefined && { from },
    onInstalled: (done) => printOut(describeCudaSetUp(done)),
  });
  printOut(describeCudaDevice(device));
}
