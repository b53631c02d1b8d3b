/**
 * Fills a folder and dies at one of the kill points: `dying.ts PATH CONTENT POINT TIMES` dies when the point is
 * passed for the so manieth time; `kill_points_test.ts` starts it.
 */
import { reported } from "../../../dsl/text/report.ts";
import { claimOutFolder } from "../../../runtime/files/out_folder.ts";

const [path = "", content = "", point, times] = Deno.args;
let passed = 0;
await reported(async (report) => {
  const folder = await claimOutFolder({ path, shown: path }, {
    by: "run",
    report,
    onKillPoint: (each) => {
      if (each === point && ++passed === Number(times)) Deno.kill(Deno.pid, "SIGKILL");
    },
  });
  await folder.checkpoints.save(new Uint8Array(1000), { step: 1, isBest: false });
  await folder.checkpoints.save(new Uint8Array(1000), { step: 2, isBest: false });
  await folder.commit({ "model.onnx": content, "metrics.json": content }, report);
});
