/** Fills in the form of a server and reads what it answers, then with a wrong date; prints both. See serve_test.ts. */
import { withPage } from "./with_page.ts";

await withPage(async (page, address) => {
  await page.goto(address);
  const picture = Deno.env.get("PICTURE");
  const command = await page.textContent("pre");
  await page.fill("input[name=a]", "");
  await page.click("button");
  await page.locator("#answer .label").waitFor();
  const answer = await page.textContent("#answer");
  if (picture) await page.screenshot({ path: picture, fullPage: true });
  await page.fill("input[name=day]", "soon");
  await page.click("button");
  await page.locator("#answer .mistake").waitFor();
  const mistake = await page.textContent("#answer");
  console.log(JSON.stringify({ answer, mistake, command }));
});
