import type { FileRead } from "../input/metrics.ts";
import type { ReportedRun } from "../input/run.ts";
import { type Content, listed, type Markup, markup, wholeName } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { renderPanels } from "../page/panel.ts";
import { renderTable } from "../page/table.ts";
import { count, counted } from "../words/numbers.ts";

/** How to make the run again, and the hashes that tell whether it is the same. */
export function reproduceSection(run: ReportedRun): Section {
  const facts = factsOf(run).map(([title, fact]) => markup`<dt>${title}</dt><dd>${fact}</dd>`);
  return {
    id: "reproduce",
    title: "Reproduce",
    say:
      markup`<p>The same files, seed and machine give the same bytes; on another machine the last digits may differ. <code class="mono">penstock verify-run</code> with the folder of this run makes it again and compares.</p>`,
    show: markup`<dl class="reproduce">
${listed(facts, "\n")}
</dl>
${
      renderPanels([{
        title: "SHA-256 of what the run read and wrote",
        picture: renderTable({
          name: "SHA-256 of files",
          columns: [
            { title: "File", isText: true, wraps: true },
            { title: "SHA-256", isText: true, wraps: true },
          ],
          rows: hashesOf(run).map(([file, hash]) => [file, mono(hash)]),
        }),
        isWide: true,
      }])
    }`,
  };
}

function factsOf(run: ReportedRun): readonly (readonly [title: string, fact: Content])[] {
  const { metrics, command, machine, resolved } = run;
  const { penstock, engine } = metrics.computed_by;
  const language = /^pipe (\d+)/m.exec(resolved)?.[1];
  const steps = metrics.restarts?.length ?? 0;
  return [
    ...command === "" ? [] : [["Command", mono(command)] as const],
    [
      "Versions",
      listed(
        [
          `Penstock ${penstock}`,
          engine,
          machine,
          language !== undefined && `language version ${language}`,
        ].filter((each) => each !== false && each !== ""),
        ", ",
      ),
    ],
    ["Device", metrics.device],
    ["Seed", String(metrics.seed)],
    ...steps > 0 ? [["Restarts", counted(steps, "restart")] as const] : [],
  ];
}

function mono(text: string): Markup {
  return markup`<code class="mono">${text}</code>`;
}

function hashesOf({ metrics, hashes }: ReportedRun): readonly (readonly [Content, string])[] {
  const { pipeline, params_files: params = {}, files, split } = metrics.made_of;
  return [
    ["the pipeline", pipeline],
    ...Object.entries(params).map(([file, hash]) => [wholeName(file), hash] as const),
    ...files.map((file) => [fileRead(file), file.sha256] as const),
    ["the split", split],
    ...Object.entries(hashes).map(([file, hash]) => [wholeName(file), hash] as const),
  ];
}

function fileRead({ path, bytes, files }: FileRead): Content {
  const size = `${count(bytes)} bytes`;
  return markup`${wholeName(path)}, ${
    files === undefined ? size : `${counted(files, "file")}, ${size}`
  }`;
}
