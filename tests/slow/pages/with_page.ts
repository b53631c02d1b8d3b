/**
 * An empty page of a real browser. Scripts that use it are programs of their own: playwright reads places that
 * Deno opens to programs with every permission alone, and no task has those.
 * @module
 */
import { chromium, type Page } from "playwright-core";

/**
 * Opens a page and closes the browser afterwards. Errors of the page are errors of the program.
 * @param use With the page, and the address that the test gave.
 */
export async function withPage<T>(use: (page: Page, address: string) => Promise<T>): Promise<T> {
  const [executablePath, address] = Deno.args;
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    const result = await use(page, address);
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join("\n"));
    return result;
  } finally {
    await browser.close();
  }
}
