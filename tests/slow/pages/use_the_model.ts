/** Opens the page of docs/use-the-model.md, with ONNX Runtime from the test instead of the network; prints what it shows. */
import { withPage } from "./with_page.ts";

await withPage(async (page, address) => {
  await page.route("https://cdn.jsdelivr.net/**", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1);
    await route.fulfill({ response: await route.fetch({ url: `${address}${name}` }) });
  });
  await page.goto(address);
  await page.locator("#answer").filter({ hasText: /./ }).waitFor();
  console.log(JSON.stringify(await page.textContent("#answer")));
});
