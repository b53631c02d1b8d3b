/** Looks at pages as a browser shows them: at three widths, light and dark. Prints what is wrong with each. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { withPage } from "./with_page.ts";

const look = await Deno.readTextFile(new URL("problems_in_page.js", import.meta.url));
const unfold = "document.querySelectorAll('details').forEach((each) => each.open = true)";

/** What people who see or move otherwise would stumble over, with everything unfolded. @param rules All unless some are said. */
async function accessibilityOf(
  page: Page,
  rules: readonly string[] | undefined,
): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const options = { resultTypes: ["violations"], ...rules && { runOnly: rules } };
  const { violations }: axe.AxeResults = await page.evaluate(`axe.run(${JSON.stringify(options)})`);
  return violations.map(({ id, nodes: [first] }) => `axe, ${id}: ${first?.html.slice(0, 200)}`);
}

const found = await withPage(async (page, addresses) => {
  const seen: Record<string, readonly string[]> = {};
  let heard: string[] = [];
  page.on("console", (message) => heard.push(`says "${message.text()}"`));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) heard.push(`asks for ${request.url()}`);
  });
  for (const address of addresses.split("\n")) {
    const problems: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [360, 800, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        heard = [];
        await page.goto(address);
        const shown = new Set<string>(await page.evaluate(look));
        await page.evaluate(unfold);
        for (const each of await page.evaluate(look) as readonly string[]) shown.add(each);
        problems.push(
          ...[...heard, ...shown].map((each) => `${width} px, ${colorScheme}: ${each}`),
        );
      }
      // In the dark the colours alone are others.
      const others = await accessibilityOf(
        page,
        colorScheme === "dark" ? ["color-contrast"] : undefined,
      );
      problems.push(...others.map((each) => `${colorScheme}: ${each}`));
    }
    seen[address] = problems;
  }
  return seen;
});
console.log(JSON.stringify(found));
